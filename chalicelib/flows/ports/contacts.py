"""Contacts and groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from chalicelib.core.contacts import Contact
from chalicelib.core.ids import ContactId, GroupId
from chalicelib.flows.ports.pages import Page

if TYPE_CHECKING:  # what a function never touches, it should not load
    from chalicelib.core.groups import Group


class Contacts(Protocol):
    """Contacts, and the groups they are in."""

    def get(self, contact: ContactId) -> Contact | None: ...
    def many(self, contacts: Iterable[ContactId]) -> dict[ContactId, Contact]: ...
    def create(self, contact: Contact) -> None:
        """Raises Conflict where the number is known already."""

    def update(self, before: Contact, after: Contact) -> Contact:
        """Raises Stale where it has moved on. The answer carries the new version."""

    def delete(self, contact: Contact) -> None:
        """The contact and its places in groups."""

    def page(self, query: str, cursor: str | None, limit: int) -> Page[Contact]:
        """By name; with a query those whose name or number begins so."""

    def walk(self, cursor: str | None, limit: int) -> Page[Contact]:
        """All contacts, one Query a page; a page may hold less than `limit`, or none, though there is more."""

    def unreachable(self, cursor: str | None, limit: int) -> Page[Contact]:
        """Those whose number takes no texts, the latest first."""

    def create_group(self, group: Group) -> None: ...
    def group(self, group: GroupId) -> Group | None: ...
    def groups(self, cursor: str | None, limit: int) -> Page[Group]: ...
    def many_groups(self, groups: Iterable[GroupId]) -> dict[GroupId, Group]: ...
    def rename_group(self, group: GroupId, name: str) -> None: ...
    def change_rule(self, group: GroupId, rule: str) -> None:
        """Another rule for a live group. Raises NotFound where there is no live group of this id."""

    def delete_group(self, group: GroupId) -> None: ...
    def add_members(self, group: GroupId, contacts: Iterable[ContactId]) -> None:
        """Each once, however often it is added; the group's size follows."""

    def remove_members(self, group: GroupId, contacts: Iterable[ContactId]) -> None: ...
    def members(self, group: GroupId, cursor: str | None, limit: int) -> Page[ContactId]: ...
    def members_among(self, groups: Iterable[GroupId], contacts: Iterable[ContactId]) -> set[tuple[GroupId, ContactId]]:
        """Which of these contacts are in which of these lists, in batched reads."""
