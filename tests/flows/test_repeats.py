"""A broadcast that comes again: each time one of its own, once, to whoever is in the audience then (SD-7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.core.people import Role
from tests.harness.brand import GROUP, HANDSETS, REP1_LINE, SHARED, SOLO, solo
from tests.harness.faults import Mode, failed
from tests.harness.wire import Call, Effect
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA, BEN = HANDSETS[:2]
WEEKLY = {"weekdays": ["tuesday", "friday"], "count": 3}
ORDER = {
    "line": SHARED,
    "group": SOLO,
    "body": "Open today",
    "send_at": "2026-03-03T15:00:00Z",
    "repeat": WEEKLY,
}
TUESDAY = datetime(2026, 3, 3, 15, tzinfo=UTC)
FRIDAY, NEXT = TUESDAY + timedelta(days=3), datetime(2026, 3, 10, 14, tzinfo=UTC)
"""At ten in the east; on the eighth of March clocks go forward."""


@pytest.fixture
def world() -> Iterator[World]:
    with World(solo) as built:
        yield built


def made(world: World, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = good(world.api("rep2", "POST", "/broadcasts", ORDER | more, world.key()), 202)
    return found


def to(world: World, moment: datetime) -> None:
    """The schedule looks, and looks again."""
    world.advance(seconds=(moment - world.now).total_seconds())
    for _ in range(2):
        world.tick()
        world.drain()


def one(world: World, broadcast: str) -> dict[str, Any]:
    found: dict[str, Any] = good(world.api("rep2", "GET", f"/broadcasts/{broadcast}"))
    return found


def children(world: World, parent: str, caller: str = "rep2") -> list[dict[str, Any]]:
    """As they are listed of it, which is as they stand among all."""
    found: list[dict[str, Any]] = good(world.api(caller, "GET", f"/broadcasts?of={parent}"))["items"]
    assert found == [item for item in good(world.api(caller, "GET", "/broadcasts"))["items"] if item["of"] == parent]
    return found


def got(world: World, phone: str = ADA) -> int:
    return len(world.carrier.got(phone))


def test_each_time_makes_a_broadcast_of_its_own(world: World) -> None:
    parent = made(world)
    assert (parent["stage"], parent["send_at"]) == ("scheduled", "2026-03-03T15:00:00Z")
    assert parent["repeat"] == {
        "weekdays": ["tuesday", "friday"],
        "day": None,
        "until": None,
        "count": 3,
        "time": "10:00",
        "zone": "America/New_York",
    }
    to(world, TUESDAY - timedelta(seconds=30))
    assert got(world) == 0
    for times, (moment, following) in enumerate(((TUESDAY, FRIDAY), (FRIDAY, NEXT)), start=1):
        to(world, moment + timedelta(minutes=1))
        assert got(world) == times
        known = one(world, parent["id"])
        assert (known["stage"], known["send_at"]) == ("scheduled", following.strftime("%Y-%m-%dT%H:%M:%SZ"))
    to(world, NEXT + timedelta(minutes=1))
    assert (got(world), one(world, parent["id"])["stage"]) == (3, "done")
    found = children(world, parent["id"])
    assert [child["send_at"] for child in found] == [
        moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in (NEXT, FRIDAY, TUESDAY)
    ]
    assert {child["repeat"] for child in found} == {None}
    to(world, NEXT + timedelta(days=30))
    assert got(world) == 3


def test_what_was_made_of_it_is_listed_for_who_sees_it_alone(world: World) -> None:
    order = ORDER | {"line": REP1_LINE}
    parent = good(world.api("rep1", "POST", "/broadcasts", order, world.key()), 202)["id"]
    to(world, TUESDAY + timedelta(minutes=1))
    (shown,) = children(world, parent, "rep1")
    assert shown["of"] == parent
    assert good(world.api("rep1", "GET", f"/broadcasts?of={shown['id']}"))["items"] == []
    problem(world.api("rep1", "GET", "/broadcasts?of="), 422, "invalid")
    nothing = world.api("rep2", "GET", "/broadcasts?of=01NOSUCHBROADCAST")
    hidden = world.api("rep2", "GET", f"/broadcasts?of={parent}")
    assert problem(hidden, 404, "not_found")["detail"] == problem(nothing, 404, "not_found")["detail"]


def test_the_audience_is_who_is_in_it_each_time(world: World) -> None:
    made(world)
    to(world, TUESDAY + timedelta(minutes=1))
    good(world.api("rep2", "PATCH", f"/groups/{SOLO}", {"add": [BEN]}))
    to(world, FRIDAY + timedelta(minutes=1))
    assert (got(world), got(world, BEN)) == (2, 1)


def test_pause_passes_over_times_and_cancel_ends_it_all(world: World) -> None:
    parent = made(world)
    assert world.steer("rep2", parent["id"], "pause").ok
    to(world, TUESDAY + timedelta(minutes=1))
    assert one(world, parent["id"])["stage"] == "paused"
    assert world.steer("rep2", parent["id"], "resume").ok
    to(world, TUESDAY + timedelta(minutes=5))
    assert (got(world), one(world, parent["id"])["send_at"]) == (0, "2026-03-06T15:00:00Z")
    to(world, FRIDAY + timedelta(minutes=1))
    assert got(world) == 1
    assert world.steer("rep2", parent["id"], "cancel").ok
    to(world, NEXT + timedelta(minutes=1))
    assert (got(world), one(world, parent["id"])["stage"]) == (1, "cancelled")


def test_what_the_stack_slept_through_expired_and_is_seen(world: World) -> None:
    """Q2."""
    parent = made(world)
    to(world, TUESDAY + timedelta(minutes=61))
    assert (got(world), one(world, parent["id"])["send_at"]) == (0, "2026-03-06T15:00:00Z")
    (missed,) = children(world, parent["id"])
    assert (missed["stage"], missed["send_at"], missed["not_after"]) == (
        "expired",
        "2026-03-03T15:00:00Z",
        "2026-03-03T16:00:00Z",
    )
    to(world, FRIDAY + timedelta(minutes=59))
    assert got(world) == 1
    assert [child["stage"] for child in children(world, parent["id"])][1:] == ["expired"]


def test_of_a_week_that_was_slept_through_each_time_is_seen(world: World) -> None:
    parent = made(world)
    to(world, NEXT + timedelta(minutes=30))
    to(world, NEXT + timedelta(minutes=35))
    assert (got(world), one(world, parent["id"])["stage"]) == (1, "done")
    assert [child["stage"] for child in children(world, parent["id"])][1:] == ["expired", "expired"]


def test_what_nobody_may_send_any_more_is_paused_at_the_next_time_that_comes(world: World) -> None:
    """What was slept through goes to nobody: for that nothing needs to be settled."""
    parent = made(world)
    team = world.wiring.team
    author = next(person for person in team.people() if person.id == "rep2")
    team.put_person(replace(author, active=False), None)
    to(world, TUESDAY + timedelta(minutes=61))
    shown = good(world.api("admin", "GET", f"/broadcasts/{parent['id']}"))
    assert (shown["stage"], shown["send_at"]) == ("scheduled", "2026-03-06T15:00:00Z")
    to(world, FRIDAY)
    assert good(world.api("admin", "GET", f"/broadcasts/{parent['id']}"))["stage"] == "paused"
    assert got(world) == 0


def test_a_crash_after_it_was_made_makes_it_once(world: World) -> None:
    parent = made(world)
    lost = False

    def crash(call: Call, effect: Effect) -> Any:
        """The child is there, and nobody is told to list it."""
        nonlocal lost
        lost = lost or call.name == "dynamodb.TransactWriteItems"
        return failed(call, Mode.THROTTLE_HARD) if call.name.startswith("sqs.") else effect()

    world.advance(seconds=(TUESDAY - world.now).total_seconds() + 1)
    with world.around(crash):
        world.tick()
    assert lost
    for minutes in (1, 2, 3, 4):
        to(world, TUESDAY + timedelta(minutes=minutes))
    assert (got(world), len(children(world, parent["id"]))) == (1, 1)
    assert one(world, parent["id"])["send_at"] == "2026-03-06T15:00:00Z"


@pytest.mark.parametrize("moment", ["after the schedule took it", "before it is made"])
@pytest.mark.parametrize("wish", ["cancel", "pause", "later"])
def test_of_what_was_changed_in_that_moment_nothing_old_goes(world: World, moment: str, wish: str) -> None:
    """The schedule's copy of it is read from an index, and somebody is faster than what it makes of it."""
    parent = made(world)
    path, left, answers = f"/broadcasts/{parent['id']}", 1, []
    changes: dict[str, Any] = {"later": {"send_at": "2026-03-06T16:30:00Z"}}

    def meddled(call: Call, effect: Effect) -> Any:
        nonlocal left
        early = moment == "before it is made"
        if not left or call.name != f"dynamodb.{'TransactWriteItems' if early else 'UpdateItem'}":
            return effect()
        left = 0
        answer = None if early else effect()
        asked = ("PATCH", path, changes[wish]) if wish in changes else ("POST", f"{path}/{wish}")
        answers.append(world.api("rep2", *asked))
        return effect() if early else answer

    world.advance(seconds=(TUESDAY - world.now).total_seconds() + 1)
    with world.around(meddled):
        world.tick()
    assert [answer.ok for answer in answers] == [True]
    for minutes in (1, 2, 3):
        to(world, TUESDAY + timedelta(minutes=minutes))
    assert (got(world), children(world, parent["id"])) == (0, [])


