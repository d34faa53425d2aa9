"""What a broadcast would do, before anything is sent: by the same walk and the same judgement as when it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.core import caps, introductions, links, local_time, media, merge, previews, repeats, special
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import ContactId, PersonId
from chalicelib.core.lines import Line, LineKind
from chalicelib.core.links import Link
from chalicelib.core.local_time import LocalTime
from chalicelib.core.outbound import Facts, Verdict
from chalicelib.core.previews import Counting, Estimate, Tally
from chalicelib.core.prices import Cost, cost
from chalicelib.core.selection import judge, share
from chalicelib.core.special import Special
from chalicelib.core.timetable import Limits
from chalicelib.flows import feed, uploads
from chalicelib.flows.audience import Listing, Text
from chalicelib.flows.links import base, own_hosts
from chalicelib.flows.orders import Checked, Order, begins, checked, repeated
from chalicelib.flows.ports import House

MOST_JUDGED = 5_000
"""So many are judged one by one; a larger audience is estimated from them, and the answer says so."""
MOST_READ = 20_000
"""Contacts read to find those whom the rules of live groups mean."""
PATIENCE = timedelta(seconds=12)
"""What was found by then is the answer: the function lives 25 seconds, and API Gateway waits 29."""


@dataclass(frozen=True, slots=True)
class Preview:
    """`body` is the text before merging, `special` are its characters that are not in GSM-7. `links` are those that are
    shortened; `warnings` are codes and sentences of what its writer should know of links, fields, files and line.
    `looked` counts the contacts that were looked at, whether they are in the audience or not."""

    body: str
    estimate: Estimate
    special: Sequence[Special]
    cost: Cost
    links: Sequence[Link] = ()
    warnings: Sequence[tuple[str, str]] = ()
    looked: int = 0


def preview(house: House, caller: PersonId, order: Order, now: datetime) -> Preview:
    """Counts and names before anything is sent, as of when it is to go. Exact up to 5,000 recipients."""
    asked = checked(house, caller, order)
    files = uploads.checked(house, caller, order.media)
    rule, first = repeated(house, order, now)
    goes = first or begins(house, asked.line, order, now) or now
    end = repeats.following(rule, goes) if rule else order.not_after
    walk = _Walk(house, asked, order, (goes, end), now)
    found = walk.estimate()
    body, short, kind = order.body, order.short_links, asked.line.kind
    leads = links.of(body, own_hosts(house)) if short else []
    told = list(links.warnings(body, short=short))
    if kind is LineKind.TOLL_FREE and (much := media.heavy(files)):
        told.append(("heavy_files", much))
    told += previews.lacking(found.empty)
    if goes == now:
        told += previews.shared([one.group_name for one in feed.going(house, asked.line.id, now)])
    costly = [] if files else special.special(merge.literal(body))
    return Preview(body, found, costly, cost(found.total, kind, files=len(files)), leads, told, walk.looked)


def _limits(house: House, line: Line, begins: datetime, end: datetime | None) -> Limits:
    """What was spent of the cap is read where there is one."""
    if line.daily_cap is None:
        return Limits(line, begins, end, brand=house.brand)
    day = caps.day_of(line, house.brand, begins)
    return Limits(line, begins, end, house.conversations.spent(line.id, day.name), house.brand)


class _Walk:
    """Through an audience, as far as there is time. `span` is when it begins to go, and after which it may not."""

    def __init__(
        self, house: House, asked: Checked, order: Order, span: tuple[datetime, datetime | None], now: datetime
    ) -> None:
        self._house = house
        self._asked = asked
        at = base(house) if order.short_links else ""
        self._text = Text(links.shortened(order.body, at, links.SAMPLE), asked.person)
        self._began = now
        self._goes, self._end = goes, end = span
        wall = local_time.read(order.send_at_local) if order.send_at_local else None
        self._local = LocalTime(wall, goes, end) if wall else None
        self._listing = Listing(house, asked.line, asked.audience, self._goes, asked.known)
        self._tally = Tally(_limits(house, asked.line, goes, end), files=len(order.media))
        self._seen: set[ContactId] = set()
        self._met = 0

    def estimate(self) -> Estimate:
        body, live = self._text.body, self._listing.live
        part = self._lists(live=bool(live))
        if part is not None:
            return self._tally.estimate(body, 1 if live else 1 / part, Counting.AT_LEAST if live else Counting.SAMPLE)
        whole = self._rules()
        return self._tally.estimate(body, basis=Counting.EXACT if whole else Counting.AT_LEAST)

    @property
    def looked(self) -> int:
        """Contacts looked at so far: those named or listed, and those read for rules."""
        return self._met + self._listing.looked

    def _lists(self, *, live: bool) -> float | None:
        """Judges who is named or listed: None if all were, else how much of them that is."""
        walk = self._listing.listed()
        for some in walk:
            self._judge(some)
            self._met += len(some)
            if live:
                self._seen |= {contact.id for contact in some}
            if self._enough and some and next(walk, None) is not None:
                return self._share(some)
        return None

    def _share(self, last: Sequence[Contact]) -> float:
        """Of one list the size is known; of several, who is in more than one is not, but ids are spread evenly."""
        groups, chosen = self._asked.groups, self._asked.audience.contacts
        if len(groups) == 1 and not chosen and groups[0].size > self._met:
            return self._met / groups[0].size
        return share(last[-1].id)

    def _rules(self) -> bool:
        """Judges whom the rules mean beside them; whether that was all."""
        for group in self._listing.live:
            for some, last in self._listing.of_rule(group):
                fresh = [contact for contact in some if contact.id not in self._seen]
                self._seen |= {contact.id for contact in fresh}
                self._judge(fresh)
                if self._enough or self._listing.looked >= MOST_READ:
                    return last and group == self._listing.live[-1]
        return True

    @property
    def _enough(self) -> bool:
        return self._tally.judged >= MOST_JUDGED or self._house.now() - self._began > PATIENCE

    def _judge(self, contacts: Sequence[Contact]) -> None:
        kept = self._listing.kept(contacts)
        self._tally.left_out += len(contacts) - len(kept)
        for row, facts in self._listing.recipients(self._text, kept):
            merged = merge.render(self._text.body, row.values)
            body = introductions.whole(merged, introductions.in_broadcast(facts.thread, merged, facts.brand))
            if facts.contact is not None:
                empty = merge.empty(self._text.body, row.values)
                self._tally.add(facts.contact, body, self._judged(body, facts), facts.place, empty)

    def _judged(self, body: str, facts: Facts) -> Verdict:
        skip = self._asked.audience.skip
        return judge(body, facts, skip, None, self._goes, self._local, self._tally.files, self._end)
