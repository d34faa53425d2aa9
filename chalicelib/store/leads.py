"""The port Leads: the queue of the unassigned, one person's leads, and all of them; each is one Query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pynamodb.expressions.operand import Path

from chalicelib.core.ids import ContactId, PersonId, ThreadId
from chalicelib.core.lead_import import MOST_COUNTED
from chalicelib.core.leads import Lead, LeadStage
from chalicelib.flows.ports import Page
from chalicelib.store import keys, lead_items
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import number
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.keys import Key, Table
from chalicelib.store.pages import LAST, MOST, Index, bounded, merged, side_by_side
from chalicelib.store.times import to_ms

LISTED = Index("contacts", "lists", "list", "rank")


class LeadStore(Adapter):
    def get(self, lead: ThreadId) -> Lead | None:
        item = self._database.get("contacts", keys.lead(lead))
        return None if item is None else lead_items.decode(item)

    def many(self, leads: Iterable[ThreadId]) -> dict[ThreadId, Lead]:
        found = self._database.many(("contacts", keys.lead(lead)) for lead in leads)
        return {lead.id: lead for lead in map(lead_items.decode, found.values())}

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

    def since(self, begin: datetime, most: int) -> tuple[list[Lead], bool]:
        """The latest `most` that came in since then, the latest first; and whether there are more.

        One Query a stage. One that moves on meanwhile may be met twice, and counts once.
        """

        def places(stage: LeadStage) -> list[str]:
            first = f"{lead_items.begins(stage)}{to_ms(begin):015d}"
            where = (Path("list") == keys.LEADS) & Path("rank").between(first, lead_items.begins(stage) + LAST)
            items, _ = self._database.query("contacts", where, index="lists", limit=most + 1, newest_first=True)
            return [item["rank"]["S"].removeprefix(lead_items.begins(stage)) for item in items]

        ages = sorted({age for found in side_by_side(places, LeadStage) for age in found}, reverse=True)
        latest = list(dict.fromkeys(lead_items.lead_at(age) for age in ages))
        found = self._database.many(("contacts", keys.lead(lead)) for lead in latest[:most])
        leads = [found.get(("contacts", keys.lead(lead))) for lead in latest[:most]]
        return [lead_items.decode(item) for item in leads if item is not None], len(latest) > most

    def waiting(self, owner: PersonId | None, since: datetime) -> list[Lead]:
        """One Query: an owner's list has the stage first."""
        begins = lead_items.begins(LeadStage.ASSIGNED) if owner else ""
        ages = Path("rank").between(f"{begins}{to_ms(since):015d}", begins + LAST)
        where = (Path("list") == keys.lead_list(owner)) & ages
        items, _ = self._database.query("contacts", where, index="lists", limit=MOST_COUNTED, newest_first=True)
        return [lead_items.decode(item) for item in items]

    def loads(self, people: Iterable[PersonId]) -> dict[PersonId, int]:
        """How many open leads each has; a hundred are as many as more."""
        ends, asked = lead_items.begins(LeadStage.WON), list(people)

        def count(person: PersonId) -> int:
            where = (Path("list") == keys.lead_list(person)) & (Path("rank") < ends)
            return len(self._database.query("contacts", where, index="lists", limit=MOST)[0])

        return dict(zip(asked, side_by_side(count, asked), strict=True))

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
