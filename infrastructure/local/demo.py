"""The demo brand: its lines, and contacts who agreed to be texted, as the first hour of a real brand leaves them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.core import ledger
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent, ConsentEvent
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Conflict
from chalicelib.core.groups import Group
from chalicelib.core.ids import GroupId, PersonId, ulid
from chalicelib.core.keyword_rule import KeywordRule
from chalicelib.core.lines import Backing, Line, LineKind, LineUse
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Standing, Thread
from chalicelib.flows.ports import House
from infrastructure.local import demo_brand, demo_form, demo_hours

SHARED = PhoneNumber("+18005550100")
REP1 = PhoneNumber("+18005550101")
REP2 = PhoneNumber("+18005550102")
BOT = PhoneNumber("+12025550100")
BOT_RULES = (
    KeywordRule(("hours", "open"), anywhere=True, reply="We are open Monday to Friday, 9 to 5.", alert=False),
    KeywordRule(("address", "directions"), anywhere=True, reply="You find us at 1 Example Street.", alert=False),
)
LABELS: dict[str, str] = {SHARED: "Brand", REP1: "Riley's line", REP2: "Robin's line", BOT: "Front desk bot"}

GROUP = GroupId("g" + ulid(0, "Spring list"))
WORDING = demo_form.wording("Brand")
NAMES = (
    ("Alma", "Ashby"),
    ("Bruno", "Bell"),
    ("Cleo", "Crane"),
    ("Dario", "Dunn"),
    ("Edda", "Ellis"),
    ("Felix", "Frost"),
    ("Gwen", "Gale"),
    ("Hugo", "Hart"),
    ("Iris", "Ives"),
    ("Jonas", "Joy"),
    ("Kaia", "Kent"),
    ("Liam", "Lowe"),
    ("Mina", "Marsh"),
    ("Nico", "North"),
    ("Olive", "Orr"),
    ("Pablo", "Penn"),
    ("Quinn", "Quill"),
    ("Rosa", "Reed"),
    ("Sven", "Shaw"),
    ("Tilda", "Thorn"),
    ("Umar", "Upton"),
    ("Vera", "Vale"),
    ("Wanda", "Wells"),
    ("Yann", "York"),
    ("Zoe", "Zimmer"),
)
FIRST_PHONE = 12025550110


def ensure(house: House, people: Mapping[str, PersonId]) -> None:
    """Writes what is missing; of lines and contacts the group comes last, so that where it is, all are."""
    now = house.now()
    if house.contacts.group(GROUP) is None:
        _begin(house, people, now)
    demo_brand.ensure(house, now)
    demo_hours.ensure(house, [_contact(house, number, now).id for number in range(len(NAMES))], now)
    shared = house.team.line(house.ids.line(SHARED))
    if shared is not None:
        demo_form.ensure(house, shared, now)


def _begin(house: House, people: Mapping[str, PersonId], now: datetime) -> None:
    lines = _lines(house, people)
    for line in lines:
        if house.team.line(line.id) is None:
            house.team.put_line(line)
    contacts = [_contact(house, number, now) for number in range(len(NAMES))]
    house.side_by_side(lambda contact: _agree(house, contact, lines[:2], now), contacts)
    house.contacts.create_group(Group(GROUP, "Spring list", now, people["rep1"]))
    house.contacts.add_members(GROUP, [contact.id for contact in contacts])


def _lines(house: House, people: Mapping[str, PersonId]) -> list[Line]:
    everyone = frozenset(people[nick] for nick in ("rep1", "rep2", "limited"))

    def line(number: PhoneNumber, kind: LineKind, owner: str = "", backing: Backing = Backing.AGENT) -> Line:
        use = LineUse.PERSONAL if owner else LineUse.SHARED
        members = frozenset({people[owner]}) if owner else everyone
        return Line(
            house.ids.line(number), number, LABELS[number], kind, use, members, people.get(owner), backing=backing
        )

    return [
        line(SHARED, LineKind.TOLL_FREE),
        line(REP1, LineKind.TOLL_FREE, "rep1"),
        line(REP2, LineKind.TOLL_FREE, "rep2"),
        replace(line(BOT, LineKind.LOCAL, backing=Backing.BOT), rules=BOT_RULES),
    ]


def _contact(house: House, number: int, now: datetime) -> Contact:
    phone = PhoneNumber(f"+{FIRST_PHONE + number}")
    first, last = NAMES[number]
    email = f"{first}.{last}@example.com".lower()
    return Contact(house.ids.contact(phone), phone, first, last, email, source="demo", created=now)


def _agree(house: House, contact: Contact, lines: Sequence[Line], now: datetime) -> None:
    """Makes the contact known, with consent Yes on these lines and the acts that led to it in the ledger."""
    with contextlib.suppress(Conflict):
        house.contacts.create(contact)
    for line in lines:
        known = house.conversations.load(line=line.id, contact=contact.id)
        if known.thread is None:
            house.conversations.save(_agreed(house, contact, line, known.standing, now), now)


def _agreed(house: House, contact: Contact, line: Line, standing: Standing | None, now: datetime) -> Changes:
    thread = Thread(
        house.ids.thread(line.number, contact.phone),
        line.id,
        contact.id,
        line.number,
        contact.phone,
        contact.name,
        Consent.YES,
        last_act=now,
        # The text that asked them for YES said who texts and how to end it.
        introduced=now,
    )
    before = standing or Standing(contact.id)
    after = replace(before, lines=before.lines | {line.id})
    steps = ((Consent.NONE, Act.OPT_IN, Consent.PENDING), (Consent.PENDING, Act.CONFIRM, Consent.YES))
    events = []
    for old, act, new in steps:
        event = ConsentEvent(contact.id, line.id, act, old, new, now, source="demo", wording=WORDING)
        thread, event = ledger.record(thread, thread, event)
        events.append(event)
    return Changes(thread=thread, standing_before=standing, standing=after, events=tuple(events))
