"""A lead that is won counts once, for the last broadcast that its contact got, as long as it stays won (LD-4, AN-1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.core import lead_intake, leads
from chalicelib.core.changes import Changes
from chalicelib.core.conversions import WITHIN, credited
from chalicelib.core.ids import BroadcastId
from chalicelib.core.leads import Lead, LeadStage
from chalicelib.core.responses import Kind, Response
from tests.core.builders import BOSS, CONTACT, NOW, REP1, later, thread
from tests.core.test_lead_intake import arrival, facts
from tests.core.test_leads import held

OLD, NEW = BroadcastId("01OLD"), BroadcastId("02NEW-16")
MOMENT = timedelta(milliseconds=1)
TEXTED = thread(claims={OLD: later(days=-9), NEW: later(days=-8)})


def moved(stage: LeadStage, before: Lead, head: object = TEXTED, at: datetime = NOW) -> Changes:
    known = facts(before, thread=head)
    return credited(known, lead_intake.staged(known, leads.staged(before, stage, REP1, "", at), at), at)


def test_a_sale_counts_for_the_last_broadcast() -> None:
    changes = moved(LeadStage.WON, held())
    assert changes.response == Response(NEW, CONTACT, Kind.CONVERSION, NOW)
    assert changes.lead is not None
    assert (changes.lead.stage, changes.lead.won_for) == (LeadStage.WON, NEW)


@pytest.mark.parametrize(
    ("after", "counts"), [(-MOMENT, False), (timedelta(), True), (WITHIN, True), (WITHIN + MOMENT, False)]
)
def test_thirty_days_count(after: timedelta, *, counts: bool) -> None:
    changes = moved(LeadStage.WON, held(), thread(claims={NEW: NOW}), NOW + after)
    assert (changes.response is not None) is counts
    assert changes.lead is not None
    assert changes.lead.won_for == (NEW if counts else None)


@pytest.mark.parametrize("head", [None, thread()])
def test_a_sale_to_who_was_never_texted_counts_for_none(head: object) -> None:
    assert moved(LeadStage.WON, held(), head).response is None


@pytest.mark.parametrize("stage", [LeadStage.LOST, LeadStage.QUALIFIED])
def test_other_stages_are_no_sale(stage: LeadStage) -> None:
    assert moved(stage, held()).response is None


def test_won_again_is_won_once() -> None:
    changes = moved(LeadStage.WON, held(LeadStage.WON, won_for=OLD))
    assert changes.response is None
    assert changes.lead is not None
    assert changes.lead.won_for == OLD


def test_what_is_won_no_more_is_taken_from_the_broadcast_it_counted_for() -> None:
    changes = moved(LeadStage.LOST, held(LeadStage.WON, won_for=OLD))
    assert changes.response == Response(OLD, CONTACT, Kind.CONVERSION, NOW, undone=True)
    assert changes.lead is not None
    assert changes.lead.won_for is None
    assert moved(LeadStage.LOST, held(LeadStage.WON)).response is None


def test_a_sale_that_goes_back_into_the_queue_is_none() -> None:
    won = facts(held(LeadStage.WON, won_for=NEW), thread=TEXTED)
    assert won.lead is not None
    back = leads.owned(won.lead, None, BOSS, "", NOW)
    changes = credited(won, lead_intake.moved(won, back, BOSS, NOW), NOW)
    assert changes.response == Response(NEW, CONTACT, Kind.CONVERSION, NOW, undone=True)


def test_who_comes_back_after_a_sale_takes_nothing_back() -> None:
    won = facts(held(LeadStage.WON, won_for=NEW), thread=TEXTED)
    again = lead_intake.came(arrival(), won, REP1, NOW)
    assert again.response is None
    assert again.lead is not None
    assert again.lead.won_for is None


def test_what_changes_no_lead_counts_for_nothing() -> None:
    assert credited(facts(thread=TEXTED), Changes(), NOW) == Changes()
    known = facts(thread=replace(TEXTED, claims={}))
    assert credited(known, lead_intake.came(arrival(), known, REP1, NOW), NOW).response is None
