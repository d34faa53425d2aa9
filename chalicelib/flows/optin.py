"""An opt-in from the queue: load, decide, save, emit; and what becomes of one that nobody confirms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.core import countries, optin, pending
from chalicelib.core.changes import Changes
from chalicelib.core.contacts import Contact
from chalicelib.core.countries import Held
from chalicelib.core.ids import ContactId, LineId, MessageId, ThreadId, thread_of, thread_parts
from chalicelib.core.optin import Facts, OptIn, Waiting
from chalicelib.flows import opt_in_jobs
from chalicelib.flows.contacts import relabel
from chalicelib.flows.decide import emit, moment, settled
from chalicelib.flows.ports import House, SeenBefore, Snapshot


def submission(house: House, job: dict[str, Any], now: datetime) -> None:
    """Decides about one submission; the same one again changes nothing."""
    line, asked = opt_in_jobs.read(job)
    _decided(house, line, asked, now)


def reviewed(house: House, waiting: str, now: datetime) -> None:
    """Decides about one that a person of the brand let pass; what still may not be texted stays on the list, where it
    says why."""
    found = house.opt_ins.waiting(waiting)
    if found is None:
        return
    reason = _decided(house, found.line, replace(found.opt_in, accepted=True), now)
    if reason is None:
        house.opt_ins.done(waiting)
    elif reason is not found.reason:
        house.opt_ins.explain(waiting, reason)


def barred(house: House, asked: OptIn) -> Held | None:
    """What speaks against the number itself."""
    return countries.barred(asked.phone, house.brand.countries)


def remind(house: House, job: dict[str, Any], now: datetime) -> None:
    """Asks once more for YES, if that is still wanted."""
    settled(lambda: _unconfirmed(house, job, pending.remind, now))
    house.conversations.finish_effect(job["effect"])


def expire(house: House, job: dict[str, Any], now: datetime) -> None:
    """Ends an opt-in that nobody confirmed."""
    settled(lambda: _unconfirmed(house, job, pending.expire, now))
    house.conversations.finish_effect(job["effect"])


def _decided(house: House, line: LineId, asked: OptIn, now: datetime) -> Held | None:
    """Why it waits for a person of the brand; None where all is done."""
    contact = house.ids.contact(asked.phone)
    reason = settled(lambda: _attempt(house, line, contact, asked, now))
    if reason is not None:
        house.opt_ins.keep(Waiting(thread_of(line, contact), line, reason, asked), now)
    return reason


def _attempt(house: House, line: LineId, contact: ContactId, asked: OptIn, begun: datetime) -> Held | None:
    found = house.conversations.load(line=line, contact=contact, own_phone=contact, with_contact=True)
    now = moment(house, begun)
    if found.person is not None and found.person.active:
        # A rep's own number must not stand in a thread (AL-4).
        return None
    facts = _facts(house, contact, asked, found)
    reason = optin.barred(facts, now)
    if reason is not None:
        return reason
    changes = optin.decide(asked, facts, now)
    if changes.tally is not None:
        # Only now: most of a flood is about numbers that were asked before, and need no look at the budget.
        facts = replace(facts, asked_today=house.opt_ins.asked_on(changes.tally.day))
        reason = optin.held(asked, facts, now)
        changes = optin.decide(asked, facts, now)
    if reason is None:
        _step(house, changes, now)
        _relabel(house, changes.contact, now)
    return reason


def _facts(house: House, contact: ContactId, asked: OptIn, found: Snapshot) -> Facts:
    return Facts(
        line=found.line,
        contact_id=contact,
        thread=found.thread,
        standing=found.standing,
        contact=found.contact,
        brand=house.brand,
        barred=barred(house, asked),
    )


def _step(house: House, changes: Changes, now: datetime) -> None:
    try:
        house.conversations.save(changes, now)
    except SeenBefore:
        return
    emit(house, changes.effects)


def _relabel(house: House, contact: Contact | None, now: datetime) -> None:
    """Its other threads show the name and the tags too."""
    if contact is not None:
        relabel(house, contact, now)


def _unconfirmed(
    house: House, job: dict[str, Any], rule: Callable[[pending.Facts, datetime], Changes], begun: datetime
) -> None:
    facts = _pending(house, ThreadId(job["thread"]), job)
    now = moment(house, begun)
    _step(house, rule(facts, now), now)


def _pending(house: House, thread: ThreadId, job: dict[str, Any]) -> pending.Facts:
    line, contact = thread_parts(thread)
    confirmation = (thread, MessageId(job["confirmation"])) if "confirmation" in job else None
    found = house.conversations.load(line=line, contact=contact, message=confirmation)
    return pending.Facts(
        until=datetime.fromisoformat(job["until"]),
        line=found.line,
        thread=found.thread,
        standing=found.standing,
        confirmation=found.message,
        brand=house.brand,
    )
