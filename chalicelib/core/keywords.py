"""Keywords: the messages that are one word of consent and nothing else (C5 of docs/reliability.md)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from chalicelib import data


class Keyword(StrEnum):
    STOP = "stop"
    START = "start"
    YES = "yes"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Keywords:
    """`words`: whole messages as `normalise` leaves them. `lookalikes`: foreign letters to Latin ones."""

    words: Mapping[str, Keyword]
    lookalikes: Mapping[int, str]
    network: frozenset[str]
    provider: frozenset[str]


_DROPPED = frozenset({"Cf", "Mn", "Me"})
"""Zero-width and direction marks, accents, emoji variants: they change how a word looks, not which it is."""
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_STRETCHED = re.compile(r"(.)\1{2,}")


@cache
def standard() -> Keywords:
    """The words in force (chalicelib/data/keywords.toml), all languages at once."""
    table = data.table("keywords")
    return Keywords(
        words={
            normalise(word): Keyword(kind)
            for pack in table["packs"].values()
            for kind, words in pack.items()
            for word in words
        },
        lookalikes=str.maketrans(table["lookalikes"]),
        network=frozenset(table["answered"]["network"]),
        provider=frozenset(table["answered"]["provider"]),
    )


def classify(body: str, table: Keywords | None = None) -> Keyword | None:
    """The keyword that `body` as a whole is, however it is typed or decorated; None for everything else.

    A sentence is never a keyword: "can you stop by at 5?" asks for a visit.
    """
    table, word = table or standard(), normalise(body)
    once = _once(word)
    for spelling in (word, once, once.translate(table.lookalikes)):
        if spelling in table.words:
            return table.words[spelling]
    return None


def network_word(body: str, table: Keywords | None = None) -> bool:
    """Whether a toll-free number's network acts on this message and answers it.

    STOP blocks, START and UNSTOP lift (Twilio, opt-out keywords on toll-free). Every other word
    is ours to enforce and to answer.
    """
    return body.strip().casefold() in (table or standard()).network


def provider_word(body: str, table: Keywords | None = None) -> bool:
    """Whether the provider's default handling answers this message: a bare word of its list."""
    return body.strip().casefold() in (table or standard()).provider


def normalise(body: str) -> str:
    """`body` as keywords are compared: without case, width, accents, hidden marks and decoration.

    "  «Ｓtop!!» 🛑" becomes "stop", "Opt-Out." becomes "opt out".
    """
    plain = unicodedata.normalize("NFKD", body).casefold()
    plain = "".join(letter for letter in plain if unicodedata.category(letter) not in _DROPPED)
    plain = _APOSTROPHES.sub("", plain)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def _once(word: str) -> str:
    """A word said once: from "s t o p" (so "S.T.O.P." arrives), "stop stop" and "stooop"; else as it is."""
    parts = word.split()
    if parts and len(set(parts)) == 1:
        word = parts[0]
    elif all(len(part) == 1 for part in parts):
        word = "".join(parts)
    return _STRETCHED.sub(r"\1", word)
