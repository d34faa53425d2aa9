"""Pictures that go to many: lent once for all, never left out, and told of where one is gone (SD-4, SD-12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from math import ceil
from typing import Any

import pytest

from chalicelib.core.ids import PersonId
from chalicelib.core.lines import LineKind
from chalicelib.core.media import LENT, LOAN
from chalicelib.core.pacing import SHARE
from chalicelib.core.people import Role
from chalicelib.flows import media, paused
from chalicelib.flows.ports import ProviderUnclear
from tests.flows.test_unclear import answering, listing
from tests.harness import aws
from tests.harness.brand import GROUP, HANDSETS, REP1_LINE, SHARED, SOLO, TRIO, solo, trio
from tests.harness.pictures import GIF, PNG
from tests.harness.recorder import Recorder
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.test_media import uploaded

ADA = HANDSETS[0]
REACHED = 2
"""Of the three: one never agreed to texts from the shared line."""


@pytest.fixture
def world() -> Iterator[World]:
    with World(trio) as built:
        yield built


def sent(world: World, *files: bytes, **more: Any) -> dict[str, Any]:
    """A broadcast of rep2's to three, one of whom opted out."""
    uploads = [uploaded(world, data, caller="rep2") for data in files]
    order = {"line": SHARED, "group": TRIO, "body": "Spring", "media": uploads} | more
    found: dict[str, Any] = good(world.api("rep2", "POST", "/broadcasts", order, world.key()), 202)
    return found


