from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from chalicelib.core import provider_news
from chalicelib.core.effects import Queue
from chalicelib.core.ids import LineId

LINE = LineId("l1")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_held_line_is_told_once_for_each_cause() -> None:
    told = provider_news.held(LINE, 30032, 1_000)
    assert (told.queue, told.stored) == (Queue.ALERT, True)
    assert told.job == {"kind": "held", "line": "l1", "code": 30032, "effect": told.id}
    assert told == provider_news.held(LINE, 30032, 1_000) != provider_news.held(LINE, 30007, 1_000)
    assert told.id != provider_news.held(LINE, 30032, 1_001).id


def test_what_fails_is_told_once_for_each_line_code_and_day() -> None:
    told = provider_news.failing(LINE, 30007, NOON)
    assert (told.id, told.queue, told.stored) == ("failing.l1.30007.2026-03-02", Queue.ALERT, True)
    assert told.job == {"kind": "failing", "line": "l1", "code": 30007, "effect": told.id}
    assert told == provider_news.failing(LINE, 30007, NOON + timedelta(hours=11, minutes=59))
    others = {
        provider_news.failing(LineId("l2"), 30007, NOON).id,
        provider_news.failing(LINE, 30004, NOON).id,
        provider_news.failing(LINE, 30007, NOON + timedelta(hours=12)).id,
    }
    assert len({told.id, *others}) == 4


def test_the_day_is_that_of_utc_wherever_the_moment_was_told() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=13)))
    assert provider_news.failing(LINE, 30007, there).id == provider_news.failing(LINE, 30007, NOON).id
