"""Reading JSON objects that people and scripts send to the carrier's own API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from flask import current_app, request

from infrastructure.local.carrier.carrier import Carrier
from infrastructure.local.carrier.network import e164


class InputError(Exception):
    """A request of the carrier's own API that cannot be done, with a sentence for each fault."""

    def __init__(self, *errors: str, status: int = 400) -> None:
        super().__init__("; ".join(errors))
        self.errors = list(errors)
        self.status = status


def this_carrier() -> Carrier:
    """The carrier that the current request is for."""
    return cast("Carrier", current_app.extensions["carrier"])


def read_object(fields: Mapping[str, type | tuple[type, ...]]) -> dict[str, Any]:
    """The request's JSON object; InputError names each unknown field and each one of a wrong type."""
    data = request.get_json(force=True, silent=True)
    if not isinstance(data, dict):
        raise InputError("The request must carry a JSON object.")
    unknown = [f"{key}: unknown; known are {', '.join(fields)}" for key in data if key not in fields]
    wrong = [f"{key}: wrong type" for key, kind in fields.items() if key in data and not _is(data[key], kind)]
    if unknown or wrong:
        raise InputError(*unknown, *wrong)
    return data


def read_number(text: str) -> str:
    """A number of the URL's path or the body in E.164: with or without its plus."""
    number = e164(text)
    if not number:
        raise InputError(f"{text!r} is not a phone number.")
    return number


def _is(value: object, kind: type | tuple[type, ...]) -> bool:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))
