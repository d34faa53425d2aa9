"""The clock of a lead: what keeps it from running, and what it is looked at for (LD-3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core import lead_clock
from chalicelib.core.brand import Brand
from chalicelib.core.consent import Consent
from chalicelib.core.threads import Thread
from tests.core.builders import LOCAL, NOW, REP1, later, thread
from tests.core.test_leads import held, lead


@pytest.mark.parametrize(
    ("head", "until"),
    [
        (None, None),
        (thread(), None),
        (thread(consent=Consent.PENDING), None),
        (thread(consent=Consent.PENDING, pending_until=NOW), None),
        (thread(consent=Consent.PENDING, pending_until=later(seconds=1)), later(seconds=1)),
        (thread(consent=Consent.YES, pending_until=later(days=1)), None),
    ],
)
def test_a_contact_is_being_asked_until_its_question_ends(head: Any, until: Any) -> None:
    assert lead_clock.asked(head, NOW) == until


def test_a_clock_that_begins_knows_nothing_of_the_one_before() -> None:
    known = held(late=2, called=(REP1,), held=later(days=7), due=None)
    begun = lead_clock.started(known, LOCAL, Brand(lead_target=5), later(hours=1))
    assert (begun.held, begun.clock, begun.due, begun.late, begun.called) == (
        None,
        later(hours=1),
        later(minutes=65),
        0,
        (),
    )
    assert lead_clock.started(known, LOCAL, Brand(), NOW).began is None


def test_what_nobody_waits_for_is_not_looked_at() -> None:
    assert list(lead_clock.looks(lead(first_text=NOW, held=later(days=1)), NOW)) == []
    assert list(lead_clock.looks(lead(due=None), NOW)) == []


@pytest.mark.parametrize(
    ("head", "may"),
    [
        (None, False),
        (thread(), False),
        (thread(consent=Consent.YES), True),
        (thread(consent=Consent.PENDING, last_inbound=NOW), False),
        (thread(last_inbound=NOW), True),
        (thread(consent=Consent.NO, last_inbound=NOW), False),
        (thread(consent=Consent.YES, stopped=True), False),
    ],
)
def test_who_may_be_texted_has_agreed_or_texted_first(head: Thread | None, may: bool) -> None:
    assert lead_clock.textable(LOCAL, head, later(minutes=1)) is may
    assert not lead_clock.textable(replace(LOCAL, active=False), head, later(minutes=1)), "its line is switched off"
