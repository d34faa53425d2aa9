"""An audience: whom a group means that lists nobody, but says in a rule who belongs to it (CT-3).

A rule is a tree: conditions joined by all, any and not. It is judged contact by contact, at the moment it is asked for:
by the same function for a count, a list of members, a preview and a send (D4 of the invariants in docs/reliability.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.leads import Lead
from chalicelib.core.places import state_of
from chalicelib.core.threads import Thread

CUSTOM = "custom."
"""Begins the name of a brand's own field: `custom.shoe size`."""


class Op(StrEnum):
    """How a condition looks at its field. `IS` holds for any of the values, `WITHIN` and `OLDER` count days back."""

    IS = "is"
    CONTAINS = "contains"
    BEGINS = "begins"
    KNOWN = "known"
    WITHIN = "within"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class Condition:
    """One question about one field. `values` are for IS, CONTAINS and BEGINS, `days` for WITHIN and OLDER."""

    field: str
    op: Op
    values: tuple[str, ...] = ()
    days: int = 0


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; with no part it holds for everybody."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds; with no part it holds for nobody."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Rule


Rule = Condition | All | Any | Not


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule can be asked about: the contact, its head and its lead on the line that would send (None: there is
    none)."""

    contact: Contact
    head: Thread | None = None
    lead: Lead | None = None


TEXTS = ("first_name", "last_name", "email", "status", "package", "location", "source")
MOMENTS: Mapping[str, Callable[[Known], datetime | None]] = {
    "created": lambda known: known.contact.created,
    "last_inbound": lambda known: known.head.last_inbound if known.head else None,
    "last_outbound": lambda known: known.head.last_outbound if known.head else None,
}
OF_THE_HEAD = frozenset({"consent", "last_inbound", "last_outbound"})
OF_PEOPLE = frozenset({"owner"})
OF_THE_LEAD = frozenset({"lead"})
ON_A_LINE = OF_THE_HEAD | OF_THE_LEAD
"""These differ from line to line: they are asked of the line that would send, and of no other, so that a group tells
nobody of conversations on lines it does not see (T4). A lead is one of a line too; it counts while it is open."""

_IN_TEXT = frozenset({Op.IS, Op.CONTAINS, Op.BEGINS, Op.KNOWN})
_CHOICE = frozenset({Op.IS, Op.KNOWN})
_IN_TIME = frozenset({Op.WITHIN, Op.OLDER, Op.KNOWN})
OPS: Mapping[str, frozenset[Op]] = {
    **dict.fromkeys(TEXTS, _IN_TEXT),
    **dict.fromkeys(MOMENTS, _IN_TIME),
    "postcode": _IN_TEXT,
    "region": _CHOICE,
    "tag": _CHOICE,
    "owner": _CHOICE,
    "consent": frozenset({Op.IS}),
    "lead": frozenset({Op.KNOWN}),
}
"""What each field can be asked; `ops_of` knows the brand's own fields too."""


def ops_of(field: str) -> frozenset[Op]:
    """What a field can be asked; nothing for one that there is not."""
    own = field.startswith(CUSTOM) and field[len(CUSTOM) :].strip()
    return _IN_TEXT if own else OPS.get(field, frozenset())


def matches(rule: Rule, known: Known, now: datetime) -> bool:
    """Whether the rule holds for this contact. Neither case nor spacing of texts matters."""
    match rule:
        case All(parts):
            return all(matches(part, known, now) for part in parts)
        case Any(parts):
            return any(matches(part, known, now) for part in parts)
        case Not(part):
            return not matches(part, known, now)
        case _:
            return _holds(rule, known, now)


def needs_line(rule: Rule) -> bool:
    """Whether the rule asks what differs from line to line."""
    return asks(rule, ON_A_LINE)


def asks(rule: Rule, fields: frozenset[str]) -> bool:
    """Whether the rule asks for one of these fields: else what they are told from need not be read."""
    match rule:
        case All(parts) | Any(parts):
            return any(asks(part, fields) for part in parts)
        case Not(part):
            return asks(part, fields)
        case _:
            return rule.field in fields


def _holds(asked: Condition, known: Known, now: datetime) -> bool:
    if asked.field in MOMENTS:
        return _in_time(asked, MOMENTS[asked.field](known), now)
    found = _texts(asked.field, known)
    if asked.op is Op.KNOWN:
        return bool(found)
    wanted = [folded(value) for value in asked.values]
    if asked.op is Op.CONTAINS:
        return any(value in text for text in found for value in wanted)
    if asked.op is Op.BEGINS:
        return any(text.startswith(value) for text in found for value in wanted)
    return any(text == value for text in found for value in wanted)


def _in_time(asked: Condition, moment: datetime | None, now: datetime) -> bool:
    """What never happened is neither within days nor older than them."""
    if moment is None or asked.op is Op.KNOWN:
        return moment is not None
    recent = moment > now - timedelta(days=asked.days)
    return recent if asked.op is Op.WITHIN else not recent


def _texts(field: str, known: Known) -> list[str]:
    """What the contact has in this field, folded; of tags each. What is empty is left out."""
    contact = known.contact
    if field.startswith(CUSTOM):
        name = folded(field[len(CUSTOM) :])
        found = [value for key, value in contact.custom.items() if folded(key) == name]
    elif field == "tag":
        found = list(contact.tags)
    elif field == "region":
        found = [contact.region or state_of(contact.postcode)]
    elif field == "lead":
        found = [known.lead.stage] if known.lead is not None and not known.lead.stage.closed else []
    elif field == "consent":
        found = [consent_of(known.head)]
    else:
        found = [getattr(contact, field) or ""]
    return [text for text in map(folded, found) if text]


def consent_of(head: Thread | None) -> Consent:
    """A contact's consent as people see it: a stop that counts for the whole brand is a No on every line."""
    if head is None:
        return Consent.NONE
    return Consent.NO if head.stopped else head.consent


def folded(text: str) -> str:
    """By what two texts are the same."""
    return " ".join(text.split()).casefold()
