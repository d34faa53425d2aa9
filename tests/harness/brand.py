"""The demo brand that each world begins with: people, lines, five contacts with consent, a group."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import ledger, lint
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, ConsentEvent, after
from chalicelib.core.contacts import Contact
from chalicelib.core.countries import Held
from chalicelib.core.forms import FieldKind, Form, FormField, FormId, Wording
from chalicelib.core.groups import Group
from chalicelib.core.ids import GroupId, PersonId, thread_of
from chalicelib.core.lines import Line, LineKind, LineUse
from chalicelib.core.optin import OptIn, Waiting
from chalicelib.core.people import Channel, Person, Role
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Standing, Thread
from chalicelib.flows.ports import House

SHARED = PhoneNumber("+18005550100")
REP1_LINE = PhoneNumber("+18005550101")
LOCAL = PhoneNumber("+12025550100")
LINES = (SHARED, REP1_LINE, LOCAL)
UNKNOWN_LINE = PhoneNumber("+18005550199")
REP1_PHONE = PhoneNumber("+12025550191")
OPTED_OUT = PhoneNumber("+12025550120")
STRANGER = PhoneNumber("+12025550170")
HANDSETS = tuple(PhoneNumber(f"+1202555011{place}") for place in range(5))
GROUP = GroupId("g00000000000000000000000000")
TRIO = GroupId("g00000000000000000000000001")
SOLO = GroupId("g00000000000000000000000002")
MANY = GroupId("g00000000000000000000000003")
SHRUNKEN = GroupId("g00000000000000000000000009")

_EVERYBODY = frozenset({PersonId("rep1"), PersonId("rep2"), PersonId("limited")})
_FIRST_NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eve")


def people() -> list[Person]:
    """rep1 is alerted by text and email and has copies by text; all others by email only."""

    def person(name: str, role: Role) -> Person:
        return Person(PersonId(name), name.capitalize(), f"{name}@example.com", role)

    rep1 = Person(
        PersonId("rep1"),
        "Rep One",
        "rep1@example.com",
        Role.STANDARD,
        phone=REP1_PHONE,
        alerts=(Channel.TEXT, Channel.EMAIL),
        copies=Channel.TEXT,
    )
    return [
        person("admin", Role.ADMIN),
        person("manager", Role.MANAGER),
        rep1,
        person("rep2", Role.STANDARD),
        person("limited", Role.LIMITED),
    ]


def seed(house: House, now: datetime) -> None:
    """Writes it all by the adapters themselves."""
    for person in people():
        house.team.put_person(person, house.ids.contact(person.phone) if person.phone else None)
    for line in _lines(house):
        house.team.put_line(line)
    for phone, name in zip(HANDSETS, _FIRST_NAMES, strict=True):
        contact = house.ids.contact(phone)
        house.contacts.create(Contact(contact, phone, first_name=name, source="seed", created=now))
        for number in (REP1_LINE, SHARED):
            agree(house, number, phone, name, now)
    house.contacts.create_group(Group(GROUP, "Spring list", now, PersonId("admin")))
    house.contacts.add_members(GROUP, [house.ids.contact(phone) for phone in HANDSETS])


def trio(house: House, now: datetime) -> None:
    """A group of three, the last of whom said STOP to rep1's line."""
    house.contacts.create(
        Contact(house.ids.contact(OPTED_OUT), OPTED_OUT, first_name="Finn", source="seed", created=now)
    )
    agree(house, REP1_LINE, OPTED_OUT, "Finn", now)
    _act(house, REP1_LINE, OPTED_OUT, Act.STOP, now - timedelta(hours=1))
    house.contacts.create_group(Group(TRIO, "Trio", now, PersonId("rep1")))
    house.contacts.add_members(TRIO, [house.ids.contact(phone) for phone in (*HANDSETS[:2], OPTED_OUT)])


def newcomers(house: House, now: datetime) -> None:
    """A group of two who agreed on paper: no text of the shared line ever went to the second."""
    house.contacts.create(
        Contact(house.ids.contact(OPTED_OUT), OPTED_OUT, first_name="Finn", source="seed", created=now)
    )
    agree(house, SHARED, OPTED_OUT, "Finn", now, introduced=False)
    house.contacts.create_group(Group(SOLO, "Two", now, PersonId("rep1")))
    house.contacts.add_members(SOLO, [house.ids.contact(HANDSETS[0]), house.ids.contact(OPTED_OUT)])


def solo(house: House, now: datetime) -> None:
    """A group of one."""
    house.contacts.create_group(Group(SOLO, "Solo", now, PersonId("rep1")))
    house.contacts.add_members(SOLO, [house.ids.contact(HANDSETS[0])])


def trio_and_solo(house: House, now: datetime) -> None:
    trio(house, now)
    solo(house, now)


def many(house: House, now: datetime) -> None:
    """A group of two pages; all but one of its members are no contacts any more."""
    house.contacts.create_group(Group(MANY, "Many", now, PersonId("rep1")))
    gone = [PhoneNumber(f"+131255501{place:02}") for place in range(60)]
    house.contacts.add_members(MANY, [house.ids.contact(phone) for phone in (*gone, HANDSETS[0])])


