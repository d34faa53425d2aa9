"""Segments: how many parts a text is cut into and billed as, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from chalicelib import data
from chalicelib.core.lines import LineKind

MAX_BODY = 1600
"""Longest text the provider takes (its error 21617), in UTF-16 units, which is how a browser counts too."""


class Encoding(StrEnum):
    """`MMS`: a text with files, which is one message however long its words are."""

    GSM_7 = "GSM-7"
    UCS_2 = "UCS-2"
    MMS = "MMS"


@dataclass(frozen=True, slots=True)
class Capacity:
    """Units of one segment: of a text that fits into one, and of each part of a longer one."""

    single: int
    part: int
    toll_free_part: int


@dataclass(frozen=True, slots=True)
class Alphabet:
    """GSM-7: `units` holds what each of its characters takes (1, or 2 with the escape)."""

    units: Mapping[str, int]
    capacity: Mapping[Encoding, Capacity]


@dataclass(frozen=True, slots=True)
class Segments:
    """How a text travels. `units` are septets (GSM-7) or 16-bit units (UCS-2), without headers and padding.

    `per_segment` is what one segment of this text holds, `left_in_segment` what the last one still takes;
    `forced_by` is the first character that is not in GSM-7 and so forces UCS-2.
    """

    encoding: Encoding
    units: int
    segments: int
    per_segment: int
    left_in_segment: int
    forced_by: str | None = None


@cache
def standard() -> Alphabet:
    """The alphabet and lengths in force (chalicelib/data/gsm7.toml)."""
    table = data.table("gsm7")
    units = dict.fromkeys(table["basic"], 1) | dict.fromkeys(table["extended"], 2)
    return Alphabet(units, {Encoding(name): Capacity(**row) for name, row in table["capacity"].items()})


def count(
    body: str, line_kind: LineKind = LineKind.LOCAL, alphabet: Alphabet | None = None, *, files: int = 0
) -> Segments:
    """How `body` is encoded and cut when a line of this kind sends it; an empty body has no segment.

    With `files` it is one message, whatever its letters.
    """
    if files:
        units = sum(map(_width_in_ucs2, body))
        return Segments(Encoding.MMS, units, 1, MAX_BODY, MAX_BODY - units)
    alphabet = alphabet or standard()
    forced_by = next((letter for letter in body if letter not in alphabet.units), None)
    encoding = Encoding.UCS_2 if forced_by else Encoding.GSM_7
    widths = [_width_in_ucs2(letter) for letter in body] if forced_by else [alphabet.units[c] for c in body]
    capacity, units = alphabet.capacity[encoding], sum(widths)
    if units <= capacity.single:
        left = capacity.single - units
        return Segments(encoding, units, min(units, 1), capacity.single, left, forced_by)
    part = capacity.toll_free_part if line_kind is LineKind.TOLL_FREE else capacity.part
    parts, last = _cut(widths, part)
    return Segments(encoding, units, parts, part, part - last, forced_by)


def _width_in_ucs2(letter: str) -> int:
    return 2 if ord(letter) > 0xFFFF else 1


def _cut(widths: list[int], size: int) -> tuple[int, int]:
    """How many parts, and the units in the last; surrogates, and escape and character, stay together."""
    parts, filled = 1, 0
    for width in widths:
        if filled + width > size:
            parts, filled = parts + 1, 0
        filled += width
    return parts, filled