def test_what_could_not_go_before_its_next_time_does_not_pile_up(world: World) -> None:
    """The line is held over two of its times: when it is released one text goes, not three. So ends the last one."""
    parent = made(world)
    team = world.wiring.team
    line = team.line(world.line(SHARED))
    assert line is not None
    team.put_line(replace(line, held="Asked for."))
    for moment in (TUESDAY, FRIDAY, NEXT):
        to(world, moment + timedelta(minutes=1))
    team.put_line(line)
    for minutes in (5, 10, 15):
        to(world, NEXT + timedelta(minutes=minutes))
    assert got(world) == 1
    found = children(world, parent["id"])
    assert [child["stage"] for child in found] == ["done", "expired", "expired"]
    assert [child["not_after"] for child in found] == [
        "2026-03-13T14:00:00Z",
        "2026-03-10T14:00:00Z",
        "2026-03-06T15:00:00Z",
    ]


def test_the_text_may_change_in_between_and_so_may_the_time(world: World) -> None:
    parent = made(world)
    path = f"/broadcasts/{parent['id']}"
    to(world, TUESDAY + timedelta(minutes=1))
    changed = good(world.api("rep2", "PATCH", path, {"body": "Open longer", "send_at": "2026-03-06T16:30:00Z"}))
    assert (changed["send_at"], changed["repeat"]["time"]) == ("2026-03-06T16:30:00Z", "11:30")
    to(world, FRIDAY + timedelta(minutes=1))
    assert got(world) == 1
    to(world, FRIDAY + timedelta(minutes=91))
    assert world.carrier.got(ADA)[-1] == "Open longer"
    assert one(world, parent["id"])["send_at"] == "2026-03-10T15:30:00Z"


