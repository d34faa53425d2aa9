"""What the table of the provider's errors promises takes place, whether a text is refused or a callback tells of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core import provider_errors
from chalicelib.core.provider_errors import Action, ProviderError
from tests.harness.brand import HANDSETS, LINES, REP1_LINE
from tests.harness.world import World
from tests.routes.answers import good

ADA, BEN, CLEO = HANDSETS[:3]
TO_MANY = {"line": REP1_LINE, "contacts": [ADA], "body": "Hi"}
NEVER_HEARD_OF = 39998
ROWS = [provider_errors.explain(code or NEVER_HEARD_OF) for code in provider_errors.standard()]
AGAIN = {Action.REQUEUE: 10, Action.BACK_OFF: 0.5, Action.PAUSE: 60, Action.HOLD_LINE: 15, Action.STOP_ALL: 15}
"""After so many minutes what was refused goes again."""
HOLDS = (Action.HOLD_LINE, Action.STOP_ALL)
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.code))


def writes(world: World, to: str) -> None:
    good(world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": to, "body": "Hi"}), 201)
    world.drain()


def refused(world: World, row: ProviderError, to: str = ADA) -> None:
    world.carrier.refuses[to] = row.code or 0
    writes(world, to)


def failed(world: World, row: ProviderError, to: str = ADA, times: int = 2) -> None:
    """A callback tells it, and tells it twice."""
    writes(world, to)
    for _ in range(times):
        assert world.callback(world.carrier.sent[-1], "undelivered", row.code).ok
        world.drain()


def shown(world: World, to: str = ADA) -> dict[str, Any]:
    path = f"/threads/{world.thread(REP1_LINE, to)}/messages"
    found: dict[str, Any] = next(item for item in good(world.api("rep1", "GET", path))["items"] if item["body"] == "Hi")
    return found


def told(world: World) -> list[str]:
    return [mail["subject"] for mail in world.mails if mail["to"] == "admin@example.com"]


def later(world: World, minutes: float) -> None:
    world.advance(minutes)
    world.tick()
    world.drain()


def for_all(world: World, row: ProviderError) -> None:
    """What is done beyond the text itself."""
    action = row.action
    held = [number for number in LINES if (world.wiring.team.line(world.line(number)) or pytest.fail(number)).held]
    assert held == {Action.STOP_ALL: list(LINES), Action.HOLD_LINE: [REP1_LINE]}.get(action, [])
    known = good(world.api("rep1", "GET", f"/contacts/{world.contact(ADA)}"))
    assert (known["unreachable"] is not None) == (action in (Action.MARK_BAD, Action.SUPPRESS))
    states = {entry["line"]["number"]: entry["state"] for entry in known["consents"]}
    assert (states[REP1_LINE] == "no") == (action is Action.OPT_OUT)
    rests = (world.wiring.broadcasts.pace(world.line(REP1_LINE)).until or world.now) - world.now
    wait = timedelta(minutes=AGAIN[action]) if action in AGAIN and action not in HOLDS else timedelta()
    assert wait - timedelta(seconds=9) < rests < wait + timedelta(seconds=9)


def heard_by_admins(world: World, row: ProviderError) -> None:
    subjects, events = told(world), [event["event"] for event in world.published]
    if row.action in HOLDS:
        assert [subject.partition(" is held: ")[2] for subject in subjects] == [row.title]
        assert events == ["line.held"]
    elif row.action.tells_admins:
        assert [subject.partition(": ")[2] for subject in subjects] == [row.title]
        (mail,) = (mail for mail in world.mails if mail["to"] == "admin@example.com")
        assert f"Error {row.code}." in mail["text"]
        assert row.admin in mail["text"]
        assert events == ["provider.error"]
        assert (world.published[0]["line"], world.published[0]["code"]) == (world.line(REP1_LINE), row.code)
    else:
        assert (subjects, events) == ([], [])


@each_row
def test_what_a_refusal_promises_takes_place(world: World, row: ProviderError) -> None:
    refused(world, row)
    text, again = shown(world), AGAIN.get(row.action)
    if again is None:
        assert text["status"] == "failed"
        assert text["trouble"] == {"code": row.code, "title": row.title, "plain": row.plain, "remedy": row.remedy}
    else:
        assert (text["status"], text["trouble"]) == ("queued", None)
    for_all(world, row)
    heard_by_admins(world, row)
    world.carrier.refuses.clear()
    for number in LINES if row.action in HOLDS else ():
        good(world.api("admin", "PATCH", f"/lines/{world.line(number)}", {"held": ""}))
    for _ in range(3):
        later(world, (again or 60) + 1)
    assert world.carrier.got(ADA) == ([] if again is None else ["Hi"])


@each_row
def test_what_a_callback_tells_is_final_and_done_once(world: World, row: ProviderError) -> None:
    failed(world, row)
    text = shown(world)
    assert text["status"] == "undelivered"
    assert text["trouble"] == {"code": row.code, "title": row.title, "plain": row.plain, "remedy": row.remedy}
    for_all(world, row)
    heard_by_admins(world, row)
    for _ in range(6):
        later(world, 61)
    assert world.carrier.got(ADA) == ["Hi"], "nobody promised a second one"


def test_admins_hear_that_the_account_is_stopped_by_a_line_that_was_held_before(world: World) -> None:
    writes(world, BEN)
    sent = world.carrier.sent[-1]
    refused(world, provider_errors.explain(30034))
    for _ in range(2):
        assert world.callback(sent, "undelivered", 30002).ok
        world.drain()
    titles = [subject.partition(" is held: ")[2] for subject in told(world)]
    assert titles == ["Number not registered", "Account suspended"]
    lines = world.wiring.team.lines()
    assert all(line.held for line in lines)


@pytest.mark.parametrize("row", [row for row in ROWS if row.action.tells_admins], ids=lambda row: str(row.code))
def test_admins_are_told_once_a_day_however_many_texts_fail(
    world: World, row: ProviderError, capsys: pytest.CaptureFixture[str]
) -> None:
    failed(world, row)
    failed(world, row, BEN)
    assert len(told(world)) == 1
    rings = [line for line in capsys.readouterr().out.splitlines() if '"UnknownErrors"' in line]
    assert len(rings) == (row.action is Action.ALARM)
    world.advance(24 * 60)
    failed(world, row, CLEO)
    assert len(told(world)) == 2


def sent_to_many(world: World) -> str:
    made: str = good(world.api("rep1", "POST", "/broadcasts", TO_MANY), 202)["id"]
    world.drain()
    return made


@each_row
def test_a_broadcast_that_is_refused_fares_as_a_text_to_one(world: World, row: ProviderError) -> None:
    world.carrier.refuses[ADA] = row.code or 0
    made, again = sent_to_many(world), AGAIN.get(row.action)
    found = good(world.api("rep1", "GET", f"/broadcasts/{made}"))
    assert (found["progress"]["failed"], found["progress"]["queued"]) == ((1, 0) if again is None else (0, 1))
    assert [one["trouble"]["remedy"] for one in found["failed_by"]] == ([] if again else [row.remedy])
    for_all(world, row)
    heard_by_admins(world, row)
    world.carrier.refuses.clear()
    for number in LINES if row.action in HOLDS else ():
        good(world.api("admin", "PATCH", f"/lines/{world.line(number)}", {"held": ""}))
    for _ in range(4):
        later(world, (again or 60) + 2)
    assert world.carrier.got(ADA) == ([] if again is None else ["Hi"])


@each_row
def test_a_broadcast_s_text_of_which_a_callback_tells_has_failed_for_good(world: World, row: ProviderError) -> None:
    made = sent_to_many(world)
    (text,) = (text for text in world.carrier.sent if text.to == ADA)
    for _ in range(2):
        assert world.callback(text, "undelivered", row.code).ok
        world.drain()
    for_all(world, row)
    heard_by_admins(world, row)
    for _ in range(6):
        later(world, 61)
    found = good(world.api("rep1", "GET", f"/broadcasts/{made}"))
    assert [one["trouble"]["remedy"] for one in found["failed_by"]] == [row.remedy]
    assert world.carrier.got(ADA) == ["Hi"]
