"""What is to go later, across threads (SD-7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chalicelib.core.ids import LineId, PersonId, ThreadId
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.threads import Thread
from chalicelib.flows.lines import chosen
from chalicelib.flows.people import names
from chalicelib.flows.ports import House


@dataclass(frozen=True, slots=True)
class Listed:
    """Texts for later, next first, each with the head of its thread. `authors` are names by person."""

    texts: Sequence[tuple[Message, Thread]]
    lines: Mapping[LineId, Line]
    authors: dict[PersonId, str]
    cursor: str | None


def page(house: House, caller: PersonId, line: str | None, cursor: str | None, limit: int) -> Listed:
    """What is to go on the lines that the caller sees, or on the one that is named."""
    _, lines = chosen(house, caller, line)
    found = house.conversations.upcoming([known.id for known in lines], cursor, limit)
    heads = house.conversations.threads({ThreadId(text.thread) for text in found.items if text.thread})
    # The index follows its table by moments: what the head does not list any more went, or was called off.
    texts = [
        (text, heads[text.thread])
        for text in found.items
        if text.thread in heads and text.id in heads[text.thread].scheduled
    ]
    return Listed(texts, {known.id: known for known in lines}, names(house) if texts else {}, found.cursor)
