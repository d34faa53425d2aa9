"""What became of a message's files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pynamodb.expressions.operand import Path

from chalicelib.core.errors import NotFound
from chalicelib.core.ids import thread_parts
from chalicelib.core.media import File
from chalicelib.core.messages import Message
from chalicelib.store import keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, moment
from chalicelib.store.expressions import PRESENT
from chalicelib.store.faults import Cancelled

_FILE = Codec(File)


class MessageFiles(Adapter):
    def keep_files(self, message: Message, files: tuple[File, ...], now: datetime) -> bool:
        """Together with its thread's moment of change, by which dashboards learn of it.

        After a lost answer, which the SDK repeats, it is known again by what stands there.
        """
        key = keys.message(message.box, message.id)
        known = Path("files")
        same = known == _written(message.files) if message.files else known.does_not_exist()
        writes = [
            self._database.updating("conversations", key, [known.set(_written(files))], PRESENT & same),
            *self._touching(message.box, now),
        ]
        try:
            self._database.transact(writes)
        except Cancelled:
            item = self._database.get("conversations", key)
            return item is not None and item.get("files") == _written(files)
        return True

    def _touching(self, box: str, now: datetime) -> list[Any]:
        """Nothing where the box is no thread's, as the quarantine."""
        try:
            thread_parts(box)
        except NotFound:
            return []
        head = keys.head(box)  # type: ignore[arg-type]
        return [self._database.updating("conversations", head, [Path("changed").set(moment(now))], PRESENT)]


def _written(files: tuple[File, ...]) -> Any:
    return {"L": [{"M": _FILE.encode(file)} for file in files]}
