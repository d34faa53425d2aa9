"""What a person may ask to change about who takes part in a group conversation (SD-3)."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.core import group_chats
from chalicelib.core.changes import Changes
from chalicelib.core.chat_copies import Stage
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import ContactId
from chalicelib.core.parties import MOST
from chalicelib.core.threads import Thread
from chalicelib.flows.ports import House
from chalicelib.flows.seating import guest, members

NEVER_IN = "This is no contact that ever took part in this group conversation."


@dataclass(frozen=True, slots=True)
class Wish:
    """What to change, one thing at a time: `add` is a number or a contact, `remove` a contact's id, `ended` ends it."""

    add: str | None = None
    remove: str | None = None
    ended: bool = False


def wished(house: House, head: Thread, wish: Wish, stage: Stage) -> Changes:
    """What the wish changes: nothing where it is so already. Invalid names the field that cannot be."""
    if wish.add is not None:
        return _added(house, head, wish.add, stage)
    if wish.remove is not None:
        return _removed(head, ContactId(wish.remove), stage)
    return group_chats.close(head, stage)


def _removed(head: Thread, contact: ContactId, stage: Stage) -> Changes:
    if head.party is None or all(member.contact != contact for member in head.party.members):
        raise Invalid({"remove": NEVER_IN})
    return group_chats.part(head, contact, stage)


def _added(house: House, head: Thread, name: str, stage: Stage) -> Changes:
    party = group_chats.demand_open(head)
    seat = guest(house, name, stage)
    if seat.place is not None and seat.place.chat == head.id:
        return Changes()
    # Who has left by its own word and is back may be on the party still, until that has been told.
    if len(party.others(seat.contact)) >= MOST:
        raise Invalid({"add": f"{MOST} people take part already. Take somebody out first."})
    if seat.obstacle:
        raise Invalid({"add": seat.obstacle})
    taken = [member.name for member in party.members if member.contact != seat.contact]
    (member,) = members([seat], stage, taken)
    return group_chats.join(head, member, stage)
