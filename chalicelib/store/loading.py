"""The facts of a decision, in one batched read over all tables they stand in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from chalicelib.core.ids import ContactId, LineId, MessageId, PersonId, thread_of
from chalicelib.flows.ports import Snapshot
from chalicelib.store import contact_items, heads, keys, lead_items, messages, person_keys, team_items
from chalicelib.store.adapter import Adapter
from chalicelib.store.codec import Item
from chalicelib.store.keys import Key, Table

T = TypeVar("T")


class Loading(Adapter):
    def load(
        self,
        *,
        line: LineId | None = None,
        contact: ContactId | None = None,
        person: PersonId | None = None,
        own_phone: ContactId | None = None,
        message: tuple[str, MessageId] | None = None,
        with_contact: bool = False,
        with_brand: bool = False,
        peer: LineId | None = None,
        with_lead: bool = False,
        with_roster: bool = False,
    ) -> Snapshot:
        """One BatchGetItem, consistently read."""
        wanted = _thread(line, contact, with_contact=with_contact)
        if person is not None:
            wanted["person"] = ("team", person_keys.person(person))
        elif own_phone is not None:
            wanted["person"] = ("team", person_keys.own_phone(own_phone))
        if with_lead and line is not None and contact is not None:
            wanted["lead"] = ("contacts", keys.lead(thread_of(line, contact)))
        if with_brand:
            wanted["brand"] = ("team", keys.brand())
        if with_roster:
            wanted["roster"] = ("team", keys.roster())
        if peer is not None and peer != line:
            wanted["peer"] = ("team", keys.line(peer))
        if message is not None:
            wanted["message"] = ("conversations", keys.message(*message))
        return _snapshot(wanted, self._database.many(wanted.values()))


def _thread(line: LineId | None, contact: ContactId | None, *, with_contact: bool) -> dict[str, tuple[Table, Key]]:
    """Where a line, a contact and what they have together stand."""
    wanted: dict[str, tuple[Table, Key]] = {}
    if line is not None:
        wanted["line"] = ("team", keys.line(line))
    if contact is not None:
        wanted["standing"] = ("conversations", keys.standing(contact))
        if with_contact:
            wanted["contact"] = ("contacts", keys.contact(contact))
    if line is not None and contact is not None:
        wanted["thread"] = ("conversations", keys.head(thread_of(line, contact)))
    return wanted


def _snapshot(wanted: dict[str, tuple[Table, Key]], found: dict[tuple[Table, Key], Item]) -> Snapshot:
    items = {noun: found[place] for noun, place in wanted.items() if place in found}

    def read(noun: str, decode: Callable[[Item], T]) -> T | None:
        return decode(items[noun]) if noun in items else None

    return Snapshot(
        line=read("line", team_items.decode_line),
        thread=read("thread", heads.decode),
        standing=read("standing", heads.decode_standing),
        contact=read("contact", contact_items.decode),
        person=read("person", team_items.decode_person),
        message=read("message", messages.decode),
        brand=read("brand", team_items.decode_brand),
        lead=read("lead", lead_items.decode),
        roster=read("roster", team_items.decode_roster),
        peer=read("peer", team_items.decode_line),
    )
