"""Group conversations: a contact's place in one, on its own head, and what has been passed on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pynamodb.expressions.operand import Path

from chalicelib.core.changes import Join
from chalicelib.core.consent import Consent
from chalicelib.core.ids import ThreadId
from chalicelib.core.messages import Message
from chalicelib.core.parties import Passed, Place
from chalicelib.store import heads, keys
from chalicelib.store.codec import Codec, moment, number, text
from chalicelib.store.database import Database, Write
from chalicelib.store.expressions import PRESENT

_PLACE = Codec(Place)
_PASSED = Codec(Passed)


def joining(database: Database, join: Join, now: datetime) -> Write:
    """The write that gives a contact its place: with its Yes, and only where it has none on this line.

    Its version grows, so that what was decided of it without that place is decided again.
    """
    place, introduced = Path("place"), Path("introduced")
    actions = [
        place.set({"M": _PLACE.encode(join.place)}),
        introduced.set(introduced | moment(now)),
        Path("version").add(number(1)),
    ]
    free = heads.sendable(Consent.YES, stopped=False) & place.does_not_exist()
    return database.updating("conversations", keys.head(join.thread), actions, free)


def parting(database: Database, thread: ThreadId, chat: ThreadId) -> Write:
    """The write that takes a contact's place in this conversation, or finds it taken by the contact's own STOP, whose
    job still waits; it fails where the contact is in another one by now."""
    actions = [Path("place").remove(), Path("version").add(number(1))]
    here = Path("place").does_not_exist() | (Path(["place", "chat"]) == text(chat))
    return database.updating("conversations", keys.head(thread), actions, PRESENT & here)


def relaying(database: Database, said: Message | None, now: datetime) -> Iterator[Write]:
    """The write that notes on a text who gets it; once."""
    if said is None:
        return
    actions = [Path("relayed").set(moment(said.relayed or now))]
    if said.passed:
        actions.append(Path("passed").set({"L": [{"M": _PASSED.encode(one)} for one in said.passed]}))
    if said.reason:
        actions.append(Path("reason").set(text(said.reason)))
    key = keys.message(said.box, said.id)
    yield database.updating("conversations", key, actions, PRESENT & Path("relayed").does_not_exist())
