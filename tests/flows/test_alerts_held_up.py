"""An alert by text that does not go at once comes by email, and does not wait for an admin (AL-3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core.ids import PersonId
from chalicelib.core.people import Channel
from chalicelib.flows.ports import ProviderBusy, ProviderRefused, ProviderUnclear
from tests.flows.test_pacing import line_of
from tests.harness.brand import HANDSETS, REP1_LINE, REP1_PHONE
from tests.harness.check import check_all
from tests.harness.quiet import minutes, quiet
from tests.harness.wire import Call, Effect
from tests.harness.world import World


@pytest.fixture
def texted(world: World) -> World:
    """Rep1 is alerted by text alone, and an alert is written."""
    person = world.wiring.team.person(PersonId("rep1"))
    assert person is not None
    world.wiring.team.put_person(replace(person, alerts=(Channel.TEXT,)), world.contact(REP1_PHONE), person)
    world.handset_texts(HANDSETS[0], REP1_LINE, "Is it still there?")
    world.work("alert")
    return world


def mailed(world: World) -> int:
    return sum(mail["to"] == "rep1@example.com" and "Is it still there?" in mail["text"] for mail in world.mails)


def test_of_a_line_that_is_held_meanwhile_it_comes_by_email_at_once(texted: World) -> None:
    line_of(texted, held="Toll-free number not verified")
    texted.drain()
    assert (mailed(texted), texted.carrier.got(REP1_PHONE)) == (1, [])
    line_of(texted, held="")
    minutes(texted, 20)
    assert (mailed(texted), texted.carrier.got(REP1_PHONE)) == (1, [])
    assert quiet(texted)
    assert check_all(texted) == []


@pytest.mark.parametrize("listed", [False, True])
@pytest.mark.parametrize(
    ("answer", "within"), [(ProviderBusy("429"), 8), (ProviderRefused(30022, "fast"), 8), (ProviderUnclear("503"), 14)]
)
def test_what_the_provider_does_not_take_for_minutes_comes_by_email_once(
    texted: World, answer: Exception, within: int, *, listed: bool
) -> None:
    """Also where it tells at least what it took; of what may have gone it is asked until that is sure."""

    def outage(call: Call, effect: Effect) -> Any:
        if call.name == "provider.send":
            raise answer
        if call.name.startswith("provider.") and not listed:
            raise ProviderBusy("503")
        return effect()

    with texted.around(outage):
        minutes(texted, 4)
        assert mailed(texted) == 0, "it may still go"
        minutes(texted, within)
        assert mailed(texted) == 1
    minutes(texted, 20)
    assert (mailed(texted), texted.carrier.got(REP1_PHONE)) == (1, [])
    assert quiet(texted)
    assert check_all(texted) == []
