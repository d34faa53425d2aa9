"""What the brand's admins are to be told of the provider's word: a line that is held, texts of one that fail."""

from __future__ import annotations

from datetime import UTC, datetime

from chalicelib.core.effects import Effect, Queue
from chalicelib.core.ids import LineId


def held(line: LineId, code: int, at_ms: int) -> Effect:
    """Tell the admins that a line sends nothing, and why: each time it comes to that."""
    effect = f"held.{line}.{at_ms}"
    return Effect(effect, Queue.ALERT, {"kind": "held", "line": line, "code": code, "effect": effect}, stored=True)


def failing(line: LineId, code: int, now: datetime) -> Effect:
    """Tell the admins that texts of a line fail for a reason that wants them: all of a day (UTC) are one telling."""
    effect = f"failing.{line}.{code}.{now.astimezone(UTC):%Y-%m-%d}"
    return Effect(effect, Queue.ALERT, {"kind": "failing", "line": line, "code": code, "effect": effect}, stored=True)
