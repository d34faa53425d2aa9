"""Who looks at a conversation: said by the screens that show it, and asked by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.core import viewers
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.ids import PersonId, ThreadId, thread_parts
from chalicelib.core.lines import Line
from chalicelib.core.viewers import Viewer
from chalicelib.flows.people import names
from chalicelib.flows.ports import House
from chalicelib.flows.threads import opened


@dataclass(frozen=True, slots=True)
class Audience:
    """Who else has the thread open; `names` are theirs."""

    viewers: Sequence[Viewer]
    names: dict[PersonId, str]


NOBODY = Audience((), {})


def note(house: House, caller: PersonId, thread: str, now: datetime, *, typing: bool) -> Audience:
    """Notes that the caller has the thread open, at most once in viewers.EVERY, and says who else has."""
    _, _, head = opened(house, caller, thread)
    house.conversations.note_viewer(head.id, Viewer(caller, now, typing), now - viewers.EVERY)
    return _audience(house, caller, head.id, now)


def of(house: House, caller: PersonId, lines: Sequence[Line], thread: str | None, now: datetime) -> Audience:
    """Who else has the thread open; nobody where its line is none of the caller's `lines`."""
    if thread is None:
        return NOBODY
    try:
        line, _ = thread_parts(thread)
    except NotFound:
        raise Invalid({"thread": "Give the id of a conversation."}) from None
    seen = any(known.id == line for known in lines)
    return _audience(house, caller, ThreadId(thread), now) if seen else NOBODY


def _audience(house: House, caller: PersonId, thread: ThreadId, now: datetime) -> Audience:
    there = viewers.others(house.conversations.viewers(thread), caller, now)
    return Audience(there, names(house)) if there else NOBODY
