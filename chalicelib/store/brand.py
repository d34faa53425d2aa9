"""The brand's settings and its absences: one item each, which everybody reads, written by their version."""

from __future__ import annotations

from dataclasses import replace

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core.absences import Roster
from chalicelib.core.brand import Brand
from chalicelib.flows.ports import Stale
from chalicelib.store import keys, team_items
from chalicelib.store.codec import number
from chalicelib.store.database import Database
from chalicelib.store.expressions import ABSENT


class BrandSettings:
    _database: Database

    def brand(self) -> Brand | None:
        item = self._database.get("team", keys.brand())
        return None if item is None else team_items.decode_brand(item)

    def put_brand(self, brand: Brand) -> Brand:
        """Version 0 stands for none saved yet. What stands just so was saved by the same call before."""
        saved = replace(brand, version=brand.version + 1)
        at: Condition = ABSENT if brand.version == 0 else Path("version") == number(brand.version)
        if not self._database.put("team", team_items.encode_brand(saved), at) and self.brand() != saved:
            raise Stale
        return saved

    def roster(self) -> Roster:
        item = self._database.get("team", keys.roster())
        return Roster() if item is None else team_items.decode_roster(item)

    def put_roster(self, roster: Roster) -> Roster:
        saved = replace(roster, version=roster.version + 1)
        at: Condition = ABSENT if roster.version == 0 else Path("version") == number(roster.version)
        if not self._database.put("team", team_items.encode_roster(saved), at) and self.roster() != saved:
            raise Stale
        return saved
