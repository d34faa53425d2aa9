"""Lists of threads, and single heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import ContactId, LineId, PersonId, ThreadId
from chalicelib.core.threads import NOBODY, Folder, Standing, Tab, Thread
from chalicelib.flows.ports import Page
from chalicelib.store import heads, keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Item, moment, text
from chalicelib.store.due import earliest
from chalicelib.store.expressions import PRESENT
from chalicelib.store.pages import MOST, Index, bounded, merged, side_by_side

BY_LINE = Index("conversations", "by_line", "line_folder", "recency", newest_first=True)
BY_TAB = Index("conversations", "by_tab", "line_tab", "recency", newest_first=True)
MOST_LOOKS = 5
"""So many hundreds of conversations one request looks through for those that nobody has."""
BY_ASSIGNEE = Index("conversations", "by_assignee", "assignee_place", "recency", newest_first=True)


class ThreadLists(Adapter):
    def list_threads(
        self,
        lines: Sequence[LineId],
        folder: Folder,
        tab: Tab | None,
        assignee: PersonId | None,
        cursor: str | None,
        limit: int,
    ) -> Page[Thread]:
        """What nobody has stands in no index of its own: the lines' lists are read, a few pages at a time."""
        scope = "|".join(("threads", folder, tab or "", assignee or "", *sorted(lines)))
        after = self._cursors.open(scope, cursor)
        if assignee == NOBODY:
            items, last = self._unheld(_streams(lines, folder, tab, None), after, bounded(limit))
        else:
            items, last = merged(self._database, *_streams(lines, folder, tab, assignee), after, bounded(limit))
        seen = frozenset(lines)
        rows = [heads.decode(item) for item in items]
        return Page(
            [row for row in rows if row.line in seen],
            None if last is None else self._cursors.seal(scope, last),
        )

    def _unheld(self, streams: tuple[Index, list[str]], after: str | None, limit: int) -> tuple[list[Item], str | None]:
        """A page that is read as far as MOST_LOOKS reach; the next one goes on from there."""
        found: list[Item] = []
        index, partitions = streams
        for _ in range(MOST_LOOKS):
            items, after = merged(self._database, index, partitions, after, MOST)
            found += [item for item in items if "assignee" not in item]
            if len(found) > limit:
                return found[:limit], str(found[limit - 1][index.order]["S"])
            if after is None:
                break
        return found, after

    def changed_threads(self, lines: Sequence[LineId], since: datetime, limit: int) -> list[Thread]:
        """Oldest change first; of each line the `limit` oldest are read, so that none is passed over."""
        most = bounded(limit)

        def ask(line: LineId) -> list[Item]:
            where = (Path("changed_line") == line) & (Path("changed") >= moment(since))
            return self._database.query("conversations", where, index="by_change", limit=most)[0]

        found = [item for items in side_by_side(ask, lines) for item in items]
        found.sort(key=lambda item: (int(item["changed"]["N"]), item["pk"]["S"], item["sk"]["S"]))
        return [heads.decode(item) for item in found[:most]]

    def due_threads(self, until: datetime, limit: int) -> list[Thread]:
        """Whole heads: the index of what is due holds all of them."""
        return [heads.decode(item) for item in earliest(self._database, "conversations", "thread", until, limit)]

    def idle_threads(self, line: LineId, since: datetime, limit: int) -> list[ThreadId]:
        """The longest idle first, of those that wait for nobody."""
        where = (Path("line_tab") == f"{line}#{Tab.PARTICIPATING}") & (Path("recency") < heads.recency(since))
        items, _ = self._database.query("conversations", where, index="by_tab", limit=limit)
        return [heads.decode(item).id for item in items]

    def threads_of(self, contact: ContactId) -> list[Thread]:
        where = (Path("pk") == contact) & Path("sk").startswith(keys.THREAD)
        return [heads.decode(item) for item in self._database.every("conversations", where)]

    def standings(self, contacts: Iterable[ContactId]) -> dict[ContactId, Standing]:
        found = self._database.many(("conversations", keys.standing(contact)) for contact in contacts)
        return {standing.contact: standing for standing in map(heads.decode_standing, found.values())}

    def threads(self, ids: Iterable[ThreadId]) -> dict[ThreadId, Thread]:
        found = self._database.many(("conversations", keys.head(thread)) for thread in ids)
        decoded = [heads.decode(item) for item in found.values()]
        return {thread.id: thread for thread in decoded}

    def consenting(self, line: LineId, consent: Consent, after: ContactId | None, limit: int) -> list[Thread]:
        """Rows of the line's list, in the order of their contacts' ids; no more than one page of DynamoDB's holds."""
        where = Path("line_consent") == heads.consenting(line, consent)
        if after is not None:
            where = where & (Path("pk") > after)
        items, _ = self._database.query("conversations", where, index="by_consent", limit=limit)
        return [heads.decode(item) for item in items]

    def relabel(self, thread: ThreadId, contact: Contact, now: datetime) -> None:
        """A thread that is not there stays so."""
        tags = Path("tags")
        where = {"zone": contact.zone, "region": contact.region, "postcode": contact.postcode}
        actions: list[Action] = [
            Path("name").set(text(contact.name)),
            tags.set({"SS": sorted(contact.tags)}) if contact.tags else tags.remove(),
            *(Path(name).set(text(value)) if value else Path(name).remove() for name, value in where.items()),
            Path("changed").set(moment(now)),
        ]
        self._database.update("conversations", keys.head(thread), actions, PRESENT)


def _streams(
    lines: Sequence[LineId], folder: Folder, tab: Tab | None, assignee: PersonId | None
) -> tuple[Index, list[str]]:
    """The index, and the partitions of it, that hold what is asked for; a tab means something in the inbox only."""
    tabs = [tab] if tab else list(Tab)
    inbox = folder is Folder.INBOX
    if assignee is not None:
        places = [heads.place(folder, one) for one in tabs] if inbox else [folder.value]
        return BY_ASSIGNEE, [f"{assignee}#{place}" for place in places]
    if tab is not None and inbox:
        return BY_TAB, [f"{line}#{tab}" for line in lines]
    return BY_LINE, [f"{line}#{folder}" for line in lines]