def one(world: World, broadcast: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = good(world.api("rep2", "GET", f"/broadcasts/{broadcast['id']}"))
    return found


def a_minute(world: World, minutes: float = 1) -> None:
    world.advance(minutes)
    world.tick()
    world.drain()


def lent() -> list[str]:
    return [key for key in aws.files() if key.startswith(LENT)]


def kept_of(world: World, broadcast: dict[str, Any]) -> str:
    known = world.wiring.broadcasts.get(broadcast["id"])
    assert known is not None
    return known.files[0].key


def test_each_gets_the_pictures_and_they_are_lent_once(world: World) -> None:
    sent(world, PNG, GIF)
    recorder = Recorder()
    with world.around(recorder):
        world.drain()
    texts = world.carrier.sent
    assert len(texts) > 1
    assert len({text.media for text in texts}) == 1
    assert [aws.files()[link.removeprefix("https://parley.example.com/")] for link in texts[0].media] == [PNG, GIF]
    copies = [call for calls in recorder.of("deliver") for call in calls if call == "s3.CopyObject"]
    assert len(copies) == len(lent()) == 2


def test_a_later_batch_lends_anew_only_what_may_end_too_soon(world: World) -> None:
    made = sent(world, PNG)
    world.drain()
    (first,) = lent()
    known = world.wiring.broadcasts.get(made["id"])
    assert known is not None
    world.advance(seconds=LOAN.total_seconds() - 1 - world.now.timestamp() % LOAN.total_seconds())
    again = media.lend_to_many(world.wiring, known, world.now)
    assert again == (f"https://parley.example.com/{first}",)
    world.advance(seconds=1)
    assert media.lend_to_many(world.wiring, known, world.now) != again
    assert len(lent()) == 2


def test_where_a_picture_is_gone_nothing_goes_and_its_author_is_told(world: World) -> None:
    made = sent(world, PNG)
    aws.delete_file(kept_of(world, made))
    world.drain()
    assert world.carrier.sent == []
    seen = one(world, made)
    assert (seen["stage"], seen["progress"]["queued"]) == ("paused", REACHED)
    assert "is not in the bucket any more" in seen["paused_because"]
    (mail,) = [mail for mail in world.mails if mail["subject"].startswith("Paused")]
    assert mail["to"] == "rep2@example.com"
    assert f"/broadcasts/{made['id']}" in mail["text"]
    good(world.api("rep2", "POST", f"/broadcasts/{made['id']}/resume"))
    a_minute(world)
    a_minute(world)
    assert world.carrier.sent == []
    assert one(world, made)["stage"] == "paused"
    good(world.api("rep2", "POST", f"/broadcasts/{made['id']}/cancel"))
    a_minute(world)
    assert one(world, made)["progress"]["cancelled"] == REACHED


def test_where_its_author_left_the_admins_are_told(world: World) -> None:
    made = sent(world, PNG)
    aws.delete_file(kept_of(world, made))
    author = world.wiring.team.person(PersonId("rep2"))
    assert author is not None
    world.wiring.team.put_person(replace(author, active=False), None)
    world.drain()
    admins = {person.email for person in world.wiring.team.people() if person.active and person.role is Role.ADMIN}
    assert {mail["to"] for mail in world.mails if mail["subject"].startswith("Paused")} == admins


def test_nobody_is_told_of_what_a_person_paused_or_resumed(world: World) -> None:
    made = sent(world, PNG)
    paused.tell(world.wiring, {"broadcast": made["id"]}, world.now)
    good(world.api("rep2", "POST", f"/broadcasts/{made['id']}/pause"))
    paused.tell(world.wiring, {"broadcast": made["id"]}, world.now)
    paused.tell(world.wiring, {"broadcast": "01ARZ3NDEKTSV4RRFFQ69G5FAV"}, world.now)
    assert [mail for mail in world.mails if mail["subject"].startswith("Paused")] == []


def test_what_comes_again_keeps_its_picture_and_says_when_it_lost_it() -> None:
    with World(solo) as world:
        first = world.now + timedelta(minutes=10)
        days = [f"{first + timedelta(days=ahead):%A}".lower() for ahead in range(4)]
        repeat = {"weekdays": days, "count": 4}
        made = sent(world, PNG, group=SOLO, send_at=first.isoformat(), repeat=repeat)
        for times in (1, 2):
            for _ in range(3):
                a_minute(world, 6)
            assert len(world.carrier.sent) == times
            assert world.carrier.sent[-1].media
            world.advance(24 * 60 - 18)
        aws.delete_file(kept_of(world, made))
        for _ in range(3):
            a_minute(world, 6)
        assert len(world.carrier.sent) == 2
        seen = one(world, made)
        assert (seen["stage"], seen["paused_because"][:12]) == ("paused", "A file of it")
        assert len([mail for mail in world.mails if mail["subject"].startswith("Paused")]) == 1


def test_a_picture_alone_that_was_taken_unclearly_goes_once(world: World) -> None:
    with world.around(answering("provider.send", ProviderUnclear("timeout"))):
        sent(world, PNG, body="", group=GROUP)
        world.drain()
    until = len(world.carrier.sent)
    assert until == len(HANDSETS)
    for _ in range(15):
        a_minute(world)
    assert len(world.carrier.sent) == until


@pytest.mark.parametrize(("body", "times"), [("!", 2), ("", 1)])
def test_a_picture_alone_is_not_taken_for_one_with_signs(world: World, body: str, times: int) -> None:
    """What has no letters is compared by whether it says anything."""
    upload = uploaded(world)
    with world.around(answering("provider.send", ProviderUnclear("timeout"))):
        world.api("rep1", "POST", "/threads", {"line": REP1_LINE, "to": ADA, "media": [upload]})
        world.drain()
    (text,) = world.carrier.sent
    with world.around(listing([replace(text.listed(), body=body)])):
        for _ in range(15):
            a_minute(world)
    assert len(world.carrier.sent) == times


def test_pictures_take_their_own_time_of_a_line(world: World) -> None:
    line = world.wiring.team.line(world.wiring.ids.line(SHARED))
    assert line is not None
    world.wiring.team.put_line(replace(line, kind=LineKind.LOCAL, rate=30))
    told = good(
        world.api(
            "rep2",
            "POST",
            "/broadcasts/preview",
            {"line": SHARED, "group": GROUP, "media": [uploaded(world, caller="rep2")]},
        )
    )
    assert told["recipients"] - told["refused"] == len(HANDSETS)
    assert told["seconds"] == ceil(len(HANDSETS) / SHARE)
    sent(world, PNG, group=GROUP)
    world.work("fan_out")
    until = world.wiring.broadcasts.pace(line.id).until
    assert until is not None
    assert (until - world.now).total_seconds() == pytest.approx(len(HANDSETS) / SHARE, abs=0.1)
