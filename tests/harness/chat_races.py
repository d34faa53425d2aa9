"""Racing pairs in a group conversation: texts of two members, and what ends a membership meanwhile (SD-3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.harness import aws, brand, schedule
from tests.harness.interleave import Race, Task
from tests.harness.world import World

ADA, BEN, CLEO = brand.HANDSETS[:3]


def two_members_write(world: World) -> Sequence[Task]:
    """relay × relay, from the webhooks on."""
    _started(world)
    return [_texting(world, ADA, "Who brings cake?"), _texting(world, BEN, "Who brings wine?")]


def two_texts_are_passed_on(world: World) -> Sequence[Task]:
    """relay × relay: each reaches each other member once, none is lost and none doubled."""
    _started(world)
    return [_passing_on(world, ADA, "Who brings cake?"), _passing_on(world, BEN, "Who brings wine?")]


def one_text_is_passed_on_twice(world: World) -> Sequence[Task]:
    _started(world)
    return [_passing_on(world, ADA, "Who brings cake?")] * 2


def passed_on_while_one_stops(world: World) -> Sequence[Task]:
    """relay × STOP."""
    _started(world)
    return [_passing_on(world, ADA, "Who brings cake?"), _texting(world, BEN, "STOP")]


def copies_go_while_one_stops(world: World) -> Sequence[Task]:
    _started(world)
    _passing_on(world, ADA, "Who brings cake?")()
    return [_delivering(world), _texting(world, BEN, "STOP")]


def passed_on_while_it_ends(world: World) -> Sequence[Task]:
    chat = _started(world)
    return [_passing_on(world, ADA, "Who brings cake?"), _changing(world, chat, {"ended": True})]


def written_while_it_ends(world: World) -> Sequence[Task]:
    chat = _started(world)
    return [_texting(world, ADA, "Still there?"), _changing(world, chat, {"ended": True})]


def stop_while_taken_out(world: World) -> Sequence[Task]:
    chat = _started(world)
    return [_texting(world, BEN, "STOP"), _changing(world, chat, {"remove": world.contact(BEN)})]


def stop_while_it_begins(world: World) -> Sequence[Task]:
    return [lambda: _begin(world), _texting(world, BEN, "STOP")]


def two_groups_want_one(world: World) -> Sequence[Task]:
    return [lambda: _begin(world, ADA, BEN), lambda: _begin(world, BEN, CLEO)]


def rep_and_member_write(world: World) -> Sequence[Task]:
    chat = _started(world)
    path = f"/threads/{chat}/messages"
    return [
        lambda: world.api("rep1", "POST", path, {"body": "I bring it"}, key="one text"),
        _passing_on(world, ADA, "Who brings cake?"),
    ]


RACES = (
    Race(two_members_write),
    Race(two_texts_are_passed_on),
    Race(one_text_is_passed_on_twice),
    Race(passed_on_while_one_stops),
    Race(copies_go_while_one_stops),
    Race(passed_on_while_it_ends),
    Race(written_while_it_ends),
    Race(stop_while_taken_out),
    Race(stop_while_it_begins),
    Race(two_groups_want_one),
    Race(rep_and_member_write),
)


def _begin(world: World, *to: str) -> Any:
    order = {"line": brand.SHARED, "to": list(to or (ADA, BEN, CLEO)), "body": "Party!"}
    return world.api("rep2", "POST", "/group-chats", order, key=world.key())


def _started(world: World) -> str:
    """The id of a conversation whose members have been told."""
    made = _begin(world).json["thread"]["id"]
    world.drain()
    return str(made)


def _texting(world: World, sender: str, body: str) -> Task:
    return lambda: world.handset_texts(sender, brand.SHARED, body)


def _passing_on(world: World, sender: str, body: str) -> Task:
    """The worker with the text that this member has just written."""
    world.handset_texts(sender, brand.SHARED, body)
    return _delivering(world)


def _delivering(world: World) -> Task:
    """The worker with the jobs that wait now."""
    event = schedule.event_of("deliver", aws.receive("deliver", 5))
    return lambda: schedule.invoke("deliver", event)


def _changing(world: World, chat: str, wish: dict[str, object]) -> Task:
    return lambda: world.api("rep2", "PATCH", f"/group-chats/{chat}", wish)
