"""The template as it is deployed: made of the app as it is now."""

from __future__ import annotations

from functools import cache
from typing import Any

from chalicelib.store.models import MODELS
from infrastructure.packaging.code import ROOT
from infrastructure.packaging.described import described
from infrastructure.template import template

Resource = dict[str, Any]


@cache
def deployed() -> Resource:
    """The whole template."""
    return template(described(ROOT), MODELS)


def of_type(kind: str) -> dict[str, Resource]:
    """The properties of all resources of a type, by logical id."""
    found = deployed()["Resources"]
    return {name: resource["Properties"] for name, resource in found.items() if resource["Type"] == kind}
