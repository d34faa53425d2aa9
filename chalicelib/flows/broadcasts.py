"""Broadcasts as people see them: before, when they begin, and how far they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core import access, effects, introductions, merge, outbound, segments, wording
from chalicelib.core.access import Action
from chalicelib.core.broadcasts import Broadcast, Progress, Recipient, progress, stage_now
from chalicelib.core.contacts import MERGE_FIELDS, Contact, merge_values
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.groups import Group
from chalicelib.core.ids import BroadcastId, ContactId, GroupId, PersonId, thread_of, ulid
from chalicelib.core.lines import Line
from chalicelib.core.messages import Status
from chalicelib.core.outbound import Draft, Facts, Kind, Refuse, Wait
from chalicelib.core.people import Person
from chalicelib.core.segments import Segments
from chalicelib.flows.decide import emit, receipt_of, same_request
from chalicelib.flows.lines import named, seen_by
from chalicelib.flows.people import present
from chalicelib.flows.ports import House, Page, SeenBefore
from chalicelib.flows.spent import capped, elsewhere

MEMBERS_AT_ONCE = 50
NAMED_REFUSALS = 50
UNLISTED = timedelta(minutes=2)
"""A broadcast that nobody listed further by then is put on the queue again."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a person wants sent to a group."""

    line: str
    group: str
    body: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many who wait alike: until when, in whose zone, and why in the words of one of them."""

    until: datetime
    zone: str
    code: str
    reason: str
    recipients: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a broadcast would do if it went now. `refusals` names some of the refused.

    `waits` counts those who would wait, by until when, in which zone, and why; the earliest first.
    """

    recipients: int
    refused: int
    refusals: Sequence[tuple[Contact, Refuse]]
    waits: Sequence[Waiting]
    segments: Segments
    sample: str


@dataclass(frozen=True, slots=True)
class Seen:
    broadcast: Broadcast
    line: Line
    author: str
    progress: Progress | None = None


def preview(house: House, caller: PersonId, order: Order, now: datetime) -> Estimate:
    """Counts and names before anything is sent, by the same verdict that is spoken when it is."""
    _, line, group = _allowed(house, caller, order)
    total = 0
    refused: list[tuple[Contact, Refuse]] = []
    waits: dict[tuple[datetime, str, str], list[Wait]] = defaultdict(list)
    worst: tuple[Segments, str] | None = None
    for recipient, contact, facts in audience(house, line, group.id):
        total += 1
        merged = merge.render(order.body, recipient.values)
        body = introductions.whole(merged, introductions.in_broadcast(facts.thread, merged, facts.brand))
        counted = segments.count(body, line.kind)
        if worst is None or (counted.segments, counted.units) > (worst[0].segments, worst[0].units):
            worst = (counted, body)
        judged = outbound.verdict(Draft(Kind.BROADCAST, body), facts, now)
        if isinstance(judged, Refuse):
            refused.append((contact, judged))
        elif isinstance(judged, Wait):
            waits[judged.until, judged.zone, judged.code].append(judged)
    counted, sample = worst or (segments.count(order.body, line.kind), order.body)
    return Estimate(total, len(refused), refused[:NAMED_REFUSALS], _waiting(waits), counted, sample)


def _waiting(waits: Mapping[tuple[datetime, str, str], Sequence[Wait]]) -> list[Waiting]:
    return [Waiting(*alike, found[0].sentence, len(found)) for alike, found in sorted(waits.items())]


def create(house: House, caller: PersonId, order: Order, key: str | None, now: datetime) -> Seen:
    """Saves the broadcast and begins to list its recipients; a repeated key gives the first one."""
    person, line, group = _allowed(house, caller, order)
    broadcast = Broadcast(
        id=BroadcastId(ulid(int(now.timestamp() * 1000), house.fresh())),
        line=line.id,
        line_number=line.number,
        group=group.id,
        group_name=group.name,
        body=order.body,
        size=group.size,
        author=person.id,
        at=now,
        due=now + UNLISTED,
    )
    receipt = receipt_of(caller, key, {"broadcast": broadcast.id}, "broadcast", line.id, group.id, order.body)
    try:
        house.broadcasts.create(broadcast, receipt)
    except SeenBefore as first:
        return one(house, caller, same_request(first.receipt, receipt).answer["broadcast"])
    emit(house, (effects.fan_out(broadcast.id, 0),))
    return Seen(broadcast, line, person.name)


