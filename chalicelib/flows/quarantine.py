"""Texts to numbers that are no line of ours: kept, shown to those who can mend it, and settled by them (TH-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.core import access, quarantine
from chalicelib.core.access import Action
from chalicelib.core.changes import Changes
from chalicelib.core.errors import Conflict, NotFound
from chalicelib.core.ids import MessageId, PersonId, ThreadId, message_of
from chalicelib.core.inbound import Facts
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.people import me
from chalicelib.flows.ports import House, SeenBefore
from chalicelib.flows.receive import holder, planned

BOX = quarantine.QUARANTINE


@dataclass(frozen=True, slots=True)
class Kept:
    """A text, the line that has its number now, and why it cannot be taken in there (None: it can)."""

    message: Message
    line: Line | None
    obstacle: Conflict | None


def page(house: House, caller: PersonId, cursor: str | None, limit: int) -> tuple[Sequence[Kept], str | None]:
    """Newest first, for managers and admins."""
    access.demand(me(house, caller), Action.ASSIGN)
    opened = house.cursors.open(BOX, cursor)
    found = house.conversations.messages(BOX, MessageId(opened) if opened else None, limit + 1)
    lines: dict[str, Line] = {line.number: line for line in house.team.lines()}
    shown = [_kept(message, lines.get(message.to or "")) for message in found[:limit]]
    return shown, house.cursors.seal(BOX, shown[-1].message.id) if len(found) > limit else None


def _kept(message: Message, line: Line | None) -> Kept:
    return Kept(message, line, quarantine.obstacle(message, line))


def settle(house: House, caller: PersonId, text: str, *, take_in: bool) -> ThreadId | None:
    """Takes a text in, and tells its thread (None where a rep's own phone wrote it), or puts it away.

    Raises Conflict where it cannot be taken in now, or somebody else has settled it otherwise; NotFound where it is not
    in the quarantine. To put away what is put away changes nothing.
    """
    person = me(house, caller)
    access.demand(person, Action.ASSIGN)
    found = message_of(text)
    if take_in:
        return settled(lambda: _taken_in(house, found))
    _dismissed(house, person.id, found)
    return None


def _taken_in(house: House, text: MessageId) -> ThreadId | None:
    kept = _message(house, BOX, text)
    if kept is None:
        raise NotFound("text")
    contact = house.ids.contact(PhoneNumber(kept.sender or ""))
    line_id = house.ids.line(PhoneNumber(kept.to or ""))
    found = house.conversations.load(
        line=line_id, contact=contact, own_phone=contact, with_contact=True, with_brand=True
    )
    obstacle = quarantine.obstacle(kept, found.line)
    if obstacle is not None or found.line is None:
        raise obstacle or NotFound("line")
    facts = Facts(
        line=found.line,
        contact_id=contact,
        thread=found.thread,
        standing=found.standing,
        contact=found.contact,
        sender=found.person,
        now=house.now(),
        scheduled=planned(house, found.thread),
        holder=holder(house, found, kept.body),
        brand=found.brand or house.first_brand,
    )
    changes = quarantine.taken_in(kept, facts)
    _save_once(house, changes)
    emit(house, changes.effects)
    return changes.thread.id if changes.thread else None


def _dismissed(house: House, by: PersonId, text: MessageId) -> None:
    kept = _message(house, BOX, text)
    if kept is not None:
        _save_once(house, quarantine.dismissed(kept, by))
    elif _message(house, quarantine.DISMISSED, text) is None:
        raise NotFound("text")


def _save_once(house: House, changes: Changes) -> None:
    """Passes where this very thing was done before: by a colleague, or by us, and the answer was lost on the way."""
    try:
        house.conversations.save(changes, house.now())
    except SeenBefore:
        moved = changes.messages[0]
        if _message(house, moved.box, moved.id) is None:
            raise Conflict("settled", "Somebody else has dealt with this text. Load the list again.") from None


def _message(house: House, box: str, text: MessageId) -> Message | None:
    return house.conversations.load(message=(box, text)).message
