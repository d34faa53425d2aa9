"""Keywords: what a message says of consent: a word alone, a clear phrase, or what a person must judge (C5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from chalicelib import data
from chalicelib.core import phrases
from chalicelib.core.phrases import Phrases


class Keyword(StrEnum):
    """`DOUBT`: it may mean stop; a person must say whether it does (CN-9)."""

    STOP = "stop"
    START = "start"
    YES = "yes"
    HELP = "help"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Keywords:
    """`words`: whole messages as `normalise` leaves them. `lookalikes`: foreign letters to Latin ones.

    `meant`: what a message means that is this and nothing else, but for politeness; `phrases` tells what that is, and
    which phrases are a doubt inside a longer message. `signs` are pictures that may mean stop where no word stands.
    """

    words: Mapping[str, Keyword]
    lookalikes: Mapping[int, str]
    network: frozenset[str]
    provider: frozenset[str]
    meant: Mapping[str, Keyword] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=Phrases)
    signs: frozenset[str] = frozenset()


_DROPPED = frozenset({"Cf", "Mn", "Me"})
"""Zero-width and direction marks, accents, emoji variants: they change how a word looks, not which it is."""
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_STRETCHED = re.compile(r"(.)\1{2,}")
_APART = re.compile(r"[.!?;…\r\n]+|\s[-–—|]+\s")
"""What stands between two sentences, or between a text and a signature."""


LONGEST = 1600
"""Characters of the longest text there is; what a longer body says beyond is not looked at."""
FEWEST = 2
"""Words beside a sentence that opts out which make it one: in "stop. go" the two belong together."""
_WORDS = ("stop", "start", "yes", "help")
_MEANT = {"doubt": Keyword.DOUBT, "clear": Keyword.STOP, "phrases": Keyword.STOP}
"""A later one prevails where a phrase stands in two lists."""


@cache
def standard() -> Keywords:
    """The words in force (chalicelib/data/keywords.toml), all languages at once."""
    table = data.table("keywords")
    packs = list(table["packs"].values())
    return Keywords(
        words={word: Keyword(kind) for kind in _WORDS for word in _listed(packs, kind)},
        lookalikes=str.maketrans(table["lookalikes"]),
        network=frozenset(table["answered"]["network"]),
        provider=frozenset(table["answered"]["provider"]),
        meant={phrase: keyword for kind, keyword in _MEANT.items() for phrase in _listed(packs, kind)},
        phrases=Phrases(
            polite=frozenset(_listed(packs, "polite")),
            anywhere=phrases.tree((*_listed(packs, "phrases"), *_listed(packs, "anywhere"))),
            **{name: frozenset(words) for name, words in table["turning"].items()},
        ),
        signs=frozenset(table["signs"]),
    )


def _listed(packs: Iterable[Mapping[str, Iterable[str]]], kind: str) -> Iterator[str]:
    """The data are written as `normalise` leaves them (a test sees to it), so that no cold start does it again."""
    return (word for pack in packs for word in pack.get(kind, ()))


def classify(body: str, table: Keywords | None = None) -> Keyword | None:
    """What `body` as a whole says of consent, however it is typed or decorated; None for everything else.

    A word is one only by itself, a clear phrase also in polite wrapping. A sentence that holds a phrase of stopping is
    a doubt, and a message whose first or last sentence opts out by itself ("Stop. I am not Ann"); one that merely holds
    the word is not: "can you stop by at 5?" asks for a visit. So is a stop sign alone, or with mere politeness.
    """
    table, said = table or standard(), body[:LONGEST]
    word = normalise(said)
    found = _whole(word, table) if word else None
    if found is not None:
        return found
    if not word or word in table.phrases.polite:
        return None if table.signs.isdisjoint(said) else Keyword.DOUBT
    return Keyword.DOUBT if _opts_out_apart(said, len(word.split()), table) else None


def _whole(word: str, table: Keywords) -> Keyword | None:
    """What a message means, as `normalise` leaves it."""
    once = _once(word)
    spellings = tuple(dict.fromkeys((word, once, once.translate(table.lookalikes))))
    for spelling in spellings:
        if spelling in table.words:
            return table.words[spelling]
    if all(Keyword.STOP in (table.words.get(part), table.meant.get(part)) for part in word.split()):
        return Keyword.STOP
    meant = [_meant(spelling.split(), table) for spelling in spellings]
    return Keyword.STOP if Keyword.STOP in meant else Keyword.DOUBT if Keyword.DOUBT in meant else None


def _opts_out_apart(said: str, words: int, table: Keywords) -> bool:
    """Whether the first or the last sentence, or line, of a message of so many words opts out by itself."""
    parts = [part for part in map(normalise, _APART.split(said)) if part]
    least = 1 if "\n" in said.strip() else FEWEST
    ends = {part for part in (*parts[:1], *parts[-1:]) if words - len(part.split()) >= least}
    return any(_whole(part, table) is Keyword.STOP for part in ends)


def _meant(words: list[str], table: Keywords) -> Keyword | None:
    """The first reading of the message that is known, else a doubt where it holds a phrase of stopping."""
    for reading in phrases.unwrapped(words, table.phrases):
        if reading in table.meant:
            return table.meant[reading]
    return Keyword.DOUBT if phrases.holds(words, table.phrases) else None


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
