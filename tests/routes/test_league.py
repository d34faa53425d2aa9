"""The league table of speed to lead: who may see whose row, over what period, by what clock (LD-3, AN-2)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.brand import REP1_LINE, SHARED
from tests.harness.world import World
from tests.routes.answers import good, wrong

PHONES = iter(f"+1202555{number:04}" for number in range(3000, 4000))


def league(world: World, caller: str = "manager", days: int = 7) -> Any:
    return good(world.api(caller, "GET", f"/leads/league?days={days}"))


def came(world: World, owner: str = "", line: str = SHARED) -> dict[str, Any]:
    """A lead that is `owner`'s, whose contact has texted."""
    phone = next(PHONES)
    world.handset_texts(phone, line, "Hello")
    lead = good(world.api("rep1", "POST", "/leads", {"line": line, "phone": phone}, key=world.key()), 201)
    if owner:
        given = {"owner": owner, "version": lead["version"]}
        lead = good(world.api("manager", "POST", f"/leads/{lead['id']}/assign", given))
    return lead  # type: ignore[no-any-return]


def texted(world: World, lead: dict[str, Any], caller: str, after: float) -> None:
    world.advance(after)
    good(world.api(caller, "POST", f"/threads/{lead['thread']}/messages", {"body": "Hi"}), 201)


def rows(shown: Any) -> dict[str, Any]:
    return {row["person"]["id"] if row["person"] else "": row for row in shown["people"]}


def test_a_manager_sees_everybody_the_fastest_first_and_who_wrote_first_has_the_lead(world: World) -> None:
    slow, quick, moved, _ = (came(world, "rep2") for _ in range(4))
    texted(world, quick, "rep1", 2)
    texted(world, slow, "rep2", 4)
    texted(world, moved, "limited", 20)
    shown = league(world)
    assert [row["person"]["id"] for row in shown["people"]] == ["rep1", "rep2", "limited"]
    found = rows(shown)
    assert (found["rep1"]["median"], found["rep1"]["within"], found["rep1"]["aimed"]) == (120, 1, 1)
    assert (found["rep2"]["leads"], found["rep2"]["contacted"], found["rep2"]["overdue"]) == (2, 1, 1)
    assert (found["limited"]["median"], found["limited"]["within"], found["limited"]["aimed"]) == (1560, 0, 1)
    total = shown["total"]
    assert (total["leads"], total["contacted"], total["median"], total["ninety"]) == (4, 3, 360, 1560)
    assert (total["aimed"], total["within"], total["overdue"]) == (4, 2, 1)
    assert [(one["source"], one["leads"]) for one in shown["sources"]] == [("api", 4)]
    assert (shown["target"], shown["office_hours"], shown["every"], shown["more"]) == (15, False, True, False)


def test_a_rep_sees_its_own_row_alone_and_nobody_elses_figures(world: World) -> None:
    texted(world, came(world, "rep1"), "rep2", 3)
    came(world, "rep1")
    came(world)
    mine = league(world, "rep2")
    assert set(rows(mine)) == {"rep2"}
    assert (mine["total"]["leads"], mine["every"]) == (1, False)
    assert set(rows(league(world, "rep1"))) == {"rep1"}
    assert league(world, "limited")["people"] == []
    assert set(rows(league(world))) == {"rep1", "rep2", ""}


def test_leads_of_lines_that_the_caller_does_not_see_are_none_of_its(world: World) -> None:
    lead = came(world, "rep1", REP1_LINE)
    texted(world, lead, "rep1", 1)
    assert league(world, "rep1")["total"]["leads"] == 1
    assert league(world, "rep2")["total"]["leads"] == 0


@pytest.mark.parametrize(("days", "leads"), [(7, 1), (30, 2), (90, 3)])
def test_only_what_came_in_within_the_period_counts(world: World, days: int, leads: int) -> None:
    for later in (60, 15, 2):
        came(world, "rep1")
        world.advance(later * 24 * 60)
    assert league(world, days=days)["total"]["leads"] == leads


@pytest.mark.parametrize("days", ["0", "8", "365", "week", ""])
def test_another_period_is_refused(world: World, days: str) -> None:
    wrong(world.api("manager", "GET", f"/leads/league?days={days}"), "days")


def test_the_minutes_in_which_the_line_is_shut_do_not_count_where_the_brand_says_so(world: World) -> None:
    """BEGIN is a Monday, 10:00 in New York: the line shuts at noon, and opens at nine."""
    hours = [{"weekday": day, "begins": "09:00", "ends": "12:00"} for day in ("monday", "tuesday")]
    good(world.api("admin", "PATCH", "/settings", {"lead_hours": True}))
    good(world.api("admin", "PATCH", f"/lines/{world.line(SHARED)}", {"hours": hours, "zone": "America/New_York"}))
    lead = came(world, "rep1")
    texted(world, lead, "rep1", 24 * 60)
    shown = league(world)
    assert shown["office_hours"]
    assert shown["total"]["median"] == 3 * 3600


def test_a_lead_that_moves_from_stage_to_stage_counts_once(world: World) -> None:
    lead = came(world, "rep1")
    texted(world, lead, "rep1", 5)
    for stage in ("qualified", "won"):
        lead = good(world.api("rep1", "GET", f"/leads/{lead['id']}"))
        good(world.api("rep1", "PATCH", f"/leads/{lead['id']}", {"stage": stage, "version": lead["version"]}))
    total = league(world)["total"]
    assert (total["leads"], total["contacted"], total["median"], total["won"]) == (1, 1, 300, 1)


def test_of_very_many_the_latest_are_counted(world: World) -> None:
    first = came(world, "rep1")
    world.advance(1)
    came(world, "rep2")
    store = world.wiring.leads
    latest, more = store.since(world.now.replace(hour=0), 1)
    assert ([one.owner for one in latest], more) == (["rep2"], True)
    both, more = store.since(world.now.replace(hour=0), 2)
    assert ([one.id for one in both][1], more) == (first["id"], False)
    assert store.since(world.now, 2) == ([], False)
