"""What every part of an adapter stands on."""

from __future__ import annotations

from chalicelib.store.cursors import Cursors
from chalicelib.store.database import Database


class Adapter:
    """Parts of one port are mixed together; they share the database and the seal of its cursors."""

    def __init__(self, database: Database, cursors: Cursors) -> None:
        self._database = database
        self._cursors = cursors