def of_many_lines(house: House, now: datetime) -> None:
    """The first handset is known on more lines than one transaction has room for; all but two have no thread."""
    contact = house.ids.contact(HANDSETS[0])
    known = house.conversations.load(contact=contact).standing
    assert known is not None
    gone = frozenset(house.ids.line(PhoneNumber(f"+13125550{place:03}")) for place in range(100, 200))
    house.conversations.save(Changes(standing_before=known, standing=replace(known, lines=known.lines | gone)), now)


def form(house: House, now: datetime) -> None:
    """An opt-in form on the shared line, and a second one on the local line; the keyword of the first is JOIN."""
    for number, name in ((SHARED, "club"), (LOCAL, "shop")):
        line = house.team.line(house.ids.line(number))
        assert line is not None
        made = Form(
            id=FormId(name),
            name=name.capitalize(),
            line=line.id,
            title="Join us",
            fields=(
                FormField("phone", "Mobile number", FieldKind.PHONE, required=True),
                FormField("first_name", "First name"),
                FormField("location", "Location"),
                FormField("size", "Size", FieldKind.CHOICE, options=("small", "large")),
            ),
            wordings=(Wording(1, lint.standard_wording("Brand"), now),),
            confirmation=lint.standard_confirmation("Brand"),
            tags=frozenset({name}),
            tag_fields=("size",),
            keyword="join" if number == SHARED else "",
        )
        words = {"join": made.id} if made.keyword else {}
        house.forms.save(None, made, [(line, replace(line, keywords=words))] if words else [])


def waiting(house: House, now: datetime) -> None:
    """A stranger's opt-in that was more than the day's budget."""
    form(house, now)
    keep_waiting(house, STRANGER, now)


def keep_waiting(house: House, phone: PhoneNumber, now: datetime) -> None:
    asked = OptIn(
        "00000000000000000000000000",
        phone,
        now,
        "form",
        lint.standard_wording("Brand"),
        lint.standard_confirmation("Brand"),
        {"form": "club", "version": "1"},
    )
    line = house.ids.line(SHARED)
    thread = thread_of(line, house.ids.contact(phone))
    house.opt_ins.keep(Waiting(thread, line, Held.BUDGET, asked), now)


def pending(house: House, now: datetime) -> None:
    """A stranger who ticked the form and has not yet said YES."""
    _join(house, LOCAL, STRANGER, "", now - timedelta(days=2))
    _act(house, LOCAL, STRANGER, Act.OPT_IN, now - timedelta(days=1))


def _lines(house: House) -> list[Line]:
    def line(number: PhoneNumber, label: str, kind: LineKind, owner: str = "") -> Line:
        use = LineUse.PERSONAL if owner else LineUse.SHARED
        members = frozenset({PersonId(owner)}) if owner else _EVERYBODY
        holder = PersonId(owner) if owner else None
        return Line(house.ids.line(number), number, label, kind, use, members, holder, rate=10)

    return [
        line(SHARED, "Brand", LineKind.TOLL_FREE),
        line(REP1_LINE, "Rep One", LineKind.TOLL_FREE, "rep1"),
        line(LOCAL, "Local", LineKind.LOCAL),
    ]


def agree(
    house: House, number: PhoneNumber, phone: PhoneNumber, name: str, now: datetime, *, introduced: bool = True
) -> None:
    """A recorded double opt-in, long before the world begins; the text that asked for YES said who texts."""
    _join(house, number, phone, name, now - timedelta(days=3), introduced=introduced)
    _act(house, number, phone, Act.OPT_IN, now - timedelta(days=2))
    _act(house, number, phone, Act.CONFIRM, now - timedelta(days=1))


def _join(
    house: House, number: PhoneNumber, phone: PhoneNumber, name: str, at: datetime, *, introduced: bool = False
) -> None:
    line, contact = house.ids.line(number), house.ids.contact(phone)
    known = house.conversations.load(line=line, contact=contact).standing
    standing = known or Standing(contact)
    changes = Changes(
        thread=Thread(
            thread_of(line, contact), line, contact, number, phone, name, introduced=at if introduced else None
        ),
        standing_before=known,
        standing=replace(standing, lines=standing.lines | {line}),
    )
    house.conversations.save(changes, at)


def _act(house: House, number: PhoneNumber, phone: PhoneNumber, act: Act, at: datetime) -> None:
    line, contact = house.ids.line(number), house.ids.contact(phone)
    before = house.conversations.load(line=line, contact=contact).thread
    assert before is not None
    moved = after(before.consent, act)
    event = ConsentEvent(contact, line, act, before.consent, moved, at, "seed")
    thread, event = ledger.record(before, replace(before, consent=moved, last_act=at), event)
    changes = Changes(before=before, thread=thread, events=(event,))
    house.conversations.save(changes, at)


def shrunken(house: House, now: datetime) -> None:
    """A group of three that is said to have thousands: its broadcasts stand in many partitions."""
    trio(house, now)
    house.contacts.create_group(Group(SHRUNKEN, "Shrunken", now, PersonId("rep1"), size=2000))
    house.contacts.add_members(SHRUNKEN, [house.ids.contact(phone) for phone in HANDSETS[:3]])
