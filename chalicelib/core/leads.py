"""A lead: a contact on its way to a sale, on one line. Who has it, how far it is, and how long it waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.core.errors import Conflict, Invalid
from chalicelib.core.ids import BroadcastId, ContactId, LineId, PersonId, ThreadId
from chalicelib.core.people import Person

MOST_EVENTS = 200
"""Of a history that grows longer the beginning stays, and the latest."""


class LeadStage(StrEnum):
    """How far a lead is (LD-4). It is NEW as long as nobody has it: then it stands in the queue of the unassigned."""

    NEW = "new"
    ASSIGNED = "assigned"
    CONTACTED = "contacted"
    QUALIFIED = "qualified"
    WON = "won"
    LOST = "lost"

    @property
    def rank(self) -> int:
        return list(LeadStage).index(self)

    @property
    def closed(self) -> bool:
        return self in (LeadStage.WON, LeadStage.LOST)


class LeadSource(StrEnum):
    """How a lead came in (LD-1)."""

    FORM = "form"
    API = "api"
    KEYWORD = "keyword"
    TEXT = "text"
    CSV = "csv"
    HAND = "hand"


class Happened(StrEnum):
    CAME = "came"
    RETURNED = "returned"
    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"
    STAGED = "staged"
    TEXTED = "texted"
    UNSENT = "unsent"
    REMINDED = "reminded"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True)
class LeadEvent:
    """One entry of a lead's history. `by` is who did it (None: the product), `owner` who had the lead afterwards,
    `cause` the id of the form, text or request that it came from."""

    what: Happened
    at: datetime
    by: PersonId | None = None
    owner: PersonId | None = None
    stage: LeadStage = LeadStage.NEW
    note: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """`id` is that of the thread of its line and contact, which have one lead at most.

    `since` is when it came in, or came again after it was closed or written to: there its clock begins. `first_text` is
    when a person of the brand first wrote to the contact since then: there it stops. `due` is when that should have
    been (None: no target, or it stands), `late` how many steps of reminding were taken, `called` who was told in them
    for the owner or as the owner. `evidence` is what the first intake knew.

    `began` is when its clock began where that is later than `since`: the contact had to say first that it may be
    texted. `held` is until when at most it stands for that; None: it runs.
    `won_for` is the broadcast that it counts for as a conversion, while it is won.
    """

    id: ThreadId
    line: LineId
    contact: ContactId
    source: LeadSource
    created: datetime
    since: datetime
    stage: LeadStage = LeadStage.NEW
    owner: PersonId | None = None
    first_text: datetime | None = None
    due: datetime | None = None
    late: int = 0
    called: tuple[PersonId, ...] = ()
    began: datetime | None = None
    held: datetime | None = None
    won_for: BroadcastId | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    history: tuple[LeadEvent, ...] = ()
    version: int = 0

    @property
    def clock(self) -> datetime:
        """When its clock began; of one that stands (`held`) when it came in."""
        return self.began or self.since

    @property
    def waits(self) -> bool:
        """Whether nobody has written to the contact, nor says that it was reached otherwise: its clock runs, unless it
        is `held`."""
        return self.first_text is None and self.stage in (LeadStage.NEW, LeadStage.ASSIGNED)


def overdue(lead: Lead, now: datetime) -> bool:
    return lead.waits and lead.due is not None and lead.due <= now


def noted(lead: Lead, event: LeadEvent) -> Lead:
    """The lead with one more entry, which tells owner and stage as they are now."""
    history = (*lead.history, replace(event, owner=lead.owner, stage=lead.stage))
    if len(history) > MOST_EVENTS:
        history = (history[0], *history[-(MOST_EVENTS - 1) :])
    return replace(lead, history=history)


def owned(lead: Lead, owner: PersonId | None, by: PersonId | None, note: str, now: datetime) -> Lead:
    """The lead in `owner`'s hands, or back in the queue; a new one becomes an assigned one, and the other way round."""
    begun = LeadStage.ASSIGNED if lead.first_text is None else LeadStage.CONTACTED
    stage = LeadStage.NEW if owner is None else begun if lead.stage is LeadStage.NEW else lead.stage
    what = Happened.UNASSIGNED if owner is None else Happened.ASSIGNED
    return noted(replace(lead, owner=owner, stage=stage), LeadEvent(what, now, by, note=note))


