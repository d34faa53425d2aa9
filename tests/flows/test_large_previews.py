"""Of an audience too large to be counted a preview says how far it looked."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from chalicelib.core.contacts import Contact
from chalicelib.core.groups import Group
from chalicelib.core.ids import PersonId
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows import members, previews
from chalicelib.flows.ports import House
from tests.flows.preview_cases import EASTERN, VIP, WESTERN
from tests.harness import brand
from tests.harness.brand import SHARED
from tests.harness.quiet import minutes
from tests.harness.world import World
from tests.routes.answers import good


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


@pytest.mark.parametrize("out", [False, True])
def test_a_rule_that_fits_nobody_so_far_says_so_and_its_broadcast_goes(
    monkeypatch: pytest.MonkeyPatch, out: bool
) -> None:
    """Whom it means is the last of all; of who was looked at nobody is meant, or all are left out."""
    monkeypatch.setattr(previews, "MOST_READ", 50)
    with World(crowd) as world:
        last, before = _ends(world)
        good(world.api("admin", "PATCH", f"/contacts/{last.id}", {"tags": ["vip"]}))
        brand.agree(world.wiring, SHARED, last.phone, "Last", world.now)
        named = [before.id] if out else []
        if out:
            good(world.api("admin", "PATCH", f"/contacts/{before.id}", {"tags": ["vip"]}))
        live = good(world.api("rep1", "POST", "/groups", {"name": "VIP", "rule": VIP}), 201)["id"]
        order = {"line": SHARED, "group": live, "body": "Hi", "exclude": {"contacts": named}}
        told = good(world.api("rep2", "POST", "/broadcasts/preview", order))
        assert told["basis"] == "at_least"
        assert 50 <= told["looked"] < 100, "the first page that holds so many"
        assert (told["recipients"], told["judged"], told["left_out"]) == (0, 0, len(named))
        good(world.api("rep2", "POST", "/broadcasts", order), 202)
        minutes(world, 4)
        assert {text.to for text in world.carrier.sent if text.ref.startswith("b.")} == {last.phone}


def test_it_says_how_many_were_looked_at() -> None:
    with World(crowd) as world:
        live = good(world.api("rep1", "POST", "/groups", {"name": "VIP", "rule": VIP}), 201)["id"]
        order = {"line": SHARED, "group": live, "body": "Hi"}
        told = good(world.api("rep2", "POST", "/broadcasts/preview", order))
        assert (told["basis"], told["looked"], told["judged"]) == ("exact", 245, 0)
        both = good(world.api("rep2", "POST", "/broadcasts/preview", {**order, "groups": [EASTERN]}))
        assert (both["basis"], both["looked"], both["judged"]) == ("exact", 245 + 240, 240)


def test_a_count_that_would_take_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with World(crowd) as world:
        rule = {"rule": {"not": VIP}}
        told = good(world.api("rep1", "POST", "/groups/preview", rule))
        assert (told["count"], told["exact"], len(told["sample"])) == (245, True, 10)
        monkeypatch.setattr(members, "PATIENCE", timedelta(seconds=-1))
        told = good(world.api("rep1", "POST", "/groups/preview", rule))
        assert not told["exact"]
        assert 0 < told["count"] < 245


def _ends(world: World) -> tuple[Contact, Contact]:
    """The last of all contacts as they are read, and the first."""
    pages, cursor = list[Contact](), None
    while True:
        page = world.wiring.contacts.walk(cursor, 100)
        pages += page.items
        cursor = page.cursor
        if cursor is None:
            return pages[-1], pages[0]


def crowd(house: House, now: datetime) -> None:
    """240 people who never agreed, in two lists that are the same."""
    phones = [PhoneNumber(f"+1{200 + place // 100}55501{place % 100:02}") for place in range(260) if place % 100 < 96]
    phones = [phone for phone in phones if phone not in brand.HANDSETS][:240]
    for phone in phones:
        house.contacts.create(Contact(house.ids.contact(phone), phone, source="seed", created=now))
    for group in (EASTERN, WESTERN):
        house.contacts.create_group(Group(group, "Crowd", now, PersonId("rep1")))
        house.contacts.add_members(group, [house.ids.contact(phone) for phone in phones])
