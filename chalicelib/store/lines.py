"""Lines: read whole, changed by what differs, held by whoever learns that they must be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.core.effects import Effect
from chalicelib.core.errors import Conflict
from chalicelib.core.ids import LineId
from chalicelib.core.lines import Line
from chalicelib.flows.ports import Stale
from chalicelib.store import keys, outbox, team_items
from chalicelib.store.codec import Item, flag, moment, text
from chalicelib.store.database import Database
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.faults import Cancelled

TAKEN = "The brand has a line with this number already. Change that one, or give another number."


class Lines:
    _database: Database

    def line(self, line: LineId) -> Line | None:
        item = self._database.get("team", keys.line(line))
        return None if item is None else team_items.decode_line(item)

    def lines(self) -> list[Line]:
        """By id."""
        return [team_items.decode_line(item) for item in self._database.every("team", Path("pk") == "lines")]

    def put_line(self, line: Line) -> None:
        self._database.put("team", team_items.encode_line(line))

    def change_line(self, before: Line, after: Line) -> None:
        """Only what differs is written, and only where it still is as it was: two changes of two things both count."""
        known, wanted = team_items.encode_line(before), team_items.encode_line(after)
        actions = list(_actions(known, wanted))
        if not actions:
            return
        item = self._database.update("team", keys.line(before.id), actions, _unchanged(known, wanted))
        if item is None and self.line(before.id) != after:
            raise Stale

    def hold_line(self, line: LineId, why: str, told: Effect | None, now: datetime) -> bool:
        """The effect is saved with the hold, so that a crash leaves no held line that nobody was told of."""
        held = Path("held")
        writes = [self._database.updating("team", keys.line(line), [held.set(text(why))], PRESENT & _missing(held))]
        if told is not None:
            writes.append(self._database.putting("conversations", outbox.encode(told, now), ABSENT))
        try:
            self._database.transact(writes)
        except Cancelled:
            return False
        return True

    def rest_line(self, line: LineId, until: datetime) -> None:
        rests = Path("rests")
        earlier = PRESENT & (_missing(rests) | (rests < moment(until)))
        self._database.update("team", keys.line(line), [rests.set(moment(until))], earlier)

    def replace_line(self, old: Line, new: Line) -> None:
        """One transaction: there is no moment at which both lines send, or none does."""
        writes = [
            self._database.putting("team", team_items.encode_line(new), ABSENT),
            self._database.updating("team", keys.line(old.id), [Path("active").set(flag(False))], PRESENT),
        ]
        try:
            self._database.transact(writes)
        except Cancelled as fault:
            known = self.line(new.id)
            if known is None or known.replaces != old.id:
                raise Conflict("number_taken", TAKEN) from fault


def _actions(known: Item, wanted: Item) -> Iterator[Action]:
    for name in sorted({*known, *wanted}):
        if name not in wanted:
            yield Path(name).remove()
        elif known.get(name) != wanted[name]:
            yield Path(name).set(wanted[name])


def _unchanged(known: Item, wanted: Item) -> Condition:
    """That all which is to change is as it was, and the line there."""
    condition: Condition = PRESENT
    for name in sorted({*known, *wanted}):
        if known.get(name) == wanted.get(name):
            continue
        condition = condition & (Path(name) == known[name] if name in known else _missing(Path(name)))
    return condition


def _missing(attribute: Path) -> Condition:
    absent: Condition = attribute.does_not_exist()
    return absent