def one(house: House, caller: PersonId, broadcast: str) -> Seen:
    """One broadcast with its progress; NotFound where the caller does not see its line."""
    found, line, _ = _visible(house, caller, broadcast)
    author = house.team.person(found.author)
    counted = progress(house.broadcasts.all_recipients(found.id))
    return Seen(stage_now(found, counted), line, author.name if author else "", counted)


def page(house: House, caller: PersonId, cursor: str | None, limit: int) -> Page[Seen]:
    """Broadcasts on the caller's lines, newest first."""
    _, lines = seen_by(house, caller)
    known = {line.id: line for line in lines}
    found = house.broadcasts.page([line.id for line in lines], cursor, limit)
    people = {person.id: person.name for person in house.team.people()}
    items = [Seen(item, known[item.line], people.get(item.author, "")) for item in found.items]
    return Page(items, found.cursor)


def recipients(
    house: House,
    caller: PersonId,
    broadcast: str,
    cursor: str | None,
    limit: int,
    status: Status | None,
    waiting: bool | None,
) -> tuple[Line, Page[Recipient]]:
    found, line, _ = _visible(house, caller, broadcast)
    return line, house.broadcasts.recipients(found.id, cursor, limit, status, waiting)


def audience(house: House, line: Line, group: GroupId) -> Iterator[tuple[Recipient, Contact, Facts]]:
    """Every member of a group, with what is known of it on this line."""
    cursor: str | None = None
    while True:
        members = house.contacts.members(group, cursor, MEMBERS_AT_ONCE)
        yield from members_on(house, line, BroadcastId(""), members.items)
        cursor = members.cursor
        if cursor is None:
            return


def members_on(
    house: House, line: Line, broadcast: BroadcastId, members: Sequence[ContactId]
) -> Iterator[tuple[Recipient, Contact, Facts]]:
    """These contacts as recipients, with the facts that they are judged by; who is no contact any more is left out."""
    contacts, brand = house.contacts.many(members), house.brand
    heads = house.conversations.threads(thread_of(line.id, member) for member in members)
    known = {
        member: Facts(line, heads.get(thread_of(line.id, member)), contact=contacts[member], brand=brand)
        for member in members
        if member in contacts
    }
    spent = elsewhere(house, line.id, [member for member, facts in known.items() if capped(facts)])
    for member, facts in known.items():
        others = tuple(spent.get(member, ()))
        yield _recipient(broadcast, contacts[member]), contacts[member], replace(facts, others=others)


def _recipient(broadcast: BroadcastId, contact: Contact) -> Recipient:
    return Recipient(
        broadcast,
        contact.id,
        contact.phone,
        contact.name,
        merge_values(contact),
        zone=contact.zone,
        region=contact.region,
        postcode=contact.postcode,
    )


def _allowed(house: House, caller: PersonId, order: Order) -> tuple[Person, Line, Group]:
    """Who may send what to whom: role, line, group and text, before anything is saved."""
    line_id = named(house, order.line)
    person = present(house.team.person(caller))
    access.demand(person, Action.BROADCAST)
    line = access.demand_send(person, house.team.line(line_id))
    if not line.active:
        raise Invalid({"line": "This line is switched off. Choose another line."})
    wording.check_body(order.body)
    merge.check(order.body, MERGE_FIELDS)
    group = house.contacts.group(GroupId(order.group))
    if group is None:
        raise Invalid({"group": "There is no such group. Choose one from the list."})
    return person, line, group


def _visible(house: House, caller: PersonId, broadcast: str) -> tuple[Broadcast, Line, Person]:
    found = house.broadcasts.get(BroadcastId(broadcast))
    person = present(house.team.person(caller))
    line = house.team.line(found.line) if found else None
    if found is None or line is None or not access.sees_line(person, line):
        raise NotFound("broadcast")
    return found, line, person
