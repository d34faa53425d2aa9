"""A caller who asks again and again learns of every change, also of very many at once."""

from __future__ import annotations

from tests.harness.brand import SHARED
from tests.harness.world import World

PHONES = [f"+1{area}55501{last:02}" for area in (303, 404) for last in range(70)]


def test_more_changes_at_once_than_an_answer_holds_are_all_told(world: World) -> None:
    cursor = world.api("rep1", "GET", "/updates").json["cursor"]
    world.advance(seconds=10)
    for phone in PHONES:
        world.handset_texts(phone, SHARED, "Hello")
    told: set[str] = set()
    for _ in range(4):
        answer = world.api("rep1", "GET", f"/updates?since={cursor}").json
        told |= {thread["contact"]["phone"] for thread in answer["threads"]}
        cursor = answer["cursor"]
    assert told == set(PHONES)
    world.handset_texts(PHONES[0], SHARED, "One more")
    last = world.api("rep1", "GET", f"/updates?since={cursor}").json["threads"]
    assert [thread["preview"] for thread in last if thread["contact"]["phone"] == PHONES[0]] == ["One more"]
