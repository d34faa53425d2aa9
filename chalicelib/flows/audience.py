"""Whom a text to many goes to. One walk, one judgement: a preview and a send cannot come to different people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge as merged
from itertools import groupby, islice

from chalicelib.core import audience as rules
from chalicelib.core import merge, templates
from chalicelib.core.audience import Known, Rule
from chalicelib.core.audience_json import loads
from chalicelib.core.broadcasts import Recipient
from chalicelib.core.contacts import Contact
from chalicelib.core.groups import Group
from chalicelib.core.ids import BroadcastId, ContactId, GroupId, thread_of
from chalicelib.core.leads import Lead
from chalicelib.core.lines import Line
from chalicelib.core.outbound import Facts
from chalicelib.core.people import Person
from chalicelib.core.selection import Audience
from chalicelib.core.threads import Thread
from chalicelib.flows.ports import House
from chalicelib.flows.spent import capped, elsewhere

AT_ONCE = 50
"""Recipients of a page."""
READS = 20
"""Pages of contacts that are read for one page of a live group at most: of a large brand few may fit its rule."""
BATCH = 100
"""What a batched read takes."""

UNSENT = BroadcastId("")


class Reader:
    """Reads contacts and judges rules for one line (None: for none, and rules that ask for one are Invalid before)."""

    def __init__(self, house: House, line: Line | None, now: datetime) -> None:
        self._house = house
        self._line = line
        self._now = now
        self._heads: dict[ContactId, Thread | None] = {}
        self.looked = 0
        """Contacts that were read to find those whom rules mean."""

    def heads(self, contacts: Sequence[Contact]) -> dict[ContactId, Thread | None]:
        """Their heads on the line, those known from just before not read again."""
        if self._line is None:
            return {}
        if len(self._heads) > 10 * BATCH:
            self._heads.clear()
        missing = [contact.id for contact in contacts if contact.id not in self._heads]
        found = self._house.conversations.threads(thread_of(self._line.id, contact) for contact in missing)
        self._heads |= {contact: found.get(thread_of(self._line.id, contact)) for contact in missing}
        return {contact.id: self._heads[contact.id] for contact in contacts}

    def leads(self, contacts: Sequence[Contact]) -> dict[ContactId, Lead]:
        """Their leads on the line, as they are now."""
        if self._line is None:
            return {}
        found = self._house.leads.many(thread_of(self._line.id, contact.id) for contact in contacts)
        return {lead.contact: lead for lead in found.values()}

    def fitting(self, rule: Rule, contacts: Sequence[Contact]) -> list[Contact]:
        """Those for whom the rule holds; conversations and leads are read only where it asks for them."""
        heads = self.heads(contacts) if rules.asks(rule, rules.OF_THE_HEAD) else {}
        leads = self.leads(contacts) if rules.asks(rule, rules.OF_THE_LEAD) else {}
        facts = [Known(one, heads.get(one.id), leads.get(one.id)) for one in contacts]
        return [known.contact for known in facts if rules.matches(rule, known, self._now)]

    def live(self, rule: Rule, cursor: str | None, most: int, reads: int = READS) -> tuple[list[Contact], str | None]:
        """At most `most` who fit, from so many pages of contacts at most; and where to go on (None: that was all)."""
        found: list[Contact] = []
        for _ in range(reads):
            page = self._house.contacts.walk(cursor, most - len(found))
            self.looked += len(page.items)
            found += self.fitting(rule, page.items)
            cursor = page.cursor
            if cursor is None or len(found) >= most:
                break
        return found, cursor


@dataclass(frozen=True, slots=True)
class Text:
    """What is merged for each: the text, who wrote it. `broadcast` is empty while it is none yet."""

    body: str
    author: Person
    broadcast: BroadcastId = UNSENT


class Listing:
    """An audience on a line: who is in it, page by page, and with what facts each is judged."""

    def __init__(
        self,
        house: House,
        line: Line,
        audience: Audience,
        now: datetime,
        known: Mapping[GroupId, Group] | None = None,
    ) -> None:
        """`known` are its groups, where they were read just now."""
        named = dict.fromkeys((*audience.groups, *audience.without_groups))
        read = house.contacts.many_groups(named) if known is None and named else {}
        self.groups: Mapping[GroupId, Group] = read if known is None else known
        self._rules = {group.id: loads(group.rule) for group in self.groups.values() if group.live}
        self._reader = Reader(house, line, now)
        self._house = house
        self._line = line
        self._audience = audience
        self._chosen = [None] if audience.contacts else []

    @property
    def lost(self) -> bool:
        """Whether a group is gone that was to be left out."""
        return any(group not in self.groups for group in self._audience.without_groups)

    @property
    def looked(self) -> int:
        """How many contacts were read to find those whom its rules mean; for two rules each is read twice."""
        return self._reader.looked

    @property
    def live(self) -> list[GroupId]:
        """The groups of it that a rule makes."""
        return [group for group in self._audience.groups if group in self._rules]

    def gone(self, cursor: str | None) -> bool:
        """Whether what comes next is a group that was deleted meanwhile: nobody knows any more who was in it."""
        sources, (at, _) = self._sources, _place(cursor or "")
        source = sources[at] if at < len(sources) else None
        return source is not None and source not in self.groups

    def page(self, cursor: str | None) -> tuple[list[Contact], str | None]:
        """Some of the audience, source after source, and where to go on. Who is in two sources comes twice. Of a group
        that is gone nobody comes."""
        sources = self._sources
        at, inner = _place(cursor or "")
        found, last = self._some(sources[at], inner) if at < len(sources) else ([], None)
        if last is not None:
            return self.kept(found), f"{at}.{last}"
        return self.kept(found), f"{at + 1}." if at + 1 < len(sources) else None

    def listed(self) -> Iterator[list[Contact]]:
        """Who is named or in a list, each once, in order of ids: the first of them are a fair sample of all."""
        sources: list[Iterable[ContactId]] = [sorted(self._audience.contacts)]
        sources += [self._members(group) for group in self._audience.groups if group not in self._rules]
        once = (contact for contact, _ in groupby(merged(*sources)))
        while some := list(islice(once, BATCH)):
            yield self._known(some)

    def of_rule(self, group: GroupId) -> Iterator[tuple[list[Contact], bool]]:
        """Who is in a live group, by pages of contacts that were read to find them, and whether that was the last."""
        cursor: str | None = None
        while True:
            found, cursor = self._reader.live(self._rules[group], cursor, BATCH, reads=1)
            yield found, cursor is None
            if cursor is None:
                return

    def kept(self, contacts: Sequence[Contact]) -> list[Contact]:
        """Those whom nothing leaves out."""
        out = set(self._audience.without_contacts)
        for group in self._audience.without_groups:
            if group in self._rules:
                out |= {contact.id for contact in self._reader.fitting(self._rules[group], contacts)}
        lists = [group for group in self._audience.without_groups if group in self.groups and group not in self._rules]
        if lists and contacts:
            out |= {one for _, one in self._house.contacts.members_among(lists, [one.id for one in contacts])}
        return [contact for contact in contacts if contact.id not in out]

    def recipients(self, text: Text, contacts: Sequence[Contact]) -> Iterator[tuple[Recipient, Facts]]:
        """Each with what the text's fields stand for, and the facts that it is judged by."""
        fields, brand = merge.fields(text.body), self._house.brand
        heads = self._reader.heads(contacts)
        facts = [Facts(self._line, heads[one.id], contact=one, brand=brand) for one in contacts]
        limited = [contact.id for contact, known in zip(contacts, facts, strict=True) if capped(known)]
        spent = elsewhere(self._house, self._line.id, limited)
        for contact, known in zip(contacts, facts, strict=True):
            values = templates.values(contact, text.author, brand)
            row = Recipient(
                text.broadcast,
                contact.id,
                contact.phone,
                contact.name,
                {name: values[name] for name in fields if values.get(name)},
                zone=contact.zone,
                region=contact.region,
                postcode=contact.postcode,
            )
            yield row, replace(known, others=tuple(spent.get(contact.id, ())))

    @property
    def _sources(self) -> list[GroupId | None]:
        return [*self._chosen, *self._audience.groups]

    def _some(self, source: GroupId | None, cursor: str | None) -> tuple[list[Contact], str | None]:
        if source is None:
            start, chosen = int(cursor or 0), self._audience.contacts
            more = start + AT_ONCE < len(chosen)
            return self._known(chosen[start : start + AT_ONCE]), str(start + AT_ONCE) if more else None
        if source not in self.groups:
            return [], None
        if source in self._rules:
            return self._reader.live(self._rules[source], cursor, AT_ONCE)
        page = self._house.contacts.members(source, cursor, AT_ONCE)
        return self._known(page.items), page.cursor

    def _known(self, ids: Sequence[ContactId]) -> list[Contact]:
        """Who is no contact any more is left out."""
        known = self._house.contacts.many(ids)
        return [known[contact] for contact in ids if contact in known]

    def _members(self, group: GroupId) -> Iterator[ContactId]:
        cursor: str | None = None
        while True:
            page = self._house.contacts.members(group, cursor, BATCH)
            yield from page.items
            cursor = page.cursor
            if cursor is None:
                return


def _place(cursor: str) -> tuple[int, str | None]:
    """Which source, and where in it. A cursor from before there were several sources is one of the first."""
    place, dot, inner = cursor.partition(".")
    return (int(place), inner or None) if dot else (0, place or None)
