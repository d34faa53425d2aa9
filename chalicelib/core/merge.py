"""Merge fields: `{{first_name}}` or, with what stands in for an unknown value, `{{first_name|there}}`.

A brand's own field is `{{custom.shoe size}}`: of all names only these may have spaces and letters of any alphabet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from chalicelib.core.errors import Invalid

CUSTOM = "custom."
"""Begins the name of a brand's own field. Among the allowed names it allows them all."""

_OWN = r"(?i:custom)\.\s*[^{}|\s][^{}|]*"
_FIELD = re.compile(rf"(?<!\{{)\{{\{{\s*({_OWN}|[A-Za-z][A-Za-z0-9_]*\s*)(?:\|([^{{}}]*))?\}}\}}(?!\}})")
_BRACES = re.compile(r"\{\{|\}\}")
_CLOSING = (".", ",", "!", "?", ";", ":")
_PART = 3
"""`_FIELD.split` gives literal, name, fallback, literal, name, fallback, … literal."""


def fields(template: str) -> list[str]:
    """The names of the fields in `template`, in lower case, each once, in order."""
    return list(dict.fromkeys(_name(found[1]) for found in _FIELD.finditer(template)))


def literal(template: str) -> str:
    """What of `template` may reach somebody as it stands there: its words, and what stands in for its fields."""
    return _FIELD.sub(lambda field: field[2] or "", template)


def empty(template: str, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """The fields of `template` that have no value, each with what stands in for it (empty: nothing), once, in order."""
    found = ((_name(field[1]), (field[2] or "").strip()) for field in _FIELD.finditer(template))
    return [(name, fallback) for name, fallback in dict.fromkeys(found) if not _value(values, name, None)]


def unfilled(text: str) -> str:
    """What in a text that is to go still looks like a field, or a part of one; empty where nothing does."""
    found = _BRACES.search(text)
    return found[0] if found else ""


def as_words(template: str, known: Mapping[str, str] = MappingProxyType({})) -> str:
    """`template` for people to read, who are no contact: each field by its name, [first_name], or by its `known`
    value, which is the same for everybody."""
    return plain(_FIELD.sub(lambda field: known.get(_name(field[1])) or f"[{_name(field[1])}]", template))


def plain(text: str) -> str:
    """`text` with single braces where there were several: nothing in it looks like a field."""
    return re.sub(r"([{}])\1+", r"\1", text)


def custom(name: str) -> str:
    """The name of the merge field for the brand's own field `name`; case and spacing do not matter."""
    return _name(CUSTOM + name)


def check(template: str, allowed: Iterable[str], field: str = "body") -> None:
    """Return if every field of `template` is one of `allowed`; else Invalid, under the name `field`."""
    _check_braces(template, field)
    names = list(allowed)
    unknown = [
        name for name in fields(template) if name not in names and not (CUSTOM in names and name.startswith(CUSTOM))
    ]
    if unknown:
        wrong = ", ".join(f"{{{{{name}}}}}" for name in unknown)
        right = ", ".join(f"{{{{{name}}}}}" if name != CUSTOM else "{{custom.…}}" for name in names)
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
        value = _value(values, _name(name), fallback)
        last = place + _PART >= len(parts)
        text = text + value + literal if value else _closed_up(text, literal, last=last)
    return text


def _name(written: str) -> str:
    first, dot, own = written.partition(".")
    return f"{first.strip()}{dot}{' '.join(own.split())}".lower()


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
