"""Merge fields: `{{first_name}}` or, with what stands in for an unknown value, `{{first_name|there}}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from chalicelib.core.errors import Invalid

_FIELD = re.compile(r"(?<!\{)\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*(?:\|([^{}]*))?\}\}(?!\})")
_BRACES = re.compile(r"\{\{|\}\}")
_CLOSING = (".", ",", "!", "?", ";", ":")
_PART = 3
"""`_FIELD.split` gives literal, name, fallback, literal, name, fallback, … literal."""


def fields(template: str) -> list[str]:
    """The names of the fields in `template`, in lower case, each once, in order."""
    return list(dict.fromkeys(found[1].lower() for found in _FIELD.finditer(template)))


def check(template: str, allowed: Iterable[str], field: str = "body") -> None:
    """Return if every field of `template` is one of `allowed`; else Invalid, under the name `field`."""
    _check_braces(template, field)
    names = list(allowed)
    unknown = [name for name in fields(template) if name not in names]
    if unknown:
        wrong = ", ".join(f"{{{{{name}}}}}" for name in unknown)
        right = ", ".join(f"{{{{{name}}}}}" for name in names)
        raise Invalid({field: f"There is no field {wrong}. Use {right or 'plain text'}."})


def render(template: str, values: Mapping[str, str], field: str = "body") -> str:
    """`template` with each field's value, else its fallback, else nothing and no double space in its place.

    One pass: a value is text, and stays as it is even if it looks like a field. Invalid for broken braces:
    none ever reaches a phone.
    """
    _check_braces(template, field)
    parts = _FIELD.split(template)
    text: str = parts[0]
    for place in range(1, len(parts), _PART):
        name, fallback, literal = parts[place : place + _PART]
        value = _value(values, name.lower(), fallback)
        last = place + _PART >= len(parts)
        text = text + value + literal if value else _closed_up(text, literal, last=last)
    return text


def _value(values: Mapping[str, str], name: str, fallback: str | None) -> str:
    value = values.get(name, "")
    return value if value.strip() else (fallback or "").strip()


def _closed_up(before: str, after: str, *, last: bool) -> str:
    """Two literals without the field between them: as if it had never been there."""
    if after.startswith(" ") and (not before or before[-1] in " \n"):
        return before + after[1:]
    if after.startswith(_CLOSING) or after.startswith("\n") or (last and not after):
        return before.removesuffix(" ") + after
    return before + after


def _check_braces(template: str, field: str) -> None:
    rest = _FIELD.sub("", template)
    broken = _BRACES.search(rest)
    if broken:
        near = rest[max(broken.start() - 10, 0) : broken.end() + 10].strip()
        remedy = "Write {{first_name}} or {{first_name|there}}."
        raise Invalid({field: f"A field is not closed or has no name near “{near}”. {remedy}"})
