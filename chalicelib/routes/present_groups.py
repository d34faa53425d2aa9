"""Groups in the API's shapes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from chalicelib.core.audience_json import dump, loads
from chalicelib.core.audience_words import describe
from chalicelib.core.groups import Group
from chalicelib.flows.members import Fit
from chalicelib.routes.present import contact_ref
from chalicelib.routes.shapes.groups import GroupShape, RuleFit

NOBODY: Mapping[str, str] = MappingProxyType({})


def group(known: Group, names: Mapping[str, str] = NOBODY) -> GroupShape:
    """`names` are those of the people whom rules name by id."""
    rule = loads(known.rule) if known.live else None
    return GroupShape(
        id=known.id,
        name=known.name,
        live=known.live,
        size=None if known.live else known.size,
        rule=dump(rule) if rule else None,
        description=describe(rule, names) if rule else "",
        created_at=known.created,
    )


def fit(found: Fit, names: Mapping[str, str] = NOBODY) -> RuleFit:
    return RuleFit(
        count=found.count,
        exact=found.exact,
        sample=[contact_ref(contact) for contact in found.sample],
        description=describe(found.rule, names),
    )
