"""A STOP counts wherever it is sent."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.core.consent import Consent
from tests.harness.brand import HANDSETS, REP1_LINE, SHARED
from tests.harness.world import World


def _close(world: World, number: str) -> None:
    team = world.wiring.team
    line = next(line for line in team.lines() if line.number == number)
    team.put_line(replace(line, active=False))


def test_a_stop_to_a_line_that_is_switched_off_stops_every_line(world: World) -> None:
    _close(world, SHARED)
    assert world.handset_texts(HANDSETS[0], SHARED, "STOP").status == 200
    heads = world.wiring.conversations.threads_of(world.wiring.ids.contact(HANDSETS[0]))
    by_line = {head.line_number: head for head in heads}
    assert by_line[REP1_LINE].stopped
    assert by_line[SHARED].consent is Consent.NO


def test_what_may_mean_stop_is_asked_about_on_a_line_that_is_switched_off() -> None:
    with World() as world:
        _close(world, SHARED)
        assert world.handset_texts(HANDSETS[0], SHARED, "STOP PLEASE").status == 200
        heads = world.wiring.conversations.threads_of(world.wiring.ids.contact(HANDSETS[0]))
        assert {head.frozen for head in heads} == {True}
        path = f"/threads/{world.thread(SHARED, HANDSETS[0])}"
        assert world.api("rep2", "GET", path).json["doubt"]["words"] == "STOP PLEASE"
        assert world.api("rep2", "POST", f"{path}/doubt", {"meant_stop": False}).status == 200


def test_another_text_to_a_line_that_is_switched_off_is_kept_apart(world: World) -> None:
    _close(world, SHARED)
    assert world.handset_texts(HANDSETS[0], SHARED, "Are you there?").status == 200
    kept = world.api("manager", "GET", "/quarantine").json["items"]
    assert [text["body"] for text in kept] == ["Are you there?"]


def test_a_stop_that_no_webhook_told_of_counts_there_too(world: World) -> None:
    """I1: the provider's list is compared for the lines that are switched off as well."""
    _close(world, SHARED)
    world.carrier.took_in(HANDSETS[0], SHARED, "STOP")
    world.carrier.took_in(HANDSETS[1], SHARED, "Are you there?")
    world.advance(3)
    world.reconcile()
    world.reconcile()
    heads = world.wiring.conversations.threads_of(world.wiring.ids.contact(HANDSETS[0]))
    assert {head.stopped for head in heads} == {True}
    kept = world.api("manager", "GET", "/quarantine").json["items"]
    assert [text["body"] for text in kept] == ["Are you there?"]
