"""What validation found, in sentences with a remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from chalicelib.routes.shapes.patterns import REMEDIES

_NO_MOMENT = "This is no moment. Write the day as in 2026-03-01, then the time of day and its zone."
_NO_DAY = "This is no day. Write it as in 2026-03-01."
_NO_NUMBER = "Give a whole number."
_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "This field is missing. Add it.",
    "extra_forbidden": lambda _: "There is no such field. Remove it or mend its name.",
    "json_invalid": lambda _: "This is no valid JSON. Send a JSON object.",
    "model_type": lambda _: "Send a JSON object.",
    "model_attributes_type": lambda _: "Send a JSON object.",
    "too_long": lambda about: (
        f"At most {about['max_length']} are allowed; this has {about['actual_length']}. Take some out."
    ),
    "too_short": lambda about: f"At least {about['min_length']} is needed. Add one.",
    "string_too_long": lambda about: f"At most {about['max_length']} characters are allowed. Shorten it.",
    "string_too_short": lambda about: (
        "This is empty. Fill it in."
        if about["min_length"] == 1
        else f"At least {about['min_length']} characters are needed. Write more."
    ),
    "string_pattern_mismatch": lambda about: REMEDIES[about["pattern"]],
    "string_type": lambda _: "Give a text.",
    "enum": lambda about: f"Give one of {about['expected']}.",
    "timezone_aware": lambda _: (
        "This moment has no zone. End it with Z for UTC, or with how far its clock is from UTC."
    ),
    "datetime_parsing": lambda _: _NO_MOMENT,
    "datetime_from_date_parsing": lambda _: _NO_MOMENT,
    "datetime_type": lambda _: _NO_MOMENT,
    "date_parsing": lambda _: _NO_DAY,
    "date_from_datetime_parsing": lambda _: _NO_DAY,
    "date_from_datetime_inexact": lambda _: _NO_DAY,
    "date_type": lambda _: _NO_DAY,
    "int_type": lambda _: _NO_NUMBER,
    "int_parsing": lambda _: _NO_NUMBER,
    "int_from_float": lambda _: _NO_NUMBER,
    "bool_type": lambda _: "Say true or false.",
    "bool_parsing": lambda _: "Say true or false.",
    "list_type": lambda _: "Give a list.",
    "dict_type": lambda _: "Give an object of names and values.",
    "greater_than_equal": lambda about: f"Give at least {about['ge']}.",
    "less_than_equal": lambda about: f"Give at most {about['le']}.",
}


def fields(error: ValidationError) -> dict[str, str]:
    """Each wrong field, by its path, with one sentence."""
    found: dict[str, str] = {}
    for fault in error.errors(include_url=False, include_input=False):
        path = ".".join(str(part) for part in fault["loc"]) or "body"
        sentence = _SENTENCES.get(fault["type"])
        found.setdefault(path, sentence(fault.get("ctx", {})) if sentence else f"{fault['msg']}.")
    return found
