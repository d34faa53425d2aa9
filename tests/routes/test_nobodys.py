"""The conversations that nobody has: listed for whoever gives them away (AW-4, LN-1)."""

from __future__ import annotations

from tests.harness.brand import HANDSETS, REP1_LINE, SHARED
from tests.harness.world import World
from tests.routes.answers import good

ADA, BEN, CLEO, _, _ = HANDSETS


def listed(world: World, caller: str, query: str) -> list[str]:
    return [item["contact"]["phone"] for item in good(world.api(caller, "GET", f"/threads?{query}"))["items"]]


def test_who_waits_on_a_shared_line_in_no_ones_hands_is_listed(world: World) -> None:
    """What comes to a person's own line is that person's."""
    for phone, line in ((ADA, SHARED), (BEN, SHARED), (CLEO, REP1_LINE)):
        world.handset_texts(phone, line, "Are you open?")
    assert listed(world, "manager", "assignee=none") == [BEN, ADA]
    assert listed(world, "manager", f"assignee=none&line={world.line(REP1_LINE)}") == []
    good(world.api("manager", "PATCH", f"/threads/{world.thread(SHARED, BEN)}", {"assignee": "rep2"}))
    assert listed(world, "manager", "assignee=none&tab=needs_attention") == [ADA]
    assert listed(world, "manager", "assignee=none&tab=participating") == []
    good(world.api("manager", "PATCH", f"/threads/{world.thread(SHARED, BEN)}", {"assignee": ""}))
    assert listed(world, "manager", "assignee=none&limit=1") == [BEN]
    assert listed(world, "rep2", "assignee=none") == [BEN, ADA]
