"""The port Contacts, without its groups: contacts by id, by name, and by the words they are found by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pynamodb.expressions.operand import Path

from chalicelib.core.contacts import Contact, search_word
from chalicelib.core.errors import Conflict
from chalicelib.core.ids import ContactId, GroupId
from chalicelib.flows.ports import Page, Stale
from chalicelib.store import contact_items, keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import number
from chalicelib.store.faults import Cancelled
from chalicelib.store.groups import Groups
from chalicelib.store.pages import Index, bounded, merged, partition

BY_NAME = Index("contacts", "lists", "list", "rank")
LATEST = Index("contacts", "lists", "list", "rank", newest_first=True)

KNOWN = "There is a contact with this number already. Open it and change it there."


class ContactStore(Groups, Adapter):
    """Contacts, and the groups they are in."""

    def get(self, contact: ContactId) -> Contact | None:
        item = self._database.get("contacts", keys.contact(contact))
        return None if item is None else contact_items.decode(item)

    def many(self, contacts: Iterable[ContactId]) -> dict[ContactId, Contact]:
        found = self._database.many(("contacts", keys.contact(contact)) for contact in contacts)
        decoded = [contact_items.decode(item) for item in found.values()]
        return {contact.id: contact for contact in decoded}

    def create(self, contact: Contact) -> None:
        try:
            self._database.transact(contact_items.creating(self._database, contact))
        except Cancelled as fault:
            if self.get(contact.id) != contact:
                raise Conflict("contact_known", KNOWN) from fault

    def update(self, before: Contact, after: Contact) -> Contact:
        """Stale where it has moved on or is gone; a contact that stands just so was saved by the same call before."""
        saved = replace(after, version=before.version + 1)
        same = Path("version") == number(before.version)
        try:
            self._database.transact(contact_items.replacing(self._database, before, saved, same))
        except Cancelled as fault:
            if self.get(before.id) != saved:
                raise Stale from fault
        return saved

    def delete(self, contact: Contact) -> None:
        """First its places in groups, then itself with its leads: what breaks off between leaves a contact that can be
        deleted."""
        for group in self._groups_of(contact.id):
            self.remove_members(group, [contact.id])
        leads = (Path("pk") == contact.id) & Path("sk").startswith("lead")
        places = [(item["pk"]["S"], item["sk"]["S"]) for item in self._database.every("contacts", leads)]
        self._database.delete_many("contacts", places)
        words = contact_items.losing(self._database, contact.id, contact_items.words(contact))
        own = [keys.contact(contact.id), keys.unreachable(contact.id)]
        self._database.transact([*(self._database.deleting("contacts", key) for key in own), *words])

    def page(self, query: str, cursor: str | None, limit: int) -> Page[Contact]:
        """With a query in order of the words found by, and a page may hold less than `limit` though there is more.

        A first word of one or two letters is looked for at the beginning of the whole name only.
        """
        word = search_word(query)[: contact_items.LONGEST]
        scope = f"contacts|{query}"
        after = self._cursors.open(scope, cursor)
        if len(word) < keys.PREFIX:
            found, last = self._by_name(contact_items.folded(query), after, bounded(limit))
        else:
            found, last = self._by_word(word, after, bounded(limit))
            found = [contact for contact in found if _means(query, word, contact)]
        return Page(found, None if last is None else self._cursors.seal(scope, last))

    def walk(self, cursor: str | None, limit: int) -> Page[Contact]:
        """Part by part, each in order of names. Who is renamed meanwhile may be met twice, or not at all."""
        place, _, after = (self._cursors.open("walk", cursor) or "").partition("#")
        shards = list(keys.contact_lists())
        at = int(place or 0)
        where = Path("list") == shards[at]
        if after:
            where = where & (Path("rank") > after)
        items, last = self._database.query("contacts", where, index="lists", limit=bounded(limit))
        found = [contact_items.decode(item) for item in items]
        if last is not None:
            return Page(found, self._cursors.seal("walk", f"{at}#{items[-1]['rank']['S']}"))
        return Page(found, self._cursors.seal("walk", f"{at + 1}#") if at + 1 < len(shards) else None)

    def unreachable(self, cursor: str | None, limit: int) -> Page[Contact]:
        """Those whose number takes no texts, the latest first; who was taken out meanwhile is left out."""
        scope = "unreachable"
        after = self._cursors.open(scope, cursor)
        items, last = merged(self._database, LATEST, [keys.UNREACHABLE], after, bounded(limit))
        known = self.many(ContactId(item["pk"]["S"]) for item in items)
        found = [known[ContactId(item["pk"]["S"])] for item in items if item["pk"]["S"] in known]
        return Page(
            [contact for contact in found if contact.unreachable is not None],
            None if last is None else self._cursors.seal(scope, last),
        )

    def _by_name(self, begins: str, after: str | None, limit: int) -> tuple[list[Contact], str | None]:
        shards = list(keys.contact_lists())
        items, last = merged(self._database, BY_NAME, shards, after, limit, begins)
        return [contact_items.decode(item) for item in items], last

    def _by_word(self, word: str, after: str | None, limit: int) -> tuple[list[Contact], str | None]:
        """A contact found by several of its words stands at the first of them only."""
        begins = (keys.word(word, ContactId(""))[0], word)
        items, last = partition(self._database, "contacts", begins, after, limit)
        places = [item["sk"]["S"].rpartition("#") for item in items]
        known = self.many(ContactId(contact) for _, _, contact in places)
        rows = [(found_by, known.get(ContactId(contact))) for found_by, _, contact in places]
        return [
            contact for found_by, contact in rows if contact is not None and found_by == _first(contact, word)
        ], last

    def _groups_of(self, contact: ContactId) -> list[GroupId]:
        where = Path("list") == keys.memberships(contact)
        items, last = self._database.query("contacts", where, index="lists")
        groups = [GroupId(item["rank"]["S"]) for item in items]
        while last is not None:
            items, last = self._database.query("contacts", where & (Path("rank") > groups[-1]), index="lists")
            groups += [GroupId(item["rank"]["S"]) for item in items]
        return groups


def _first(contact: Contact, begins: str) -> str | None:
    return min((word for word in contact_items.words(contact) if word.startswith(begins)), default=None)


def _means(query: str, word: str, contact: Contact) -> bool:
    """Whether the words after the first fit too, where more than one was typed."""
    rest = query.casefold().split()[1:]
    if word.isdecimal() or not rest:
        return True
    names = contact.name.casefold().split()
    return all(any(name.startswith(part) for name in names) for part in rest)