def test_another_text_leaves_its_clock_and_its_time(world: World) -> None:
    """The brand moved, and its next time came this second: neither has to do with the text."""
    parent = made(world)
    path = f"/broadcasts/{parent['id']}"
    good(world.api("admin", "PATCH", "/settings", {"zone": "America/Chicago"}))
    changed = good(world.api("rep2", "PATCH", path, {"body": "Open longer"}))
    assert changed["repeat"] == parent["repeat"]
    world.advance(seconds=(TUESDAY - world.now).total_seconds() + 1)
    changed = good(world.api("rep2", "PATCH", path, {"body": "Open late"}))
    assert (changed["repeat"], changed["send_at"]) == (parent["repeat"], parent["send_at"])
    to(world, TUESDAY + timedelta(minutes=1))
    assert world.carrier.got(ADA) == ["Open late"]


@pytest.mark.parametrize("change", [{"active": False}, {"role": "limited"}])
def test_who_may_not_send_any_more_sends_nothing(world: World, change: dict[str, Any]) -> None:
    """The author left, or lost the right: it pauses, and whoever may takes it up or cancels it."""
    parent = made(world)
    team = world.wiring.team
    author = next(person for person in team.people() if person.id == "rep2")
    kept = replace(author, active=False) if "active" in change else replace(author, role=Role.LIMITED)
    team.put_person(kept, None)
    to(world, TUESDAY + timedelta(minutes=1))
    path = f"/broadcasts/{parent['id']}"
    found = good(world.api("manager", "GET", path))
    assert (got(world), found["stage"], found["author"]["id"]) == (0, "paused", "rep2")
    assert "Its author left or may not send" in found["paused_because"]
    taken = good(world.api("manager", "POST", f"{path}/resume"))
    assert (taken["stage"], taken["author"]["id"], taken["paused_because"]) == ("scheduled", "manager", None)
    for minutes in (2, 3):
        to(world, TUESDAY + timedelta(minutes=minutes))
    assert got(world) == 1
    assert {child["author"]["id"] for child in children(world, parent["id"], "manager")} == {"manager"}


