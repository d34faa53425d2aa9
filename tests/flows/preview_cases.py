"""Whom previews are told of: seven people in four states, what they did before, and what is to be sent to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from chalicelib.core.contacts import Contact
from chalicelib.core.groups import Group
from chalicelib.core.ids import GroupId, PersonId
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.ports import House
from tests.harness import brand
from tests.harness.brand import LOCAL, SHARED
from tests.harness.pictures import GIF, PNG
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.test_media import uploaded

PEOPLE = tuple(PhoneNumber(f"+1{code}555014{place}") for place, code in enumerate((305, 205, 202, 202, 305, 205, 202)))
"""Florida, Alabama and Washington, D.C.; the third of them lives in California."""
EASTERN, WESTERN = GroupId("g0000000000000000000000000E"), GroupId("g0000000000000000000000000W")
VIP = {"field": "tag", "op": "is", "value": "vip"}
RULES = (
    VIP,
    {"not": VIP},
    {"field": "region", "op": "is", "value": ["CA", "FL"]},
    {"all": [{"field": "consent", "op": "is", "value": "yes"}, {"not": VIP}]},
    {"any": [{"field": "last_inbound", "op": "within", "days": 2}, VIP]},
)
BODIES = (
    "Spring is here.",
    "Hi {{first_name|there}}, spring is here. " + "x" * 110,
    "It’s {{rep_first_name}}: spring at {{custom.shop|our shop}} in {{location|your town}}.",
    "Spring 🌷 " + "x" * 60,
)


def country(house: House, now: datetime) -> None:
    """Seven people who agreed on both lines; the first four in one list, the last four in another."""
    names = ("Ada", "", "Cleopatra Philopator", "Łucja", "Eve", "🙂", "Gus")
    for place, (phone, name) in enumerate(zip(PEOPLE, names, strict=True)):
        contact = Contact(
            house.ids.contact(phone),
            phone,
            first_name=name,
            region=("FL", "", "CA", "", "", "", "")[place],
            zone="America/Los_Angeles" if place == 2 else "",
            location="Springfield" if place % 2 else "",
            custom={"Shop": "Main Street"} if place > 4 else {},
            source="seed",
            created=now,
        )
        house.contacts.create(contact)
        for line in (SHARED, LOCAL):
            brand.agree(house, line, phone, name, now)
    for group, some in ((EASTERN, PEOPLE[:4]), (WESTERN, PEOPLE[3:])):
        house.contacts.create_group(Group(group, "List", now, PersonId("rep1")))
        house.contacts.add_members(group, [house.ids.contact(phone) for phone in some])


@dataclass(frozen=True)
class Case:
    """`states` says what each person did before; `hour` is how long after ten in the east it is asked; `later` is how
    many minutes after that it is to go, and `end` how many hours after that its time is over."""

    states: tuple[str, ...]
    hour: int
    body: str
    rule: dict[str, Any]
    groups: tuple[str, ...]
    chosen: tuple[int, ...]
    without: tuple[str, ...]
    skip: dict[str, Any]
    files: tuple[bytes, ...]
    cap: int | None = None
    end: int | None = None
    held: bool = False
    later: int = 0
    daily: bool = False


GROUPS = st.lists(st.sampled_from([EASTERN, WESTERN, "live"]), max_size=3, unique=True).map(tuple)
CASES = st.builds(
    Case,
    states=st.tuples(*[st.sampled_from(["", "", "stop", "asked", "dead", "doubt", "texted", "capped", "vip"])] * 7),
    hour=st.integers(0, 20),
    body=st.sampled_from(BODIES) | st.just(""),
    rule=st.sampled_from(RULES),
    groups=GROUPS,
    chosen=st.lists(st.integers(0, 6), max_size=3).map(tuple),
    without=st.lists(st.sampled_from([EASTERN, WESTERN, "live"]), max_size=1).map(tuple),
    skip=st.fixed_dictionaries(
        {"active_conversation": st.booleans(), "texted_within_days": st.sampled_from([0, 0, 3])}
    ),
    files=st.sampled_from([(), (), (PNG,), (PNG, GIF)]),
    cap=st.sampled_from([None, None, 3, 5]),
    end=st.sampled_from([None, None, 2, 9, 26]),
    held=st.sampled_from([False] * 5 + [True]),
    later=st.sampled_from([0, 0, 90]),
    daily=st.sampled_from([False] * 4 + [True]),
).filter(lambda case: bool(case.groups or case.chosen) and bool(case.body or case.files))
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def happened(world: World, phone: PhoneNumber, state: str) -> None:
    contact = world.contact(phone)
    if state == "stop":
        world.handset_texts(phone, SHARED, "STOP")
    elif state == "asked":
        world.handset_texts(phone, SHARED, "Are you open?")
    elif state == "doubt":
        world.handset_texts(phone, SHARED, "STOP PLEASE")
    elif state == "vip":
        good(world.api("rep1", "PATCH", f"/contacts/{contact}", {"tags": ["vip"]}))
    elif state == "dead":
        known = world.wiring.contacts.get(contact)
        assert known is not None
        world.wiring.contacts.update(known, replace(known, unreachable=30006, unreachable_since=world.now))
    elif state in ("texted", "capped"):
        for number in range(1 if state == "texted" else 3):
            order = {"line": SHARED if state == "texted" else LOCAL, "contacts": [phone], "body": f"Offer {number}"}
            good(world.api("rep2", "POST", "/broadcasts", order), 202)
            world.drain()


def order_of(world: World, case: Case) -> dict[str, Any]:
    made = good(world.api("rep1", "POST", "/groups", {"name": "Live", "rule": case.rule}), 201)["id"]
    named = {"live": made}
    begins = world.now + timedelta(minutes=case.later or 90 * case.daily)
    times: dict[str, Any] = {"send_at": begins.isoformat()} if case.later or case.daily else {}
    if case.daily:
        times["repeat"] = {"weekdays": DAYS}
    elif case.end is not None:
        times["not_after"] = (begins + timedelta(hours=case.end, minutes=20)).isoformat()
    return {
        "line": SHARED,
        "groups": [named.get(group, group) for group in case.groups],
        "contacts": [PEOPLE[place] for place in case.chosen],
        "exclude": {"groups": [named.get(group, group) for group in case.without]},
        "skip": case.skip,
        "body": case.body,
        "media": [uploaded(world, data, caller="rep2") for data in case.files],
        **times,
    }


def limit(world: World, case: Case) -> None:
    """The line gets its cap, or is held, after all that went before."""
    line = world.wiring.team.line(world.line(SHARED))
    assert line is not None
    held = "Carriers block it." if case.held else ""
    world.wiring.team.change_line(line, replace(line, daily_cap=case.cap, held=held))
