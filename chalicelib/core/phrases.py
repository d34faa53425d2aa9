"""Phrases: what a message says in several words. Found in one pass over its words, however long it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Tree = Mapping[str, Any]
"""A phrase's next word leads to what may follow it; "" ends a phrase."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """`polite` may stand around what is meant. `anywhere` are phrases that count inside a longer message, too.

    A `turned` word right behind one of `before` means its contrary ("don't stop texting me"); a phrase whose last word
    is `turned` and is followed by one of `after` goes on to something else ("please stop by at 5").
    """

    polite: frozenset[str] = frozenset()
    anywhere: Tree = field(default_factory=dict)
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    turned: frozenset[str] = frozenset()


LONGEST_POLITE = 5
LONGEST = 12
"""Words of the longest phrase that can be a message by itself."""


def tree(phrases: Iterable[str]) -> Tree:
    """The phrases, word by word."""
    root: dict[str, Any] = {}
    for phrase in phrases:
        node = root
        for word in phrase.split():
            node = node.setdefault(word, {})
        node[""] = {}
    return root


def unwrapped(words: Sequence[str], table: Phrases) -> Iterator[str]:
    """The message, and what is left of it without some of the polite phrases at its beginning and at its end.

    Each way to take them off counts: "again" is polite, and the end of what "please do not contact me again" means.
    """
    ends = set(_ends(words, table))
    for first in _beginnings(words, table):
        for last in range(min(len(words), first + LONGEST), first, -1):
            if last in ends:
                yield " ".join(words[first:last])


def _beginnings(words: Sequence[str], table: Phrases) -> Iterator[int]:
    """Where the message may begin, with one more polite phrase left out each time."""
    first = 0
    yield first
    while ahead := _polite(words[first : first + LONGEST_POLITE], table, at_end=False):
        first += ahead
        yield first


def _ends(words: Sequence[str], table: Phrases) -> Iterator[int]:
    """Where it may end, likewise."""
    last = len(words)
    yield last
    while behind := _polite(words[max(0, last - LONGEST_POLITE) : last], table, at_end=True):
        last -= behind
        yield last


def holds(words: Sequence[str], table: Phrases) -> bool:
    """Whether a phrase that counts anywhere stands in the message and is not turned into something else."""
    return any(_stands(words, place, table) for place in range(len(words)))


def _polite(words: Sequence[str], table: Phrases, *, at_end: bool) -> int:
    """How many of these words are one polite phrase, counted from this side: the longest there is, or none."""
    for count in range(len(words), 0, -1):
        part = words[-count:] if at_end else words[:count]
        if " ".join(part) in table.polite:
            return count
    return 0


def _stands(words: Sequence[str], place: int, table: Phrases) -> bool:
    if words[place] in table.turned and place and words[place - 1] in table.before:
        return False
    node = table.anywhere
    for at in range(place, len(words)):
        if words[at] not in node:
            return False
        node = node[words[at]]
        if "" in node and not _goes_on(words, at, table):
            return True
    return False


def _goes_on(words: Sequence[str], last: int, table: Phrases) -> bool:
    return words[last] in table.turned and last + 1 < len(words) and words[last + 1] in table.after