def test_resumed_by_another_it_stays_its_authors_who_still_may_send(world: World) -> None:
    path = f"/broadcasts/{made(world)['id']}"
    good(world.api("manager", "POST", f"{path}/pause"))
    taken = good(world.api("manager", "POST", f"{path}/resume"))
    assert (taken["author"]["id"], taken["paused_because"]) == ("rep2", None)


def test_who_may_not_send_from_its_line_does_not_take_it_up(world: World) -> None:
    parent = made(world)
    team = world.wiring.team
    line = team.line(world.line(SHARED))
    assert line is not None
    team.put_line(replace(line, active=False))
    to(world, TUESDAY + timedelta(minutes=1))
    assert got(world) == 0
    wrong(world.api("manager", "POST", f"/broadcasts/{parent['id']}/resume"), "line")
    assert good(world.api("manager", "GET", f"/broadcasts/{parent['id']}"))["stage"] == "paused"


@pytest.mark.parametrize("left_out", [False, True])
def test_a_group_that_is_gone_pauses_it_and_it_says_so(world: World, left_out: bool) -> None:
    audience = {"group": GROUP, "exclude": {"groups": [SOLO]}} if left_out else {"contacts": [BEN]}
    parent = made(world, **audience)
    world.wiring.contacts.delete_group(SOLO)
    to(world, TUESDAY + timedelta(minutes=1))
    found = one(world, parent["id"])
    assert (found["stage"], children(world, parent["id"]), got(world, BEN)) == ("paused", [], 0)
    assert "is gone" in found["paused_because"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"send_at": None}, "repeat"),
        ({"send_at": None, "send_at_local": "2026-03-03T09:30"}, "repeat"),
        ({"not_after": "2026-03-04T15:00:00Z"}, "repeat"),
        ({"repeat": {}}, "repeat"),
        ({"repeat": {"weekdays": ["monday"], "day": 3}}, "repeat"),
        ({"repeat": {"weekdays": ["someday"]}}, "repeat.weekdays.0"),
        ({"repeat": {"day": 32}}, "repeat.day"),
        ({"repeat": {"day": 5, "until": "2026-03-04"}}, "repeat.until"),
        ({"repeat": {"day": 5, "until": "2027-03-04", "count": 2}}, "repeat.count"),
        ({"send_at": "2026-03-01T15:00:00Z"}, "send_at"),
    ],
)
@pytest.mark.parametrize("path", ["/broadcasts", "/broadcasts/preview"])
def test_a_rule_that_cannot_be_is_named(world: World, path: str, more: dict[str, Any], field: str) -> None:
    wrong(world.api("rep2", "POST", path, ORDER | more), field)


def test_a_preview_is_of_its_first_time(world: World) -> None:
    seen = good(world.api("rep2", "POST", "/broadcasts/preview", ORDER | {"group": GROUP}))
    assert (seen["recipients"], seen["refused"], seen["waiting"]) == (5, 0, 0)
