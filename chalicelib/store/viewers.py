"""Who has a thread open: one small item for each, which the table forgets."""

from __future__ import annotations

from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from chalicelib.core.ids import PersonId, ThreadId
from chalicelib.core.viewers import Viewer
from chalicelib.store import keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, flag, moment, number
from chalicelib.store.expressions import ABSENT
from chalicelib.store.times import to_seconds

KEPT = timedelta(hours=1)
_VIEWER = Codec(Viewer, keys=("person",))


class Viewers(Adapter):
    def note_viewer(self, thread: ThreadId, viewer: Viewer, unless_since: datetime) -> bool:
        at = Path("at")
        actions = [
            at.set(moment(viewer.at)),
            Path("typing").set(flag(viewer.typing)),
            Path("expires").set(number(to_seconds(viewer.at + KEPT))),
        ]
        free = ABSENT | (at <= moment(unless_since))
        return self._database.update("conversations", keys.viewer(thread, viewer.person), actions, free) is not None

    def viewers(self, thread: ThreadId) -> list[Viewer]:
        """One Query; an item that is too old has not been forgotten yet."""
        where = (Path("pk") == thread) & Path("sk").startswith(keys.VIEWER)
        items, _ = self._database.query("conversations", where, limit=keys.MOST_VIEWERS)
        return [_VIEWER.decode(item, person=PersonId(item["sk"]["S"][len(keys.VIEWER) :])) for item in items]
