"""Characters that make a text cost twice: what they are called, how often they stand there, what could replace them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass

from chalicelib.core import segments
from chalicelib.core.wording import stand_in

SHOWN = 20
JOINER = "\u200d"
"""Makes one emoji of several; without it they fall apart."""


@dataclass(frozen=True, slots=True)
class Special:
    """`replacement` looks alike and is in GSM-7; None: nothing does, as for an emoji."""

    character: str
    name: str
    count: int
    replacement: str | None


def special(body: str) -> list[Special]:
    """The characters of `body` that are not in GSM-7, each once, in order: at most 20 of them.

    One alone turns the whole text into UCS-2, of which a segment holds 70 characters instead of 160 (3GPP TS 23.038).
    """
    alphabet = segments.standard().units
    found = Counter(letter for letter in body if letter not in alphabet)
    return [
        Special(letter, _name(letter), count, _replacement(letter)) for letter, count in list(found.items())[:SHOWN]
    ]


def plain(body: str) -> str:
    """`body` with everything replaced that can be."""
    return "".join(letter if (other := _replacement(letter)) is None else other for letter in body)


def _replacement(letter: str) -> str | None:
    """Nothing, for what cannot be seen anyway: a space without width, a mark of direction."""
    found = stand_in(letter)
    unseen = unicodedata.category(letter) == "Cf" and letter != JOINER
    return found if found or unseen else None


def _name(letter: str) -> str:
    return unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
