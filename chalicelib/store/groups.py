"""Groups and their members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pynamodb.expressions.operand import Path

from chalicelib.core.errors import NotFound
from chalicelib.core.groups import Group
from chalicelib.core.ids import ContactId, GroupId
from chalicelib.flows.ports import Page
from chalicelib.store import keys
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Codec, Item, number, text
from chalicelib.store.database import Write, keyed
from chalicelib.store.expressions import ABSENT, PRESENT
from chalicelib.store.faults import Cancelled
from chalicelib.store.pages import Index, bounded, merged, partition

_GROUP = Codec(Group, keys=("id",))
BY_NAME = Index("contacts", "lists", "list", "rank")
AT_ONCE = 99
"""Members a transaction takes beside the group itself, which counts them."""


class Groups(Adapter):
    def create_group(self, group: Group) -> None:
        """A group of this id that is there stays as it is."""
        listed = {"list": text(keys.GROUPS), "rank": text(_rank(group.id, group.name))}
        item = keyed(keys.group(group.id), {**_GROUP.encode(group), **listed})
        self._database.put("contacts", item, ABSENT)

    def group(self, group: GroupId) -> Group | None:
        item = self._database.get("contacts", keys.group(group))
        return None if item is None else _decode(item)

    def groups(self, cursor: str | None, limit: int) -> Page[Group]:
        """By name."""
        after = self._cursors.open("groups", cursor)
        items, last = merged(self._database, BY_NAME, [keys.GROUPS], after, bounded(limit))
        return Page([_decode(item) for item in items], None if last is None else self._cursors.seal("groups", last))

    def rename_group(self, group: GroupId, name: str) -> None:
        actions = [
            Path("name").set(text(name)),
            Path("rank").set(text(_rank(group, name))),
            Path("version").add(number(1)),
        ]
        if self._database.update("contacts", keys.group(group), actions, PRESENT) is None:
            raise NotFound("group")

    def many_groups(self, groups: Iterable[GroupId]) -> dict[GroupId, Group]:
        found = self._database.many(("contacts", keys.group(group)) for group in groups)
        decoded = [_decode(item) for item in found.values()]
        return {group.id: group for group in decoded}

    def change_rule(self, group: GroupId, rule: str) -> None:
        actions = [Path("rule").set(text(rule)), Path("version").add(number(1))]
        live = PRESENT & Path("rule").exists()
        if self._database.update("contacts", keys.group(group), actions, live) is None:
            raise NotFound("group")

    def delete_group(self, group: GroupId) -> None:
        """The group first: from then on nobody finds it, and what breaks off leaves no half of it to be seen."""
        self._database.delete("contacts", keys.group(group))
        where = (Path("pk") == group) & Path("sk").startswith(keys.MEMBER)
        members = [(item["pk"]["S"], item["sk"]["S"]) for item in self._database.every("contacts", where)]
        self._database.delete_many("contacts", members)

    def add_members(self, group: GroupId, contacts: Iterable[ContactId]) -> None:
        for some in _chunks(contacts):
            self._count(group, some, 1)

    def remove_members(self, group: GroupId, contacts: Iterable[ContactId]) -> None:
        for some in _chunks(contacts):
            self._count(group, some, -1)

    def members(self, group: GroupId, cursor: str | None, limit: int) -> Page[ContactId]:
        scope = f"members|{group}"
        after = self._cursors.open(scope, cursor)
        items, last = partition(self._database, "contacts", (group, keys.MEMBER), after, bounded(limit))
        members = [ContactId(item["sk"]["S"][len(keys.MEMBER) :]) for item in items]
        return Page(members, None if last is None else self._cursors.seal(scope, last))

    def members_among(self, groups: Iterable[GroupId], contacts: Iterable[ContactId]) -> set[tuple[GroupId, ContactId]]:
        some = list(contacts)
        pairs = [(group, contact) for group in groups for contact in some]
        found = self._database.many(("contacts", keys.member(*pair)) for pair in pairs)
        return {pair for pair in pairs if ("contacts", keys.member(*pair)) in found}

    def _count(self, group: GroupId, contacts: Sequence[ContactId], sign: int) -> None:
        """Adds or removes those whom it concerns, and counts them in the same transaction.

        Who is in already (or no longer) is told by the transaction's refusal, and left out of the next.
        """
        left = list(contacts)
        while left:
            move = self._adding if sign > 0 else self._removing
            size = [Path("size").add(number(sign * len(left)))]
            writes = [move(group, contact) for contact in left]
            writes.append(self._database.updating("contacts", keys.group(group), size, PRESENT))
            try:
                self._database.transact(writes)
            except Cancelled as fault:
                if len(left) in fault.places:
                    raise NotFound("group") from fault
                left = [contact for place, contact in enumerate(left) if place not in fault.places]
            else:
                return

    def _adding(self, group: GroupId, contact: ContactId) -> Write:
        listed = {"list": text(keys.memberships(contact)), "rank": text(group)}
        return self._database.putting("contacts", keyed(keys.member(group, contact), listed), ABSENT)

    def _removing(self, group: GroupId, contact: ContactId) -> Write:
        return self._database.deleting("contacts", keys.member(group, contact), PRESENT)


def _decode(item: Item) -> Group:
    return _GROUP.decode(item, id=GroupId(item["pk"]["S"]))


def _rank(group: GroupId, name: str) -> str:
    return name.casefold() + keys.END + group


def _chunks(contacts: Iterable[ContactId]) -> Iterable[list[ContactId]]:
    each = list(dict.fromkeys(contacts))
    return [each[start : start + AT_ONCE] for start in range(0, len(each), AT_ONCE)]
