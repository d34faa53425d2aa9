"""Absences by the API: one's own, a manager's for others, and a line's hours (AW-1, AW-3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.harness.brand import HANDSETS, REP1_LINE, SHARED
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

UNTIL = "2026-03-09T15:00:00Z"
FRIDAYS = [{"weekday": "friday", "begins": "00:00", "ends": "24:00"}]


def make(world: World, caller: str = "rep1", **fields: Any) -> Any:
    return good(world.api(caller, "POST", "/absences", {"ends": UNTIL, **fields}), 201)


def listed(world: World, caller: str) -> list[str]:
    return [item["id"] for item in good(world.api(caller, "GET", "/absences"))["items"]]


def test_a_person_is_away_from_now_until_then(world: World) -> None:
    made = make(world, message=" Back on Monday. ", backups=["rep2"])
    assert (made["person"], made["backups"]) == (
        {"id": "rep1", "name": "Rep One"},
        [{"id": "rep2", "name": "Rep2"}],
    )
    assert (made["message"], made["ends"], made["week"], made["now"]) == ("Back on Monday.", UNTIL, [], True)
    path = f"/absences/{made['id']}"
    later = (world.now + timedelta(days=1)).isoformat()
    changed = good(world.api("rep1", "PATCH", path, {"starts": later, "backups": []}))
    assert (changed["now"], changed["backups"], changed["message"]) == (False, [], "Back on Monday.")
    was, ahead = listed(world, "rep1")
    assert ahead == made["id"]
    assert world.api("rep1", "DELETE", path).status == 204
    assert listed(world, "rep1") == [was], "what lay ahead is gone, what was stays"
    problem(world.api("rep1", "DELETE", path), 404, "not_found")


def test_the_same_absence_said_twice_is_one(world: World) -> None:
    made = make(world, message="Back on Monday.", backups=["rep2"])
    world.advance(minutes=1)
    assert make(world, message="Back on Monday.", backups=["rep2"]) == made
    assert listed(world, "rep1") == [made["id"]]
    other = make(world, message="Back soon.", backups=["rep2"])["id"]
    assert listed(world, "rep1") == [made["id"], other], "what says something else is another one"


def test_one_that_has_begun_ends_and_stays_listed_for_a_week(world: World) -> None:
    path = f"/absences/{make(world, backups=['rep2'])['id']}"
    world.advance(minutes=5)
    before = world.now
    assert world.api("rep1", "DELETE", path).status == 204
    (ended,) = good(world.api("rep1", "GET", "/absences"))["items"]
    assert ended["now"] is False
    assert before <= datetime.fromisoformat(ended["ends"]) <= world.now
    world.advance(minutes=5)
    assert world.api("rep1", "DELETE", path).status == 204
    assert good(world.api("rep1", "GET", "/absences"))["items"] == [ended], "once over it stays as it is"
    assert listed(world, "rep2") == [], "nobody is stood in for"
    world.advance(minutes=7 * 1440)
    other = make(world, "rep2", ends="2026-03-19T15:00:00Z")["id"]
    assert listed(world, "manager") == [other]


def test_who_is_back_for_this_time_of_each_week_was_away_before(world: World) -> None:
    mondays = [{"weekday": "monday", "begins": "00:00", "ends": "24:00"}]
    made = make(world, ends=None, week=mondays)
    world.advance(minutes=5)
    before = world.now
    changed = good(world.api("rep1", "PATCH", f"/absences/{made['id']}", {"starts": made["until"]}))
    assert (changed["id"], changed["now"], changed["starts"]) == (made["id"], False, made["until"])
    was, again = good(world.api("rep1", "GET", "/absences"))["items"]
    assert again == changed
    assert (was["starts"], was["week"], was["now"]) == (made["starts"], mondays, False)
    assert before <= datetime.fromisoformat(was["ends"]) <= world.now


def test_who_stands_in_sees_for_whom_and_until_when(world: World) -> None:
    made = make(world, backups=["rep2"], message="Back soon.")
    assert (made["until"], made["deputy"]) == (UNTIL, {"id": "rep2", "name": "Rep2"})
    seen = good(world.api("rep2", "GET", "/absences"))
    assert [(item["id"], item["deputy"]["id"]) for item in seen["items"]] == [(made["id"], "rep2")]
    away = {person["id"]: person["away"] for person in seen["people"]}
    assert (away["rep1"], away["rep2"]) == (True, False)
    problem(world.api("rep2", "DELETE", f"/absences/{made['id']}"), 404, "not_found")
    make(world, "rep2")
    assert listed(world, "rep1") == [made["id"]], "nobody stands in any more"
    mine = good(world.api("rep1", "GET", "/absences"))["items"][0]
    assert (mine["now"], mine["deputy"]) == (True, None)


def test_one_of_each_week_keeps_its_clocks(world: World) -> None:
    made = make(world, ends=None, week=FRIDAYS)
    assert (made["ends"], made["week"], made["zone"], made["now"]) == (None, FRIDAYS, "America/New_York", False)
    assert make(world, ends=None, week=FRIDAYS, zone="Asia/Tokyo")["zone"] == "Asia/Tokyo"


def test_only_managers_see_and_change_those_of_others(world: World) -> None:
    made = make(world, "manager", person="rep1")
    assert made["person"]["id"] == "rep1"
    path = f"/absences/{made['id']}"
    assert [listed(world, who) for who in ("rep1", "rep2", "manager")] == [[made["id"]], [], [made["id"]]]
    problem(world.api("rep2", "POST", "/absences", {"person": "rep1", "ends": UNTIL}), 403, "not_your_absence")
    problem(world.api("rep2", "PATCH", path, {"message": "Hi"}), 404, "not_found")
    problem(world.api("rep2", "DELETE", path), 404, "not_found")
    assert good(world.api("manager", "PATCH", path, {"message": "Hi"}))["message"] == "Hi"
    problem(world.api("manager", "POST", "/absences", {"person": "nobody", "ends": UNTIL}), 404, "not_found")


@pytest.mark.parametrize(
    ("fields", "wrongs"),
    [
        ({"ends": None}, ["ends"]),
        ({"ends": "2026-03-01T15:00:00Z"}, ["ends"]),
        ({"ends": "2026-03-09T15:00:00"}, ["ends"]),
        ({"message": "Hi {{first_name}}"}, ["message"]),
        ({"backups": ["nobody"]}, ["backups"]),
        ({"backups": ["rep1"]}, ["backups"]),
        ({"zone": "No/Where"}, ["zone"]),
        ({"week": [{"weekday": "friday", "begins": "10:00", "ends": "09:00"}]}, ["week.0"]),
        ({"week": [{"weekday": "friday", "begins": "10:00", "ends": "25:00"}]}, ["week.0.ends"]),
    ],
)
def test_what_cannot_be_is_told_by_field(world: World, fields: dict[str, Any], wrongs: list[str]) -> None:
    wrong(world.api("rep1", "POST", "/absences", {"ends": UNTIL, **fields}), *wrongs)
    assert listed(world, "rep1") == []


def test_the_backup_sees_the_line_and_is_alerted_and_then_no_more(world: World) -> None:
    """AW-3: at once, and by the schedule when it ends."""
    until = (world.now + timedelta(hours=1)).isoformat()
    make(world, ends=until, message="Away until four.", backups=["rep2"])
    path = f"/threads/{world.thread(REP1_LINE, HANDSETS[0])}"
    world.handset_texts(HANDSETS[0], REP1_LINE, "Hello")
    world.drain()
    assert [text.body for text in world.carrier.sent if text.to == HANDSETS[0]] == ["Brand: Away until four."]
    assert [mail["to"] for mail in world.mails] == ["rep2@example.com"]
    good(world.api("rep2", "GET", path))
    lines = good(world.api("rep2", "GET", "/lines"))["items"]
    assert [line["covers"] for line in lines if line["number"] == REP1_LINE] == [[{"id": "rep2", "name": "Rep2"}]]
    good(world.api("rep2", "POST", f"{path}/messages", {"body": "Rep 2 here."}), 201)
    assert good(world.api("rep2", "GET", path))["assignee"]["id"] == "rep1", "it stays whose it is"
    world.advance(minutes=61)
    world.tick()
    problem(world.api("rep2", "GET", path), 404, "not_found")


def test_who_is_told_in_the_first_minute_of_an_absence_finds_the_conversation(world: World) -> None:
    """Before the schedule has looked."""
    begins = (world.now + timedelta(minutes=10)).isoformat()
    make(world, starts=begins, backups=["rep2"])
    world.tick()
    world.advance(minutes=10)
    world.handset_texts(HANDSETS[0], REP1_LINE, "Hello")
    world.drain()
    assert [mail["to"] for mail in world.mails] == ["rep2@example.com"]
    good(world.api("rep2", "GET", f"/threads/{world.thread(REP1_LINE, HANDSETS[0])}"))


def test_where_nobody_stands_in_the_managers_answer_from_the_line_and_it_stays_whose_it_is(world: World) -> None:
    ben, thread = HANDSETS[1], world.thread(REP1_LINE, HANDSETS[1])
    until = (world.now + timedelta(days=1)).isoformat()
    made = good(world.api("rep1", "POST", "/absences", {"ends": until}), 201)
    world.handset_texts(ben, REP1_LINE, "Are you there?")
    world.drain()
    assert {mail["to"] for mail in world.mails} >= {"manager@example.com", "admin@example.com"}
    good(world.api("manager", "POST", f"/threads/{thread}/messages", {"body": "I am, for Riley."}), 201)
    world.drain()
    assert world.carrier.got(ben)[-1].startswith("I am, for Riley.")
    problem(world.api("rep2", "POST", f"/threads/{thread}/messages", {"body": "Hi"}), 404, "not_found")
    after = good(world.api("manager", "GET", f"/threads/{thread}"))
    assert (after["tab"], after["assignee"]["id"]) == ("participating", "rep1")
    good(world.api("rep1", "DELETE", f"/absences/{made['id']}"), 204)
    problem(world.api("manager", "POST", f"/threads/{thread}/messages", {"body": "And"}), 403, "line_not_yours")


def test_an_admin_sets_a_lines_hours(world: World) -> None:
    path = f"/lines/{world.line(SHARED)}"
    hours = [
        {"weekday": "tuesday", "begins": "09:00", "ends": "17:30"},
        {"weekday": "monday", "begins": "12:30", "ends": "24:00"},
    ]
    days = [{"day": "2026-12-25", "name": "Christmas Day", "message": "Merry Christmas!"}]
    sent = {"hours": hours, "holidays": days, "away_message": "Back soon."}
    changed = good(world.api("admin", "PATCH", path, sent))
    assert (changed["hours"], changed["holidays"]) == (hours[::-1], days)
    assert (changed["away_message"], changed["open"]) == ("Back soon.", False)
    assert good(world.api("admin", "PATCH", path, {"label": "Brand 2"}))["hours"] == hours[::-1]
    assert good(world.api("admin", "PATCH", path, {"hours": [], "holidays": []}))["open"] is True
    wrong(world.api("admin", "PATCH", path, {"hours": [hours[0], hours[0]]}), "hours")
    wrong(world.api("admin", "PATCH", path, {"holidays": [{"day": "2026-02-30", "name": "None"}]}), "holidays.0.day")
    problem(world.api("manager", "PATCH", path, sent), 403, "role_too_low")
