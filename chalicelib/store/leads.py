"""The port Leads: the queue of the unassigned, one person's leads, and all of them; each is one Query."""

from __future__ import annotations

from collections.abc import Iterable

from pynamodb.expressions.operand import Path

from chalicelib.core.ids import ContactId, PersonId, ThreadId
from chalicelib.core.leads import Lead, LeadStage
from chalicelib.flows.ports import Page
from chalicelib.store import keys, lead_items
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import number
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.keys import Key, Table
from chalicelib.store.pages import MOST, Index, bounded, merged

LISTED = Index("contacts", "lists", "list", "rank")


class LeadStore(Adapter):
    def get(self, lead: ThreadId) -> Lead | None:
        item = self._database.get("contacts", keys.lead(lead))
        return None if item is None else lead_items.decode(item)

    def of(self, contact: ContactId) -> list[Lead]:
        where = (Path("pk") == contact) & Path("sk").startswith(keys.LEAD)
        return [lead_items.decode(item) for item in self._database.every("contacts", where)]

    def unassigned(self, cursor: str | None, limit: int) -> Page[Lead]:
        return self._listed(keys.lead_list(None), "", cursor, limit)

    def owned(self, owner: PersonId, stage: LeadStage | None, cursor: str | None, limit: int) -> Page[Lead]:
        return self._listed(keys.lead_list(owner), lead_items.begins(stage) if stage else "", cursor, limit)

    def every(self, stage: LeadStage | None, cursor: str | None, limit: int) -> Page[Lead]:
        """Places first, and then the leads that they are of, as they stand now."""
        begins = lead_items.begins(stage) if stage else ""
        scope = f"{keys.LEADS}|{begins}"
        after = self._cursors.open(scope, cursor)
        places, last = merged(self._database, LISTED, [keys.LEADS], after, bounded(limit), begins)
        wanted: list[tuple[Table, Key]] = [("contacts", keys.lead(lead_items.lead_of(place))) for place in places]
        found = self._database.many(wanted)
        leads = [lead_items.decode(found[place]) for place in wanted if place in found]
        return Page(
            [lead for lead in leads if stage in (None, lead.stage)],
            None if last is None else self._cursors.seal(scope, last),
        )

    def loads(self, people: Iterable[PersonId]) -> dict[PersonId, int]:
        """How many open leads each has; a hundred are as many as more."""
        ends = lead_items.begins(LeadStage.WON)
        found = {}
        for person in people:
            where = (Path("list") == keys.lead_list(person)) & (Path("rank") < ends)
            found[person] = len(self._database.query("contacts", where, index="lists", limit=MOST)[0])
        return found

    def turn(self, place: int) -> int:
        """How many leads the rule at this place has given before; this one is counted."""
        counted = [Path("n").add(number(1))]
        item = self._database.update("conversations", keys.lead_turn(place), counted, ABSENT | PRESENT)
        return 0 if item is None else int(item["n"]["N"]) - 1

    def _listed(self, partition: str, begins: str, cursor: str | None, limit: int) -> Page[Lead]:
        scope = f"{partition}|{begins}"
        after = self._cursors.open(scope, cursor)
        items, last = merged(self._database, LISTED, [partition], after, bounded(limit), begins)
        return Page(
            [lead_items.decode(item) for item in items],
            None if last is None else self._cursors.seal(scope, last),
        )
