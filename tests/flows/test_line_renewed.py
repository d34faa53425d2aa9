"""What a line takes along to its new number, and what is said of an old word too late."""

from __future__ import annotations

from chalicelib.core.forms import FormId
from tests.harness import brand
from tests.harness.world import World
from tests.routes.answers import good

NEW = "+18885550142"


def test_forms_follow_their_line_to_its_new_number() -> None:
    """IN-2, LN-7: who fills in the form opts in to the number that answers, also where the request is repeated."""
    with World(brand.form) as world:
        club = world.wiring.forms.get(FormId("club"))
        assert club is not None
        for _ in range(2):
            good(
                world.api("admin", "POST", f"/lines/{club.line}/number", {"number": NEW, "verification": "verified"}),
                201,
            )
        moved = world.wiring.forms.get(FormId("club"))
        assert moved is not None
        assert moved.line == world.line(NEW)
        assert world.api(None, "POST", "/forms/club", {"phone": "+13125550123", "agree": True}).status == 202
        world.drain()
        assert [(text.sender, text.to) for text in world.carrier.sent] == [(NEW, "+13125550123")]


def test_a_stop_that_a_held_line_could_not_confirm_in_time_is_not_confirmed_later(world: World) -> None:
    """47 CFR 64.1200(a)(12): within five minutes; the stop itself holds."""
    line = world.line(brand.LOCAL)
    good(world.api("admin", "PATCH", f"/lines/{line}", {"verification": "pending"}))
    world.handset_texts(brand.STRANGER, brand.LOCAL, "Opt out")
    world.drain()
    world.advance(600)
    good(world.api("admin", "PATCH", f"/lines/{line}", {"verification": "verified"}))
    for _ in range(3):
        world.advance(15)
        world.tick()
        world.drain()
    assert world.carrier.got(brand.STRANGER) == []
