"""What the preview says is what happens: both are compared, over audiences, hours, texts and states (SD-6, D4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chalicelib.core import merge, segments
from chalicelib.core.contacts import Contact
from chalicelib.core.groups import Group
from chalicelib.core.ids import GroupId, PersonId
from chalicelib.core.lines import LineKind
from chalicelib.core.messages import Status
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.selection import SKIPPED
from chalicelib.flows import members, previews
from chalicelib.flows.ports import House
from tests.harness import brand, check_hours, check_texts
from tests.harness.brand import LOCAL, SHARED
from tests.harness.state import State
from tests.harness.world import World
from tests.routes.answers import good

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

CHECKS = (
    check_texts.each_gets_a_broadcast_once,
    check_hours.broadcasts_keep_legal_hours,
    check_hours.caps_are_kept,
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
    """`states` says what each person did before; `hour` is how long after ten in the east it is asked."""

    states: tuple[str, ...]
    hour: int
    body: str
    rule: dict[str, Any]
    groups: tuple[str, ...]
    chosen: tuple[int, ...]
    without: tuple[str, ...]
    skip: dict[str, Any]


GROUPS = st.lists(st.sampled_from([EASTERN, WESTERN, "live"]), max_size=3, unique=True).map(tuple)
CASES = st.builds(
    Case,
    states=st.tuples(*[st.sampled_from(["", "", "stop", "asked", "dead", "doubt", "texted", "capped", "vip"])] * 7),
    hour=st.integers(0, 20),
    body=st.sampled_from(BODIES),
    rule=st.sampled_from(RULES),
    groups=GROUPS,
    chosen=st.lists(st.integers(0, 6), max_size=3).map(tuple),
    without=st.lists(st.sampled_from([EASTERN, WESTERN, "live"]), max_size=1).map(tuple),
    skip=st.fixed_dictionaries(
        {"active_conversation": st.booleans(), "texted_within_days": st.sampled_from([0, 0, 3])}
    ),
).filter(lambda case: bool(case.groups or case.chosen))


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
    return {
        "line": SHARED,
        "groups": [named.get(group, group) for group in case.groups],
        "contacts": [PEOPLE[place] for place in case.chosen],
        "exclude": {"groups": [named.get(group, group) for group in case.without]},
        "skip": case.skip,
        "body": case.body,
    }


@contextmanager
def quiet_world() -> Iterator[World]:
    with World(country) as world:
        yield world


@settings(max_examples=8, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(CASES)
def test_what_the_preview_says_is_what_happens(case: Case) -> None:
    with quiet_world() as world:
        for phone, state in zip(PEOPLE, case.states, strict=True):
            happened(world, phone, state)
        world.drain()
        world.advance(60 * case.hour)
        order = order_of(world, case)
        told = good(world.api("rep2", "POST", "/broadcasts/preview", order))
        before = len(world.carrier.sent)
        made = good(world.api("rep2", "POST", "/broadcasts", order), 202)["id"]
        world.drain()
        rows = list(world.wiring.broadcasts.all_recipients(made))
        out = Counter(row.code for row in rows if row.status is Status.SUPPRESSED)
        waits = Counter((row.until, row.code) for row in rows if row.waits)
        going = [merge.render(case.body, row.values) for row in rows if row.status is not Status.SUPPRESSED]
        counted = [segments.count(body, LineKind.TOLL_FREE) for body in going]

        assert told["basis"] == "exact"
        assert told["recipients"] == len(rows) == told["judged"]
        assert {why["code"]: why["recipients"] for why in told["refused_by"]} == out - Counter(
            dict.fromkeys(SKIPPED, 99)
        )
        assert {why["code"]: why["recipients"] for why in told["skipped_by"]} == {
            code: count for code, count in out.items() if code in SKIPPED
        }
        expected: Counter[tuple[datetime, str]] = Counter()
        for wait in told["waits"]:
            expected[datetime.fromisoformat(wait["until"]), wait["code"]] += wait["recipients"]
        assert expected == waits
        assert told["segments_total"] == sum(one.segments for one in counted)
        assert told["segments"] == max((one.segments for one in counted), default=told["segments"])
        assert told["special_recipients"] == sum(one.encoding == "UCS-2" for one in counted)
        assert {one["body"] for one in told["samples"]} <= set(going)

        for _ in range(12):
            world.advance(150)
            world.tick()
            world.drain()
        ours = [text.body for text in world.carrier.sent[before:] if text.ref.startswith(f"b.{made}")]
        assert sorted(ours) == sorted(going)
        left = State(world)
        assert world.monitor.broken + [fault for check in CHECKS for fault in check(left)] == []


def test_a_group_of_thousands_is_estimated_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "MOST_JUDGED", 100)
    with World(crowd) as world:
        order = {"line": SHARED, "group": EASTERN, "body": "Hi"}
        told = good(world.api("rep2", "POST", "/broadcasts/preview", order))
        assert (told["basis"], told["judged"], told["recipients"]) == ("sample", 100, 240)
        assert told["refused"] == 240
        assert told["refused_by"][0]["code"] == "consent_missing"
        both = good(world.api("rep2", "POST", "/broadcasts/preview", {**order, "groups": [WESTERN]}))
        assert (both["basis"], both["judged"]) == ("sample", 100)
        assert 200 <= both["recipients"] <= 290, "who is in both lists counts once"
        live = good(world.api("rep1", "POST", "/groups", {"name": "All", "rule": {"not": VIP}}), 201)["id"]
        more = good(world.api("rep2", "POST", "/broadcasts/preview", {"line": SHARED, "group": live, "body": "Hi"}))
        assert more["basis"] == "at_least"
        assert 100 <= more["recipients"] == more["judged"] < 240
        listed_too = good(world.api("rep2", "POST", "/broadcasts/preview", {**order, "groups": [live]}))
        assert (listed_too["basis"], listed_too["recipients"]) == ("at_least", 100)


def test_a_count_that_would_take_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with World(crowd) as world:
        rule = {"rule": {"not": VIP}}
        told = good(world.api("rep1", "POST", "/groups/preview", rule))
        assert (told["count"], told["exact"], len(told["sample"])) == (245, True, 10)
        monkeypatch.setattr(members, "PATIENCE", timedelta(seconds=-1))
        told = good(world.api("rep1", "POST", "/groups/preview", rule))
        assert not told["exact"]
        assert 0 < told["count"] < 245


def crowd(house: House, now: datetime) -> None:
    """240 people who never agreed, in two lists that are the same."""
    phones = [PhoneNumber(f"+1{200 + place // 100}55501{place % 100:02}") for place in range(260) if place % 100 < 96]
    phones = [phone for phone in phones if phone not in brand.HANDSETS][:240]
    for phone in phones:
        house.contacts.create(Contact(house.ids.contact(phone), phone, source="seed", created=now))
    for group in (EASTERN, WESTERN):
        house.contacts.create_group(Group(group, "Crowd", now, PersonId("rep1")))
        house.contacts.add_members(group, [house.ids.contact(phone) for phone in phones])
