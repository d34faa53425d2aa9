"""Legal hours as the API tells them: who waits, until when and why; who is warned; what is in force (CN-10)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.core.quiet import ALL_THE_SAME
from tests.harness.brand import HANDSETS, REP1_LINE
from tests.harness.night_stories import FLORIDAN, SOUTH, TO_ALL, country
from tests.harness.world import World
from tests.routes.answers import good, wrong

TO_NIGHT = 12 * 60
"""Minutes from the world's begin to 22:00 in the east."""
ORDER = TO_ALL


@pytest.fixture
def night() -> Any:
    with World(country) as world:
        world.advance(TO_NIGHT)
        yield world


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


def test_a_preview_tells_how_many_wait_and_until_when(night: World) -> None:
    seen = good(night.api("rep2", "POST", "/broadcasts/preview", ORDER))
    assert (seen["recipients"], seen["refused"], seen["waiting"]) == (4, 0, 3)
    east, central = seen["waits"]
    assert (moment(east["until"]), east["zone"]) == (datetime(2026, 3, 3, 13, tzinfo=UTC), "America/New_York")
    assert (moment(central["until"]), central["zone"]) == (datetime(2026, 3, 3, 14, tzinfo=UTC), "America/Chicago")
    assert (east["recipients"], central["recipients"], east["code"]) == (2, 1, "quiet_hours")
    assert "08:00" in east["reason"]


def test_who_waits_is_told_and_goes_in_the_morning(night: World) -> None:
    made = good(night.api("rep2", "POST", "/broadcasts", ORDER), 202)
    night.drain()
    path = f"/broadcasts/{made['id']}"
    seen = good(night.api("rep2", "GET", path))
    assert (seen["progress"]["waiting"], seen["progress"]["queued"], seen["stage"]) == (3, 0, "running")
    assert sum(count for part, count in seen["progress"].items() if part != "recipients") == 4
    assert moment(seen["next_at"]) == datetime(2026, 3, 3, 13, tzinfo=UTC)
    rows = good(night.api("rep2", "GET", f"{path}/recipients?waiting=true"))["items"]
    assert {row["contact"]["phone"] for row in rows} >= {FLORIDAN, HANDSETS[0]}
    assert {(row["status"], row["code"], row["rule"]) for row in rows} == {("queued", "quiet_hours", "CN-10")}
    assert all(row["until"] and "quiet hours" in row["reason"] for row in rows)
    others = good(night.api("rep2", "GET", f"{path}/recipients?waiting=false"))["items"]
    assert len(others) == 1
    night.advance(10 * 60 + 1)
    night.tick()
    night.drain()
    later = good(night.api("rep2", "GET", path))
    assert (later["progress"]["waiting"], moment(later["next_at"])) == (1, datetime(2026, 3, 3, 14, tzinfo=UTC))
    night.advance(60)
    night.tick()
    night.drain()
    done = good(night.api("rep2", "GET", path))
    assert (done["progress"]["waiting"], done["next_at"], done["stage"]) == (0, None, "done")
    told = good(night.api("rep2", "GET", f"{path}/recipients"))["items"]
    assert all(row["until"] is None and row["code"] is None for row in told), "what was waited for is forgotten"
    assert [night.carrier.got(phone) for phone in (FLORIDAN, HANDSETS[0])] == [[ORDER["body"]]] * 2


def test_a_waiting_broadcast_keeps_nobody_busy(night: World) -> None:
    """The schedule looks at it twice: when it was listed, and when the first may go."""
    made = good(night.api("rep2", "POST", "/broadcasts", ORDER), 202)
    night.drain()
    done = 0
    for _ in range(9 * 60):
        night.advance(1)
        night.tick()
        done += night.drain()
    row = night.wiring.broadcasts.get(made["id"])
    assert row is not None
    assert row.due == datetime(2026, 3, 3, 13, tzinfo=UTC)
    assert done == 0


