"""People of the brand begin group conversations, write in them, and see to who takes part (SD-3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.core import access, group_chats, merge, outbound, templates, wording
from chalicelib.core.access import Action
from chalicelib.core.changes import Changes, Receipt
from chalicelib.core.chat_copies import Stage
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.ids import ContactId, MessageId, PersonId, chat_of, is_chat, thread_parts
from chalicelib.core.messages import Message, Origin
from chalicelib.core.parties import Member
from chalicelib.core.people import Person
from chalicelib.core.prices import Cost, cost
from chalicelib.core.threads import Thread
from chalicelib.flows import write
from chalicelib.flows.chat_wishes import Wish, wished
from chalicelib.flows.decide import emit, receipt_of, same_request, settled
from chalicelib.flows.lines import named
from chalicelib.flows.people import names, present
from chalicelib.flows.ports import House, SeenBefore
from chalicelib.flows.seating import Seat, look, members, seated
from chalicelib.flows.uploads import taken
from chalicelib.flows.views import View, view
from chalicelib.flows.write import Written

FIELDS = ("rep_first_name", "rep_name", "brand")
"""What a text to a group may name: the others are several."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A group conversation as one person sees it; `seats` are by contact, of all who are or were members."""

    view: View
    seats: Mapping[ContactId, Seat]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go out first: each member's text, or why it cannot take part."""

    seats: Sequence[Seat]
    names: Sequence[str]
    texts: Sequence[Message]
    cost: Cost


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants to begin a conversation with whom: `to` are numbers or contacts, `body` may be empty."""

    caller: PersonId
    line: str
    to: Sequence[str]
    body: str
    key: str | None = None


def preview(house: House, order: Order, now: datetime) -> Preview:
    """Who would take part, what each is told first, and what that costs, before anything is sent."""
    stage, found = _ready(house, order, now)
    people = members(found, stage)
    changes = _begun(order, stage, people, None)
    texts = [text for text in changes.messages if text.origin is Origin.RELAY]
    spent = cost(sum(text.segments for text in texts), stage.line.kind)
    return Preview(found, [member.name for member in people], texts, spent)


def start(house: House, order: Order, now: datetime) -> Chat:
    """Begins a conversation; a repeated key gives the one that it began. Invalid names all who cannot take part."""
    return settled(lambda: _start(house, order, now))


def one(house: House, caller: PersonId, chat: str, now: datetime) -> Chat:
    """The conversation with its members; NotFound where the caller may not see it."""
    return _shown(house, *_opened(house, caller, chat, now))


def change(house: House, caller: PersonId, chat: str, wish: Wish, now: datetime) -> Chat:
    """Lets somebody in, takes somebody out, or ends it; asked twice it is done once."""
    if sum((wish.add is not None, wish.remove is not None, wish.ended)) != 1:
        raise Invalid({"add": "Give one of `add`, `remove` and `ended`: true."})
    return settled(lambda: _change(house, caller, chat, wish, now))


def say(
    house: House, caller: PersonId, chat: str, body: str, key: str | None, now: datetime, uploads: Sequence[str] = ()
) -> Written:
    """Writes to all members. Conflict where the conversation has ended, Refused where the line may not text."""
    write.check(body, uploads)
    merge.check(body, FIELDS)
    return settled(lambda: _say(house, caller, chat, body, key, now, uploads))


def _ready(house: House, order: Order, now: datetime) -> tuple[Stage, list[Seat]]:
    person = present(house.team.person(order.caller))
    line = access.demand_send(person, house.team.line(named(house, order.line)))
    access.demand(person, Action.INITIATE)
    brand = house.brand
    stage = Stage(line, brand, person, now, house.fresh())
    if order.body:
        wording.check_body(order.body)
        merge.check(order.body, FIELDS)
    return stage, look(house, order.to, stage)


def _start(house: House, order: Order, now: datetime) -> Chat:
    stage, found = _ready(house, order, now)
    asked = ("group chat", stage.line.id, order.body, *(seat.contact for seat in found))
    chat = chat_of(stage.line.id, stage.seed)
    receipt = receipt_of(order.caller, order.key, {"chat": chat}, *asked)
    earlier = house.conversations.receipt(receipt.key) if receipt else None
    if earlier is not None:
        return one(house, order.caller, same_request(earlier, receipt).answer["chat"], now)
    faults = {seat.field: seat.obstacle for seat in found if seat.obstacle}
    if faults:
        raise Invalid(faults)
    _demand_line(stage)
    changes = _begun(order, stage, members(found, stage), receipt)
    for text in changes.messages:
        wording.check_body(text.body)
    try:
        house.conversations.save(changes, now)
    except SeenBefore as first:
        # Without a key it is this very attempt that was saved: its ids are its own.
        answer = same_request(first.receipt, receipt).answer if receipt else {"chat": chat}
        return one(house, order.caller, answer["chat"], now)
    emit(house, changes.effects)
    return one(house, order.caller, chat, now)


def _begun(order: Order, stage: Stage, people: Sequence[Member], receipt: Receipt | None) -> Changes:
    holder = order.caller if stage.person is None else access.holder(stage.person, stage.line, None)
    chat = chat_of(stage.line.id, stage.seed)
    return group_chats.start(chat, people, stage, _words(stage, order.body), holder, receipt)


def _say(
    house: House, caller: PersonId, chat: str, body: str, key: str | None, now: datetime, uploads: Sequence[str]
) -> Written:
    stage, head = _opened(house, caller, chat, now)
    person = _may_write(stage)
    receipt = receipt_of(caller, key, {"message": stage.place(1)}, "group text", chat, body, *uploads)
    earlier = house.conversations.receipt(receipt.key) if receipt else None
    if earlier is not None:
        return _first(house, stage, head, same_request(earlier, receipt))
    _demand_line(stage)
    group_chats.demand_open(head)
    files = taken(house, caller, uploads)
    holder = access.holder(person, stage.line, head.assignee)
    changes = group_chats.say(head, _words(stage, body), files, stage, holder, receipt)
    told = write.takeover(head, changes.thread or head, person, house.fresh(), now)
    changes = replace(changes, messages=(*changes.messages, *told))
    try:
        house.conversations.save(changes, now)
    except SeenBefore as first:
        if receipt is not None:
            return _first(house, stage, head, same_request(first.receipt, receipt))
    emit(house, changes.effects)
    return Written(changes.thread or head, changes.messages[0], stage.line, person, stage.brand)


def _first(house: House, stage: Stage, head: Thread, receipt: Receipt) -> Written:
    """What the first request with this key left."""
    found = house.conversations.load(message=(head.id, MessageId(receipt.answer["message"]))).message
    if found is None or stage.person is None:
        raise LookupError("a receipt without its message")
    return Written(head, found, stage.line, stage.person, stage.brand)


def _change(house: House, caller: PersonId, chat: str, wish: Wish, now: datetime) -> Chat:
    stage, head = _opened(house, caller, chat, now)
    # Whom one lets in gets a first text, as who is written to anew.
    access.demand(_may_write(stage), Action.ANSWER if wish.add is None else Action.INITIATE)
    changes = wished(house, head, wish, stage)
    try:
        house.conversations.save(changes, now)
    except SeenBefore:
        # The entry's id is this attempt's own: it was saved, and the answer was lost on the way.
        return one(house, caller, chat, now)
    emit(house, changes.effects)
    return one(house, caller, chat, now)


def _opened(house: House, caller: PersonId, chat: str, now: datetime) -> tuple[Stage, Thread]:
    """What stands written of a conversation that the caller may see; NotFound for any other, and for what is none."""
    line, second = thread_parts(chat)
    if not is_chat(chat):
        raise NotFound("thread")
    found = house.conversations.load(line=line, contact=second, person=caller, with_brand=True)
    person = present(found.person)
    known = access.demand_thread(person, found.line)
    if found.thread is None:
        raise NotFound("thread")
    return Stage(known, found.brand or house.first_brand, person, now, house.fresh()), found.thread


def _may_write(stage: Stage) -> Person:
    person = present(stage.person)
    access.demand_send(person, stage.line)
    access.demand(person, Action.ANSWER)
    return person


def _demand_line(stage: Stage) -> None:
    shut = outbound.closed(stage.line, stage.brand, stage.now)
    if isinstance(shut, outbound.Refuse):
        outbound.demand(shut)


def _words(stage: Stage, body: str) -> str:
    if stage.person is None or not body:
        return body
    return templates.rendered(body, templates.values(None, stage.person, stage.brand)).body


def _shown(house: House, stage: Stage, head: Thread) -> Chat:
    party = head.party.members if head.party else ()
    facts = outbound.Facts(stage.line, head, brand=stage.brand)
    people = names(house) if head.assignee else {}
    return Chat(view(present(stage.person), facts, people, stage.now), seated(house, party, stage))
