"""A decision stands in ledger and timeline after what it rests on, however early its own work began (C8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.harness import brand
from tests.harness.wire import FUNCTION, Call, Effect
from tests.harness.world import World

STRANGER = brand.STRANGER
ASKED = "Consent asked for."


def during(world: World, function: str, work: Callable[[], object], happens: Callable[[], object]) -> None:
    """`work`, while between its begin and the first read of its `function` something else happens."""
    happened = False

    def meanwhile(call: Call, effect: Effect) -> Any:
        nonlocal happened
        if not happened and FUNCTION.get() == function and call.name == "dynamodb.BatchGetItem":
            happened = True
            world.advance(seconds=1)
            happens()
            world.advance(seconds=0.01)
        return effect()

    with world.around(meanwhile):
        work()
    assert happened


def told(world: World, line: str, phone: str, caller: str = "rep1") -> list[str]:
    """What the timeline says of consent, oldest first."""
    found = world.api(caller, "GET", f"/threads/{world.thread(line, phone)}/messages").json
    return [entry["body"] for entry in reversed(found["items"]) if entry["origin"] == "consent"]


def acts(world: World, line: str, phone: str) -> list[str]:
    """The ledger's acts, as the table has them in order of their keys."""
    found = [item for item in world.items("consent") if item["pk"]["S"] == world.thread(line, phone)]
    return [item["act"]["S"] for item in sorted(found, key=lambda item: item["sk"]["S"])]


def test_who_opts_in_as_the_first_time_ends_is_asked_after_that_end() -> None:
    with World(brand.form) as world:
        world.handset_texts(STRANGER, brand.SHARED, "Hello")
        world.api("", "POST", "/forms/club", {"phone": STRANGER, "agree": True})
        world.drain()
        (until,) = (int(item["pending_until"]["N"]) for item in world.items("conversations") if "pending_until" in item)
        world.advance(seconds=until / 1000 - world.now.timestamp() - 0.5)
        world.api("", "POST", "/forms/club", {"phone": STRANGER, "agree": True})

        def ends() -> None:
            world.tick()
            world.work("opt_in")

        during(world, "opt_in", lambda: world.work("opt_in"), ends)
        assert acts(world, brand.SHARED, STRANGER) == ["opt_in", "expire", "opt_in"]
        assert told(world, brand.SHARED, STRANGER) == [ASKED, "Consent not given in time.", ASKED]


def test_a_refusal_as_opted_out_stands_after_the_start_that_it_overrules(world: World) -> None:
    world.handset_texts(STRANGER, brand.SHARED, "Hello")
    world.api("rep1", "POST", "/threads", {"line": brand.SHARED, "to": STRANGER, "body": "Hi"})
    world.drain()
    (text,) = (sent for sent in world.carrier.sent if sent.to == STRANGER)
    during(
        world,
        "hooks_status",
        lambda: world.callback(text, "undelivered", 21610),
        lambda: world.handset_texts(STRANGER, brand.SHARED, "START"),
    )
    assert acts(world, brand.SHARED, STRANGER) == ["start", "provider_stop"]
    assert told(world, brand.SHARED, STRANGER) == ["Consent given.", "Consent withdrawn."]


def test_a_persons_answer_stands_after_the_words_that_it_is_about(world: World) -> None:
    world.handset_texts(STRANGER, brand.SHARED, "leave me alone")
    path = f"/threads/{world.thread(brand.SHARED, STRANGER)}/doubt"
    during(
        world,
        "answer_doubt",
        lambda: world.api("rep1", "POST", path, {"meant_stop": False}),
        lambda: world.handset_texts(STRANGER, brand.SHARED, "wrong number"),
    )
    assert acts(world, brand.SHARED, STRANGER) == ["doubt", "doubt", "clear"]
    assert told(world, brand.SHARED, STRANGER)[-1] == "It did not mean stop. Texts may go again."
