"""How far a line's recapture is: one item, moved page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core.effects import Effect
from chalicelib.core.ids import LineId
from chalicelib.core.recapture import Recapture
from chalicelib.store import keys, outbox
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, number
from chalicelib.store.database import keyed
from chalicelib.store.expressions import ABSENT
from chalicelib.store.faults import Cancelled

_RECAPTURE = Codec(Recapture, keys=("line",))


class Recaptures(Adapter):
    def recapture(self, line: LineId) -> Recapture | None:
        item = self._database.get("conversations", keys.recapture(line))
        return None if item is None else _RECAPTURE.decode(item, line=line)

    def save_recapture(self, run: Recapture, begun: Effect | None, now: datetime) -> bool:
        """What stands just so was saved by the same call before."""
        saved = replace(run, version=run.version + 1)
        at: Condition = ABSENT if run.version == 0 else Path("version") == number(run.version)
        item = keyed(keys.recapture(run.line), _RECAPTURE.encode(saved))
        writes = [self._database.putting("conversations", item, at)]
        if begun is not None:
            writes.append(self._database.putting("conversations", outbox.encode(begun, now), ABSENT))
        try:
            self._database.transact(writes)
        except Cancelled:
            return self.recapture(run.line) == saved
        return True
