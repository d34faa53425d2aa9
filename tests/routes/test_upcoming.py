"""The texts for later of all conversations: who sees which, and in what order (SD-7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.harness.brand import HANDSETS, REP1_LINE, SHARED
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

ADA, BEN = HANDSETS[:2]


def planned(world: World, caller: str, line: str, to: str, hours: float, **more: Any) -> dict[str, Any]:
    at = (world.now + timedelta(hours=hours)).isoformat()
    wish = {"line": line, "to": to, "body": f"In {hours}", "send_at": at, **more}
    made: dict[str, Any] = good(world.api(caller, "POST", "/threads", wish), 201)
    return made


def listed(world: World, caller: str, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = good(world.api(caller, "GET", f"/scheduled{query}"))["items"]
    return found


def bodies(world: World, caller: str, query: str = "") -> list[str]:
    return [item["message"]["body"] for item in listed(world, caller, query)]


def test_each_sees_what_is_to_go_on_its_lines_next_first(world: World) -> None:
    planned(world, "rep1", REP1_LINE, ADA, 3)
    planned(world, "rep2", SHARED, ADA, 2)
    planned(world, "rep1", SHARED, BEN, 1, cancel_on_reply=True)
    assert bodies(world, "rep1") == bodies(world, "manager") == ["In 1", "In 2", "In 3"]
    assert bodies(world, "rep2") == bodies(world, "limited") == ["In 1", "In 2"]
    assert bodies(world, "rep1", f"?line={world.line(REP1_LINE)}") == ["In 3"]
    first = listed(world, "rep2")[0]
    assert (first["thread"], first["contact"]["name"]) == (world.thread(SHARED, BEN), "Ben")
    assert (first["line"]["number"], first["message"]["author"]["name"]) == (SHARED, "Rep One")
    assert first["message"]["scheduled"]["cancel_on_reply"] is True
    problem(world.api("rep2", "GET", f"/scheduled?line={world.line(REP1_LINE)}"), 403, "line_not_yours")
    wrong(world.api("rep2", "GET", "/scheduled?line=x"), "line")


def test_what_went_was_cancelled_or_called_off_is_gone_from_it(world: World) -> None:
    planned(world, "rep2", SHARED, ADA, 1)
    planned(world, "rep2", SHARED, ADA, 5, cancel_on_reply=True)
    made = planned(world, "rep2", SHARED, ADA, 7)
    good(world.api("rep2", "DELETE", f"/threads/{made['thread']['id']}/scheduled/{made['message']['id']}"))
    assert bodies(world, "rep2") == ["In 1", "In 5"]
    world.advance(61)
    world.tick()
    world.drain()
    assert bodies(world, "rep2") == ["In 5"]
    world.handset_texts(ADA, SHARED, "Hello")
    assert bodies(world, "rep2") == []
