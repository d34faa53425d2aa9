"""Of the ways to send a text once, only one gives no double text and none that is never sent."""

from __future__ import annotations

import pytest

from tests.simulation.models import MODELS, Tally, enumerated

OURS = "claim, send, record, ask (ours)"


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return {name: enumerated(model) for name, model in MODELS.items()}


def test_ours_sends_once_whatever_happens(tallies: dict[str, Tally]) -> None:
    assert tallies[OURS].histories > 500
    assert (tallies[OURS].doubles, tallies[OURS].never) == (0, 0)


@pytest.mark.parametrize("name", ["send, then record", "lease, and send again"])
def test_a_text_that_is_sent_again_is_sent_twice(name: str, tallies: dict[str, Tally]) -> None:
    assert tallies[name].doubles
    assert not tallies[name].never


def test_a_claim_that_nobody_asks_about_loses_texts(tallies: dict[str, Tally]) -> None:
    assert tallies["claim, and leave it"].never
    assert not tallies["claim, and leave it"].doubles
