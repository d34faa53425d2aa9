"""Moments: aware UTC in the core, integer milliseconds in items."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Unix milliseconds, rounded down. Integers all the way: a float's product would be one off for some moments."""
    return (moment - EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    return EPOCH + timedelta(milliseconds=milliseconds)


def to_seconds(moment: datetime) -> int:
    """Unix seconds, the form in which DynamoDB reads when an item expires."""
    return to_ms(moment) // 1000
