"""What a line has spent of its daily cap: one counter a day, which goes by itself a while later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core import caps
from chalicelib.core.ids import LineId
from chalicelib.store import keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import number
from chalicelib.store.expressions import ABSENT
from chalicelib.store.times import to_seconds

KEPT = timedelta(days=3)
TRIES = 5


class Spending(Adapter):
    def spend(self, line: LineId, day: str, texts: Sequence[int], cap: int, now: datetime) -> int:
        """One write where all of them fit. None is granted where others spend too fast to be sure."""
        count, spent = len(texts), None
        for _ in range(TRIES):
            if spent is not None:
                count = caps.fitting(texts, spent, cap)
            if count == 0 or self._spent(line, day, sum(texts[:count]), cap, spent, now):
                return count
            spent = self.spent(line, day)
        return 0

    def refund(self, line: LineId, day: str, segments: int) -> None:
        """Once: a write whose answer was lost is made again by the client, and finds another total then. Where others
        spend at the same moment the room is lost; given back twice the cap would be passed."""
        total, spent = Path("segments"), self.spent(line, day)
        if spent >= segments:
            actions = [total.add(number(-segments))]
            self._database.update("conversations", keys.spent(line, day), actions, total == number(spent))

    def spent(self, line: LineId, day: str) -> int:
        item = self._database.get("conversations", keys.spent(line, day))
        return 0 if item is None else int(item["segments"]["N"])

    def _spent(self, line: LineId, day: str, segments: int, cap: int, seen: int | None, now: datetime) -> bool:
        """Adds to the counter: while there is room for it, or while it still is as it was seen."""
        total = Path("segments")
        same: Condition
        if seen is None:
            same = (total <= number(cap - segments)) if segments > cap else (ABSENT | (total <= number(cap - segments)))
        else:
            same = ABSENT if seen == 0 else total == number(seen)
        actions = [total.add(number(segments)), Path("expires").set(number(to_seconds(now + KEPT)))]
        return self._database.update("conversations", keys.spent(line, day), actions, same) is not None
