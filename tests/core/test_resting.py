from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.core import resting
from chalicelib.core.ids import LineId
from chalicelib.core.lines import Line, LineKind, LineUse
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.verdicts import Kind, Refuse, Send, Verdict, Wait

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LINE = Line(LineId("l1"), PhoneNumber("+18005550100"), "Main line", LineKind.TOLL_FREE, LineUse.SHARED)
LATER = NOW + timedelta(minutes=20)
RESTS = replace(LINE, rests=LATER)


@pytest.mark.parametrize("line", [None, LINE, replace(LINE, rests=NOW), replace(LINE, rests=NOW - timedelta(hours=1))])
def test_a_line_that_does_not_rest_sends(line: Line | None) -> None:
    assert resting.resting(line, NOW) is None
    assert resting.judged(Send("consent"), Kind.MANUAL, line, NOW) == Send("consent")


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.STAFF])
def test_what_may_go_waits_while_the_line_rests_and_no_longer(kind: Kind) -> None:
    waits = resting.judged(Send("consent"), kind, RESTS, NOW)
    assert waits == resting.resting(RESTS, NOW)
    assert isinstance(waits, Wait)
    assert (waits.until, waits.code, waits.rule, waits.zone) == (LATER, "line_rests", "LN-6", "")
    assert resting.judged(Send("consent"), kind, RESTS, LATER) == Send("consent")


def test_an_alert_goes_another_way_at_once() -> None:
    refused = resting.judged(Send("staff"), Kind.STAFF, RESTS, NOW)
    assert isinstance(refused, Refuse)
    assert (refused.code, refused.rule) == ("line_rests", "LN-6")


@pytest.mark.parametrize(
    "outcome", [Refuse("consent_no", "No.", "CN-3"), Wait(LATER + timedelta(hours=9), "q", "CN-10")]
)
def test_what_may_not_go_is_told_so_at_once(outcome: Verdict) -> None:
    assert resting.judged(outcome, Kind.MANUAL, RESTS, NOW) == outcome


def test_an_alert_of_a_line_that_is_held_goes_another_way() -> None:
    refused = resting.judged(Wait(LATER, "line_held", "LN-6"), Kind.STAFF, RESTS, NOW)
    assert isinstance(refused, Refuse)
    assert (refused.code, refused.rule) == ("line_held", "LN-6")
