"""Groups: named lists of contacts, and rules that say who belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chalicelib.core import access
from chalicelib.core.access import Action
from chalicelib.core.audience_json import dumps, read
from chalicelib.core.errors import Conflict, Invalid, NotFound
from chalicelib.core.groups import Group
from chalicelib.core.ids import ContactId, GroupId, PersonId, ulid
from chalicelib.core.phone import parse
from chalicelib.flows.people import me
from chalicelib.flows.ports import House, Page


def page(house: House, caller: PersonId, cursor: str | None, limit: int) -> Page[Group]:
    me(house, caller)
    return house.contacts.groups(cursor, limit)


def one(house: House, caller: PersonId, group: str) -> Group:
    me(house, caller)
    found = house.contacts.group(GroupId(group))
    if found is None:
        raise NotFound("group")
    return found


def create(
    house: House,
    caller: PersonId,
    name: str,
    contacts: Sequence[str],
    key: str | None,
    now: datetime,
    rule: object = None,
) -> Group:
    """A list with its first members, all of whom must be known, or a live group by its rule.

    A repeated key gives the group it made.
    """
    person = me(house, caller)
    access.demand(person, Action.EDIT_GROUPS)
    if rule is not None and contacts:
        raise Invalid({"contacts": "A rule says who belongs to this group. Take the contacts out, or the rule."})
    written = "" if rule is None else dumps(read(rule))
    members = known_contacts(house, contacts, "contacts")
    group = Group(_new_id(house, caller, key, now), name, now, person.id, rule=written)
    house.contacts.create_group(group)
    known = house.contacts.group(group.id) if key else group
    if known is None or (known.name, known.rule) != (name, written):
        raise Conflict("key_reused", "This Idempotency-Key was used for another group. Use a new one.")
    house.contacts.add_members(group.id, members)
    return house.contacts.group(group.id) or group


def _new_id(house: House, caller: PersonId, key: str | None, now: datetime) -> GroupId:
    """With a key the id derives from it, so that a repeat finds the group that the first request made."""
    if key is None:
        return GroupId("g" + ulid(int(now.timestamp() * 1000), house.fresh()))
    return GroupId("g" + ulid(0, f"{caller}:{key}"))


def change(
    house: House,
    caller: PersonId,
    group: str,
    name: str | None,
    add: Sequence[str],
    remove: Sequence[str],
    rule: object = None,
) -> Group:
    """Another name, more members, fewer members, another rule: who is named twice is in it once."""
    access.demand(me(house, caller), Action.EDIT_GROUPS)
    found = one(house, caller, group)
    if found.live and (add or remove):
        field = "add" if add else "remove"
        raise Invalid({field: "A rule says who belongs to this group. Change the rule, or the contact."})
    if rule is not None and not found.live:
        raise Invalid({"rule": "This group is a list. Make a new group for a rule."})
    written = None if rule is None else dumps(read(rule))
    joining = known_contacts(house, add, "add")
    leaving = known_contacts(house, remove, "remove")
    if name is not None:
        house.contacts.rename_group(found.id, name)
    if written is not None:
        house.contacts.change_rule(found.id, written)
    house.contacts.add_members(found.id, joining)
    house.contacts.remove_members(found.id, leaving)
    return one(house, caller, group)


def delete(house: House, caller: PersonId, group: str) -> None:
    """Takes the list away; its contacts stay."""
    access.demand(me(house, caller), Action.EDIT_GROUPS)
    house.contacts.delete_group(one(house, caller, group).id)


def known_contacts(house: House, names: Sequence[str], field: str) -> list[ContactId]:
    """The contacts named by id or number; Invalid naming every one that is not known."""
    ids: dict[int, ContactId] = {}
    faults: dict[str, str] = {}
    for place, name in enumerate(names):
        try:
            ids[place] = (
                ContactId(name) if name.startswith("c") else house.ids.contact(parse(name, field=f"{field}.{place}"))
            )
        except Invalid as fault:
            faults |= fault.fields
    known = house.contacts.many(set(ids.values()))
    for place, contact in ids.items():
        if contact not in known:
            faults[f"{field}.{place}"] = "There is no such contact. Create it first, or take it out."
    if faults:
        raise Invalid(faults)
    return list(dict.fromkeys(ids.values()))
