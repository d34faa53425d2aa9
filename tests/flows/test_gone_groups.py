"""A group that goes while its recipients are being listed: the broadcast pauses, says why, is resumed (SD-4)."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.core import effects
from chalicelib.core.ids import BroadcastId
from chalicelib.flows import audience
from chalicelib.flows.fan_out import GROUP_GONE
from tests.harness.brand import HANDSETS, SHARED
from tests.harness.check import check_all
from tests.harness.quiet import minutes, quiet
from tests.harness.world import World
from tests.routes.answers import good

EVERYBODY = {"not": {"field": "tag", "op": "is", "value": "vip"}}


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience, "AT_ONCE", 2)


@pytest.fixture(params=[{"rule": EVERYBODY}, {"contacts": list(HANDSETS)}], ids=["live", "list"])
def group(world: World, request: pytest.FixtureRequest) -> str:
    return made(world, name="Regulars", **request.param)


def made(world: World, **given: Any) -> str:
    return str(good(world.api("rep1", "POST", "/groups", given), 201)["id"])


def begun(world: World, *groups: str) -> str:
    """A broadcast of which one page is listed, and nothing went yet."""
    order = {"line": SHARED, "groups": list(groups), "body": "Hi"}
    path = f"/broadcasts/{good(world.api('rep2', 'POST', '/broadcasts', order), 202)['id']}"
    world.work("fan_out")
    assert len(listed(world, path)) == 2
    return path


def gone(world: World, group: str) -> None:
    """It goes before its next page is listed, and before a text of the page before went."""
    good(world.api("rep1", "DELETE", f"/groups/{group}"), 204)
    world.work("fan_out")


def listed(world: World, path: str) -> set[str]:
    return {row["contact"]["phone"] for row in good(world.api("rep2", "GET", f"{path}/recipients"))["items"]}


def seen(world: World, path: str) -> dict[str, Any]:
    found: dict[str, Any] = good(world.api("rep2", "GET", path))
    return found


def texted(world: World) -> list[str]:
    return sorted(text.to for text in world.carrier.sent if text.ref.startswith("b."))


def warned(world: World) -> list[str]:
    return [mail["to"] for mail in world.mails if mail["subject"].startswith("Paused")]


def test_one_whose_group_goes_while_it_is_listed_pauses_and_tells_its_author_once(world: World, group: str) -> None:
    path = begun(world, group)
    gone(world, group)
    minutes(world, 4)
    told = seen(world, path)
    assert (told["stage"], told["listing"], told["paused_because"]) == ("paused", False, GROUP_GONE)
    (mail,) = (mail for mail in world.mails if mail["subject"].startswith("Paused"))
    assert (mail["to"], GROUP_GONE in mail["text"]) == ("rep2@example.com", True)
    assert path in mail["text"]


def test_after_the_pause_its_next_group_is_listed_and_those_on_the_list_get_it_once(world: World, group: str) -> None:
    path = begun(world, group, made(world, name="Others", contacts=[HANDSETS[3], HANDSETS[4]]))
    first = listed(world, path)
    gone(world, group)
    minutes(world, 4)
    assert listed(world, path) == first | {HANDSETS[3], HANDSETS[4]}
    assert (seen(world, path)["stage"], texted(world)) == ("paused", [])
    good(world.steer("rep2", path.rpartition("/")[2], "resume"))
    assert quiet(world, duplicate=True)
    assert check_all(world) == []
    told = seen(world, path)
    assert (told["stage"], told["paused_because"] or "", told["progress"]["queued"]) == ("done", "", 0)
    assert texted(world) == sorted(listed(world, path))
    assert warned(world) == ["rep2@example.com"]


def test_a_page_that_comes_twice_tells_its_author_once(world: World, group: str) -> None:
    """The list goes on with groups behind it, so the second one is listed too."""
    path = begun(world, group, *(made(world, name=f"One {phone}", contacts=[phone]) for phone in HANDSETS[:2]))
    found = world.wiring.broadcasts.get(BroadcastId(path.rpartition("/")[2]))
    assert found is not None
    gone(world, group)
    world.wiring.queues.put([effects.fan_out(found.id, found.page, found.cursor)])
    minutes(world, 2)
    assert (seen(world, path)["stage"], warned(world)) == ("paused", ["rep2@example.com"])


def test_of_one_that_a_person_paused_before_its_author_is_told_all_the_same(world: World, group: str) -> None:
    path = begun(world, group)
    found = world.wiring.broadcasts.get(BroadcastId(path.rpartition("/")[2]))
    assert found is not None
    good(world.api("rep2", "POST", f"{path}/pause"))
    gone(world, group)
    world.wiring.queues.put([effects.fan_out(found.id, found.page, found.cursor)])
    minutes(world, 2)
    told = seen(world, path)
    assert (told["stage"], told["paused_because"], warned(world)) == ("paused", GROUP_GONE, ["rep2@example.com"])


def test_one_that_was_cancelled_before_its_group_went_stays_cancelled(world: World, group: str) -> None:
    path = begun(world, group)
    good(world.api("rep2", "POST", f"{path}/cancel"))
    gone(world, group)
    minutes(world, 4)
    assert quiet(world)
    told = seen(world, path)
    assert (told["stage"], told["paused_because"] or "", told["listing"]) == ("cancelled", "", False)
    assert told["progress"]["cancelled"] == len(listed(world, path)) == 2
    assert (texted(world), warned(world)) == ([], [])


@pytest.mark.parametrize(("deed", "stage"), [("resume", "done"), ("cancel", "cancelled")])
def test_one_of_which_nobody_is_left_waits_all_the_same_for_who_settles_it(
    world: World, group: str, deed: str, stage: str
) -> None:
    path = begun(world, group)
    world.work("deliver")
    gone(world, group)
    minutes(world, 4)
    assert (seen(world, path)["stage"], len(texted(world))) == ("paused", 2)
    good(world.steer("rep2", path.rpartition("/")[2], deed))
    minutes(world, 4)
    assert seen(world, path)["stage"] == stage
    assert texted(world) == sorted(listed(world, path))


def test_a_page_that_comes_again_after_it_was_resumed_pauses_nothing(world: World, group: str) -> None:
    path = begun(world, group, *(made(world, name=f"One {phone}", contacts=[phone]) for phone in HANDSETS[:2]))
    found = world.wiring.broadcasts.get(BroadcastId(path.rpartition("/")[2]))
    assert found is not None
    gone(world, group)
    good(world.steer("rep2", path.rpartition("/")[2], "resume"))
    world.wiring.queues.put([effects.fan_out(found.id, found.page, found.cursor)])
    minutes(world, 4)
    assert (seen(world, path)["stage"], warned(world)) == ("done", [])
