"""Whom the writer leaves in peace is asked once more with the claim: who wrote, or was texted, since the list was made
(SD-14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.flows.ports import ProviderBusy
from tests.harness.brand import GROUP, HANDSETS, SHARED
from tests.harness.faults import Mode, unclear
from tests.harness.quiet import quiet
from tests.harness.wire import Call
from tests.harness.world import World
from tests.routes.answers import good

ADA, BEN, CLEO, DAN, EVE = HANDSETS
BODY = "Spring is here."
MORNING = datetime(2026, 3, 3, 14, 30, tzinfo=UTC)
ORDER = {
    "line": SHARED,
    "group": GROUP,
    "body": BODY,
    "send_at_local": "2026-03-03T09:30",
    "skip": {"active_conversation": True, "texted_within_days": 7},
}
"""Worlds begin on Monday, 10:00 in the east, where all are."""


@pytest.fixture
def world() -> Iterator[World]:
    with World() as built:
        yield built


def made(world: World, **more: Any) -> str:
    return str(good(world.api("rep2", "POST", "/broadcasts", ORDER | more, world.key()), 202)["id"])


def to(world: World, moment: datetime) -> None:
    """The schedule looks, and looks again."""
    world.advance(seconds=(moment - world.now).total_seconds())
    for _ in range(2):
        world.tick()
        world.drain()


def codes(world: World, broadcast: str) -> dict[str, str]:
    """By phone, why its text did not go; empty where it did, or still may."""
    return {row.phone: row.code for row in world.wiring.broadcasts.all_recipients(broadcast)}  # type: ignore[arg-type]


def got(world: World) -> set[str]:
    return {phone for phone in HANDSETS if BODY in world.carrier.got(phone)}


def wrote(world: World) -> None:
    """In the evening, when all are listed for the morning: Ada writes, Ben is texted by hand, Cleo says STOP."""
    world.handset_texts(ADA, SHARED, "Are you open tomorrow?")
    world.handset_texts(CLEO, SHARED, "STOP")
    world.drain()
    good(world.api("rep2", "POST", "/threads", {"line": SHARED, "to": BEN, "body": "Your car is ready."}), 201)
    world.drain()


@pytest.mark.parametrize(
    ("skip", "skips"),
    [
        ({}, {}),
        ({"active_conversation": True}, {ADA: "skipped_active"}),
        ({"texted_within_days": 1}, {BEN: "skipped_recent"}),
        ({"active_conversation": True, "texted_within_days": 7}, {ADA: "skipped_active", BEN: "skipped_recent"}),
    ],
)
def test_who_wrote_or_was_texted_since_the_list_was_made_is_skipped(
    world: World, skip: dict[str, Any], skips: dict[str, str]
) -> None:
    broadcast = made(world, skip=skip)
    to(world, MORNING - timedelta(hours=13))
    assert set(codes(world, broadcast).values()) == {"local_time"}
    wrote(world)
    to(world, MORNING + timedelta(minutes=1))
    assert quiet(world)
    refused = {phone: code for phone, code in codes(world, broadcast).items() if code and phone not in got(world)}
    assert refused == skips | {CLEO: "consent_no"}
    assert got(world) == set(HANDSETS) - set(refused)
    told = good(world.api("rep2", "GET", f"/broadcasts/{broadcast}"))
    assert (told["progress"]["refused"], told["progress"]["waiting"]) == (len(refused), 0)
    assert {why["code"]: why["recipients"] for why in told["refused_by"]} == dict.fromkeys(refused.values(), 1)


def test_the_reason_stands_with_the_recipient(world: World) -> None:
    broadcast = made(world)
    to(world, MORNING - timedelta(hours=13))
    wrote(world)
    to(world, MORNING + timedelta(minutes=1))
    listed = good(world.api("rep2", "GET", f"/broadcasts/{broadcast}/recipients"))["items"]
    rows = {row["contact"]["id"]: row for row in listed}
    told = [rows[world.contact(phone)][name] for phone in (ADA, BEN) for name in ("status", "code", "rule", "until")]
    assert told == ["suppressed", "skipped_active", "SD-14", None, "suppressed", "skipped_recent", "SD-14", None]
    assert rows[world.contact(BEN)]["reason"].endswith("in the last 7 days.")


def busy_once(name: str) -> Callable[[Call, Callable[[], Any]], Any]:
    tried: set[str] = set()

    def full(call: Call, effect: Callable[[], Any]) -> Any:
        if call.name == name and len(tried) < 5:
            tried.add(str(len(tried)))
            raise ProviderBusy("429")
        return effect()

    return full


@pytest.mark.parametrize("fault", [busy_once("provider.send"), unclear(Mode.CRASH_BEFORE)])
def test_its_own_claim_that_was_given_back_is_no_text(world: World, fault: Any) -> None:
    """The provider had no room, or never heard of it: who is texted within the week is still told of the spring."""
    made(world, send_at_local=None)
    with world.around(fault):
        world.drain()
    assert got(world) == set()
    assert quiet(world)
    assert [world.carrier.got(phone) for phone in HANDSETS] == [[BODY]] * 5


def test_of_two_broadcasts_one_goes_to_those_whom_both_leave_in_peace(world: World) -> None:
    """Both were listed before either went."""
    both = [made(world), made(world)]
    to(world, MORNING - timedelta(hours=13))
    to(world, MORNING + timedelta(minutes=1))
    assert quiet(world)
    assert [world.carrier.got(phone) for phone in HANDSETS] == [[BODY]] * 5
    assert (
        sorted(code for one in both for code in codes(world, one).values() if code == "skipped_recent")
        == ["skipped_recent"] * 5
    )