def test_the_fourth_of_a_day_waits_in_florida(night: World) -> None:
    night.advance(12 * 60)
    for number in range(4):
        good(night.api("rep2", "POST", "/broadcasts", ORDER | {"group": SOUTH, "body": f"Offer {number}"}), 202)
        night.drain()
    assert len(night.carrier.got(FLORIDAN)) == 3
    items = good(night.api("rep2", "GET", "/broadcasts"))["items"]
    (row,) = good(night.api("rep2", "GET", f"/broadcasts/{items[0]['id']}/recipients?waiting=true"))["items"]
    assert (row["code"], row["rule"]) == ("daily_cap", "CN-10")
    assert "3 such texts in 24 hours" in row["reason"]


def test_who_writes_at_night_is_warned_and_may(night: World) -> None:
    """SD-13."""
    started = good(night.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": HANDSETS[0], "body": "Hi"}), 201)
    composer = started["thread"]["composer"]
    assert composer["open"] is True
    assert composer["warning"] == f"It is 22:00 where this contact is; quiet hours there end at 08:00. {ALL_THE_SAME}"
    contact = night.contact(HANDSETS[0])
    good(night.api("rep1", "PATCH", f"/contacts/{contact}", {"zone": "America/Los_Angeles"}))
    path = f"/threads/{started['thread']['id']}"
    assert good(night.api("rep1", "GET", path))["composer"]["warning"] is None
    (listed,) = good(night.api("rep1", "GET", "/threads"))["items"]
    assert listed["composer"]["warning"] is None
    night.drain()
    assert night.carrier.got(HANDSETS[0]) == ["Hi"]


def test_where_a_contact_is_can_be_written_and_read(world: World) -> None:
    path = f"/contacts/{world.contact(HANDSETS[0])}"
    known = good(world.api("rep1", "PATCH", path, {"region": "tx", "postcode": "k1a 0b1"}))
    assert (known["region"], known["postcode"]) == ("TX", "K1A 0B1")
    again = good(world.api("rep1", "GET", path))
    assert (again["region"], again["postcode"]) == ("TX", "K1A 0B1")
    emptied = good(world.api("rep1", "PATCH", path, {"region": "", "postcode": ""}))
    assert (emptied["region"], emptied["postcode"]) == ("", "")
    made = {"phone": "+12025550173", "region": "FL", "postcode": "33101-1234"}
    assert good(world.api("rep1", "POST", "/contacts", made), 201)["region"] == "FL"


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"region": "Texas"}, "region"),
        ({"region": "ZZ"}, "region"),
        ({"postcode": "1234"}, "postcode"),
        ({"postcode": "12345-12"}, "postcode"),
        ({"postcode": "SW1A 1AA"}, "postcode"),
        ({"zone": "Texas"}, "zone"),
    ],
)
def test_a_place_that_cannot_be_is_told_with_the_remedy(world: World, details: dict[str, str], field: str) -> None:
    path = f"/contacts/{world.contact(HANDSETS[0])}"
    assert "such as" in wrong(world.api("rep1", "PATCH", path, details), field)[field]


def test_the_windows_in_force_are_listed_by_state(world: World) -> None:
    table = good(world.api("limited", "GET", "/settings/hours"))
    assert table["date"] == "2026-11"
    rows = {row["region"]: row for row in table["items"]}
    assert len(rows) == 69
    assert rows["FL"]["window"] == {"opens": "08:00", "closes": "20:00"}
    assert (rows["FL"]["cap"], rows["FL"]["open"], rows["FL"]["closed"]) == (3, True, None)
    assert (rows["AL"]["sundays"], rows["AL"]["holidays"]) == (None, True)
    assert rows["ON"]["window"] == {"opens": "09:00", "closes": "21:30"}
    assert all(row["sources"] and row["rule"] and row["zones"] for row in rows.values())


def test_a_sunday_is_told_where_it_closes(world: World) -> None:
    world.advance(6 * 24 * 60)
    rows = {row["region"]: row for row in good(world.api("rep1", "GET", "/settings/hours"))["items"]}
    assert (rows["AL"]["window"], rows["AL"]["closed"], rows["AL"]["open"]) == (None, "Sunday", False)
    assert rows["TX"]["window"] == {"opens": "12:00", "closes": "21:00"}
