"""What validation found, in sentences with a remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

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
    "string_too_short": lambda about: f"At least {about['min_length']} character is needed. Fill it in.",
    "string_type": lambda _: "Give a text.",
    "enum": lambda about: f"Give one of {about['expected']}.",
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
