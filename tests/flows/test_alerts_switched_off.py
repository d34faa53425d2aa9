"""Alerts go where their person wants them, and nowhere if it wants none (AL-1)."""

from __future__ import annotations

import pytest

from tests.harness.brand import HANDSETS, REP1_LINE, REP1_PHONE
from tests.harness.world import World


@pytest.mark.parametrize(("alerts", "texts", "mails"), [([], 0, 0), (["email"], 0, 1), (["text"], 1, 0)])
def test_an_answer_is_told_by_the_chosen_channels(world: World, alerts: list[str], texts: int, mails: int) -> None:
    assert world.api("rep1", "PATCH", "/me", {"alerts": alerts}).ok
    world.handset_texts(HANDSETS[0], REP1_LINE, "Hello?")
    world.drain()
    assert len(world.carrier.got(REP1_PHONE)) == texts
    assert len(world.mails) == mails
