"""What a person wants sent to many, and whether it may want that."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from chalicelib.core import access, links, local_time, media, merge, repeats, wording
from chalicelib.core.access import Action
from chalicelib.core.broadcasts import WIDE_FROM, check_times
from chalicelib.core.errors import Invalid
from chalicelib.core.groups import Group
from chalicelib.core.ids import ContactId, GroupId, LineId, PersonId
from chalicelib.core.lines import Line
from chalicelib.core.people import Person
from chalicelib.core.repeat import Repeat
from chalicelib.core.selection import NO_SKIP, Audience, Skip, titled
from chalicelib.core.templates import FIELDS
from chalicelib.flows.groups import known_contacts
from chalicelib.flows.lines import named
from chalicelib.flows.people import present
from chalicelib.flows.ports import House

COUNTED_AT_ONCE = 100
NO_GROUP = "There is no such group. Choose one from the list."


@dataclass(frozen=True, slots=True)
class Order:
    """As the caller wrote it: contacts by id or number, groups by id. `group` is one more of `groups`.

    It goes at once, at `send_at`, or at the time of day `send_at_local` (2026-12-01T09:00) wherever each contact is,
    and to nobody from `not_after` on. `short_links`: its links are shortened, and who opens them is counted.
    `media` are the caller's uploads.
    """

    line: str
    body: str
    group: str = ""
    groups: Sequence[str] = ()
    contacts: Sequence[str] = ()
    without_groups: Sequence[str] = ()
    without_contacts: Sequence[str] = ()
    skip: Skip = NO_SKIP
    send_at: datetime | None = None
    send_at_local: str = ""
    not_after: datetime | None = None
    short_links: bool = False
    repeat: Repeat | None = None
    media: Sequence[str] = ()

    @property
    def print(self) -> str:
        """Tells two orders apart, as they were written: what one names may be gone when it is repeated."""
        return json.dumps(asdict(self), sort_keys=True, default=str)


@dataclass(frozen=True, slots=True)
class Checked:
    """An order that may go. `groups` are those it names, in order; `known` also those that it leaves out."""

    person: Person
    line: Line
    audience: Audience
    groups: Sequence[Group]
    known: Mapping[GroupId, Group]

    @property
    def title(self) -> str:
        return titled([group.name for group in self.groups], len(self.audience.contacts))

    @property
    def size(self) -> int:
        """How many are in its list; 0 where that is not known before everybody is listed."""
        if self.audience.without_groups or self.audience.without_contacts:
            return 0
        if not self.groups:
            return len(self.audience.contacts)
        return self.groups[0].size if len(self.groups) == 1 and not self.audience.contacts else 0


def checked(house: House, caller: PersonId, order: Order) -> Checked:
    """Who may send what to whom: role, line, audience and text, before anything is saved."""
    person, line = sender(house, caller, named(house, order.line))
    check_text(order.body, order.media)
    if order.short_links:
        links.check(order.body)
    return addressed(house, person, line, order)


def check_text(body: str, files: Sequence[str], had: Collection[str] = ()) -> None:
    """Return if these words and files, of which it `had` some before, can go to many; else Invalid."""
    media.check_ids(files, had)
    wording.check_body(body, files=len(files))
    merge.check(body, FIELDS)


def sender(house: House, caller: PersonId, line_id: LineId) -> tuple[Person, Line]:
    """Who may send to many from this line, and the line; else Forbidden, NotFound or, of one switched off, Invalid."""
    person = present(house.team.person(caller))
    access.demand(person, Action.BROADCAST)
    line = access.demand_send(person, house.team.line(line_id))
    if not line.active:
        raise Invalid({"line": "This line is switched off. Choose another line."})
    return person, line


def begins(house: House, line: Line, order: Order, now: datetime) -> datetime | None:
    """When a broadcast is to begin, None: at once; Invalid for times that cannot be (SD-7).

    One for a time of day begins when it may be that anywhere. Whether the time is still to come is asked of the line's
    clock, or of the brand's. One that comes again begins at its first time from `send_at` on.
    """
    if not order.send_at_local:
        check_times(order.send_at, order.not_after, now)
        return order.send_at
    if order.send_at is not None:
        raise Invalid({"send_at_local": "Choose one moment for all, or one time of day, not both."})
    wall = local_time.read(order.send_at_local)
    at_home = local_time.first(wall, line.zone or house.brand.zone)
    check_times(at_home, order.not_after, now, "send_at_local")
    return max(now, local_time.anywhere(wall))


def clock_time(order: Order) -> str:
    """Its time of day as it is kept, whatever digits it was written with; empty where it has none."""
    return local_time.written(local_time.read(order.send_at_local)) if order.send_at_local else ""


def repeated(house: House, order: Order, now: datetime) -> tuple[Repeat | None, datetime | None]:
    """The rule by which a broadcast comes again, and its first time; nothing where it comes once."""
    if order.repeat is None:
        return None, None
    if order.send_at is None or order.send_at_local or order.not_after:
        raise Invalid({"repeat": "What comes again begins at a moment: say `send_at`, and no other time."})
    check_times(order.send_at, None, now)
    return repeats.begun(order.repeat, order.send_at, house.brand.zone)


def first_of(asked: Checked) -> GroupId:
    """The group by which it is listed; empty for single contacts alone."""
    return asked.audience.groups[0] if asked.audience.groups else GroupId("")


def most(house: House, asked: Checked) -> int:
    """How many it can be at most; of a live group, as many as there are contacts, counted as far as it matters."""
    many = listed(asked)
    return many + _everybody(house) if any(group.live for group in asked.groups) else many


def listed(asked: Checked) -> int:
    """How many its lists and single contacts are together."""
    return len(asked.audience.contacts) + sum(group.size for group in asked.groups if not group.live)


def _everybody(house: House) -> int:
    found, cursor = 0, None
    while found < WIDE_FROM:
        page = house.contacts.walk(cursor, COUNTED_AT_ONCE)
        found, cursor = found + len(page.items), page.cursor
        if cursor is None:
            break
    return found


def addressed(house: House, person: Person, line: Line, order: Order) -> Checked:
    """Whom the order means; Invalid for nobody, and for groups and contacts that nobody knows."""
    fields: dict[str, str] = {"group": order.group} if order.group else {}
    fields |= {f"groups.{place}": group for place, group in enumerate(order.groups)}
    left_out = {f"exclude.groups.{place}": group for place, group in enumerate(order.without_groups)}
    if not fields and not order.contacts:
        raise Invalid({"group": "Choose who gets it: a group, or single contacts."})
    wanted = dict.fromkeys(GroupId(group) for group in (*fields.values(), *left_out.values()))
    known = house.contacts.many_groups(wanted) if wanted else {}
    faults = {field: NO_GROUP for field, group in (*fields.items(), *left_out.items()) if group not in known}
    contacts = _contacts(house, order.contacts, "contacts", faults)
    without = _contacts(house, order.without_contacts, "exclude.contacts", faults)
    if faults:
        raise Invalid(faults)
    groups = _once(fields)
    audience = Audience(groups, tuple(contacts), _once(left_out), tuple(without), order.skip)
    return Checked(person, line, audience, [known[group] for group in groups], known)


def _contacts(house: House, names: Sequence[str], field: str, faults: dict[str, str]) -> Iterable[ContactId]:
    try:
        return known_contacts(house, names, field) if names else ()
    except Invalid as fault:
        faults |= fault.fields
        return ()


def _once(groups: Mapping[str, str]) -> tuple[GroupId, ...]:
    return tuple(GroupId(group) for group in dict.fromkeys(groups.values()))