def staged(lead: Lead, stage: LeadStage, by: PersonId, note: str, now: datetime) -> Lead:
    """The lead at another stage. Invalid where nobody has it: its stage is NEW then, and no other lead's is."""
    if lead.owner is None or stage is LeadStage.NEW:
        raise Invalid({"stage": "A lead is new as long as nobody has it. Assign it first, or put it back unassigned."})
    return noted(replace(lead, stage=stage), LeadEvent(Happened.STAGED, now, by, note=note))


def awaited(lead: Lead, at: datetime) -> Lead:
    """The lead as one that came in at this moment in the same hands: nobody has written to it since."""
    stage = LeadStage.NEW if lead.owner is None else LeadStage.ASSIGNED
    return replace(lead, since=at, stage=stage, first_text=None, began=None)


def texted(lead: Lead, by: PersonId, now: datetime, *, takes: bool) -> Lead:
    """The lead after `by` wrote to the contact. The first text stops the clock; of a lead that nobody has it makes
    `by` the owner, if it may be (`takes`)."""
    if lead.first_text is not None or lead.stage.closed:
        return lead
    if lead.owner is None and takes:
        lead = owned(lead, by, by, "", now)
    stage = LeadStage.CONTACTED if lead.stage is LeadStage.ASSIGNED else lead.stage
    return noted(replace(lead, first_text=now, stage=stage), LeadEvent(Happened.TEXTED, now, by))


def unsent(lead: Lead, now: datetime) -> Lead:
    """The lead whose first text did not reach the contact: it waits again, unless somebody moved it on since."""
    moved = any(event.what is Happened.STAGED and event.at >= (lead.first_text or now) for event in lead.history)
    stage = LeadStage.ASSIGNED if lead.stage is LeadStage.CONTACTED and not moved else lead.stage
    return noted(replace(lead, first_text=None, stage=stage), LeadEvent(Happened.UNSENT, now))


def reminded(lead: Lead, step: int, told: Sequence[Person], now: datetime, *, everybody: bool) -> Lead:
    """The lead after its step of being late was taken: of one person who is `told`, or of all managers (`everybody`).

    Its history says who was told in the owner's place.
    """
    if everybody:
        return noted(replace(lead, late=step), LeadEvent(Happened.ESCALATED, now))
    others = [person.name for person in told if person.id != lead.owner]
    note = f"Told {others[0]}" if len(others) == 1 else ""
    called = (*lead.called, *(person.id for person in told))
    return noted(replace(lead, late=step, called=called), LeadEvent(Happened.REMINDED, now, note=note))


def given_up(lead: Lead) -> bool:
    """Whether it waits, and nobody is left who is to be told that it is late."""
    ended = (event.what is Happened.ESCALATED and event.at >= lead.clock for event in lead.history)
    return lead.waits and lead.held is None and any(ended)


def taken(lead: Lead, person: PersonId) -> bool:
    """Whether it was this person itself that last gave the lead to somebody, and that to itself."""
    given = [event for event in lead.history if event.what is Happened.ASSIGNED]
    return bool(given) and given[-1].owner == given[-1].by == person


def known(lead: Lead | None, cause: str) -> bool:
    """Whether this form, text or request was taken in before."""
    return lead is not None and any(event.cause == cause for event in lead.history)


def demand_version(lead: Lead, version: int) -> None:
    """Passes, or Conflict where the lead is no longer as the caller saw it (T5)."""
    if lead.version != version:
        raise Conflict("lead_moved", "Somebody else has changed this lead meanwhile. Look at it again.")


def repeated(lead: Lead, version: int, wanted: LeadEvent) -> bool:
    """Whether the very same request was done already, and only its answer was lost."""
    last = lead.history[-1] if lead.history else None
    same = last is not None and replace(last, at=wanted.at) == wanted
    return same and lead.version == version + 1
