"""Who is deleted as a contact after the list was made is not texted; the others get theirs (SD-4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.core.selection import DELETED
from tests.harness.brand import GROUP, HANDSETS, REP1_LINE
from tests.harness.world import World
from tests.routes.answers import good

ADA, *OTHERS = HANDSETS


def begun(world: World) -> str:
    """A broadcast that is listed, and of which nothing can go yet."""
    order = {"line": REP1_LINE, "group": GROUP, "body": "Hi"}
    path = f"/broadcasts/{good(world.api('rep1', 'POST', '/broadcasts', order), 202)['id']}"
    world.drain()
    progress = good(world.api("rep1", "GET", path))["progress"]
    assert (texted(world), progress["queued"] + progress["waiting"]) == ([], len(HANDSETS))
    return path


def minutes(world: World, many: int) -> None:
    for _ in range(many):
        world.advance(1)
        world.tick()
        world.drain()


def texted(world: World) -> list[str]:
    return sorted(text.to for text in world.carrier.sent if text.ref.startswith("b."))


def deleted(world: World) -> None:
    good(world.api("admin", "DELETE", f"/contacts/{world.contact(ADA)}"), 204)


def left_out(world: World, path: str) -> None:
    """All but who was deleted have it, and that one's row says why."""
    assert texted(world) == sorted(OTHERS)
    (row,) = good(world.api("rep1", "GET", f"{path}/recipients?status=suppressed"))["items"]
    assert (row["contact"]["phone"], row["code"], row["rule"], row["reason"]) == (
        ADA,
        "contact_deleted",
        "SD-4",
        DELETED.sentence,
    )
    progress = good(world.api("rep1", "GET", path))["progress"]
    assert (progress["refused"], progress["queued"]) == (1, 0)


def test_who_is_deleted_while_the_line_is_held_is_not_texted(world: World) -> None:
    line = next(one for one in world.wiring.team.lines() if one.number == REP1_LINE)
    world.wiring.team.put_line(replace(line, held="Carriers block it."))
    path = begun(world)
    deleted(world)
    world.wiring.team.put_line(line)
    minutes(world, 20)
    left_out(world, path)


def test_who_is_deleted_before_morning_is_not_texted(world: World) -> None:
    world.advance(12 * 60)
    path = begun(world)
    deleted(world)
    world.advance(11 * 60)
    minutes(world, 3)
    left_out(world, path)


@pytest.mark.parametrize("cap", [3, 5])
def test_who_is_deleted_takes_nothing_of_the_lines_cap(world: World, cap: int) -> None:
    """Four are to get it: a cap of three leaves one for tomorrow."""
    good(world.api("admin", "PATCH", f"/lines/{world.line(REP1_LINE)}", {"daily_cap": cap}))
    world.advance(12 * 60)
    path = begun(world)
    deleted(world)
    world.advance(11 * 60)
    minutes(world, 3)
    assert len(texted(world)) == min(cap, len(OTHERS))
    assert good(world.api("rep1", "GET", path))["progress"]["refused"] == 1
