"""A broadcast's recipients to the provider, several side by side: claim on the thread's head, hand over, record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.core import caps, introductions, outbound, segments
from chalicelib.core.brand import Brand
from chalicelib.core.broadcasts import Broadcast, Recipient, message_id, text_of
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import BroadcastId, ContactId, ThreadId, thread_of
from chalicelib.core.lines import Line
from chalicelib.core.messages import Direction, Message, Origin, Status, from_provider
from chalicelib.core.outbound import Draft, Facts, Kind, Refuse, Send, Verdict, Wait
from chalicelib.core.threads import Thread, under
from chalicelib.flows import failures
from chalicelib.flows.deliver import ASK_AFTER, RESEND_AFTER, own_text
from chalicelib.flows.ports import House, ProviderBusy, ProviderRefused, ProviderUnclear
from chalicelib.flows.spent import capped, without


@dataclass(frozen=True, slots=True)
class _Errand:
    """One recipient's text, ready to go."""

    broadcast: Broadcast
    line: Line | None
    row: Recipient
    body: str
    now: datetime
    contact: Contact | None
    brand: Brand
    over: Wait | None = None

    def facts(self, head: Thread | None, others: Iterable[Thread] = ()) -> Facts:
        return Facts(self.line, head, contact=self.contact, brand=self.brand, others=tuple(others))

    @property
    def thread(self) -> ThreadId:
        return thread_of(self.broadcast.line, self.row.contact)


def deliver(house: House, broadcast: BroadcastId, contacts: Sequence[ContactId], now: datetime) -> None:
    """Brings these recipients a step further. What stays open, the schedule takes up."""
    found = house.broadcasts.get(broadcast)
    if found is None:
        return
    line = house.team.line(found.line)
    rows = house.broadcasts.recipients_of((broadcast, contact) for contact in contacts)
    queued = [row for row in rows.values() if row.status is Status.QUEUED]
    known, brand = house.contacts.many(row.contact for row in queued), house.brand
    errands = [_Errand(found, line, row, text_of(found, row), now, known.get(row.contact), brand) for row in queued]
    house.side_by_side(lambda errand: _deliver(house, errand), _within_cap(house, errands, now))


def _deliver(house: House, errand: _Errand) -> None:
    judged = _judged(house, errand)
    if isinstance(judged, Send):
        _claim(house, errand)
        return
    head = house.conversations.threads([errand.thread]).get(errand.thread)
    if head is not None and errand.broadcast.id in head.claims:
        # It was claimed while it might go: first it must be known whether it went.
        _settle(house, errand, head)
    elif isinstance(judged, Wait):
        _wait(house, errand, judged)
    else:
        _refuse(house, errand, judged)


def _within_cap(house: House, errands: Sequence[_Errand], now: datetime) -> list[_Errand]:
    """Those for whom the line's day has no room wait for the next one (LN-6): one write for the whole job.

    What is taken and then refused is not given back: the cap may be missed by a few, and is never passed.
    """
    line = errands[0].line if errands else None
    if line is None or line.daily_cap is None:
        return list(errands)
    going = [errand for errand in errands if isinstance(_judged(house, errand), Send)]
    lengths = [segments.count(errand.body, line.kind).segments for errand in going]
    day = caps.day_of(line, errands[0].brand, now)
    granted = house.conversations.spend(line.id, day.name, lengths, line.daily_cap, now) if going else 0
    late = {errand.row.contact for errand in going[granted:]}
    return [replace(errand, over=caps.over(line, day)) if errand.row.contact in late else errand for errand in errands]


def _judged(house: House, errand: _Errand) -> Verdict:
    """The last judgement: line, body, legal hours and caps. The consent is the claim's to judge."""
    if errand.over is not None:
        return errand.over
    head = _consenting(errand)
    others = without(house, errand.row.contact, errand.broadcast.id) if capped(errand.facts(head)) else ()
    return outbound.verdict(Draft(Kind.BROADCAST, errand.body), errand.facts(head, others), errand.now)


def _claim(house: House, errand: _Errand) -> None:
    broadcast, introduces = errand.broadcast, not introductions.tail(errand.body, errand.brand)
    head = house.conversations.claim_broadcast(
        errand.thread, broadcast.id, broadcast.author, errand.now, introduces=introduces
    )
    if head is None:
        _unclaimed(house, errand, house.conversations.threads([errand.thread]).get(errand.thread))
        return
    standing = house.conversations.standings([errand.row.contact]).get(errand.row.contact)
    judged = outbound.verdict(Draft(Kind.BROADCAST, errand.body), errand.facts(under(head, standing)), errand.now)
    if isinstance(judged, Refuse):
        # A stop for the whole brand is stored, and this head does not bear it yet (C1).
        house.conversations.release_broadcast(errand.thread, errand.broadcast.id, errand.now)
        _refuse(house, errand, judged)
        return
    over = _judged(house, errand) if capped(errand.facts(head)) else None
    if isinstance(over, Wait):
        # Another broadcast was claimed for this contact at the same moment, and both would be one too many.
        house.conversations.release_broadcast(errand.thread, errand.broadcast.id, errand.now)
        _wait(house, errand, over)
        return
    _hand_over(house, errand, errand.now)


def _consenting(errand: _Errand) -> Thread:
    """Stands for the head in the judgement of line and body before the claim; the claim itself judges the consent."""
    return Thread(
        id=errand.thread,
        line=errand.broadcast.line,
        contact=errand.row.contact,
        line_number=errand.broadcast.line_number,
        phone=errand.row.phone,
        consent=Consent.YES,
        zone=errand.row.zone,
        region=errand.row.region,
        postcode=errand.row.postcode,
    )


def _unclaimed(house: House, errand: _Errand, head: Thread | None) -> None:
    """Why the claim failed: claimed before (then its outcome is unclear), or no longer allowed."""
    if head is not None and errand.broadcast.id in head.claims:
        _settle(house, errand, head)
        return
    judged = outbound.verdict(Draft(Kind.BROADCAST, errand.body), errand.facts(head), errand.now)
    if isinstance(judged, Refuse):
        _refuse(house, errand, judged)


def _hand_over(house: House, errand: _Errand, claimed: datetime) -> None:
    row, broadcast = errand.row, errand.broadcast
    try:
        accepted = house.provider.send(
            sender=broadcast.line_number,
            to=row.phone,
            body=errand.body,
            media=(),
            ref=f"b.{broadcast.id}.{row.contact}",
        )
    except ProviderRefused as refusal:
        if failures.again_after(house, broadcast.line, refusal.code, errand.now) is None:
            _record(house, errand, Status.FAILED, None, refusal.code)
        else:
            house.conversations.release_broadcast(errand.thread, broadcast.id, claimed)
        return
    except ProviderBusy:
        # The schedule comes back to every open recipient.
        house.conversations.release_broadcast(errand.thread, broadcast.id, claimed)
        return
    except ProviderUnclear:
        return
    _record(house, errand, from_provider(accepted.status) or Status.ACCEPTED, accepted.provider_id, None)


def _settle(house: House, errand: _Errand, head: Thread) -> None:
    """A claim without an outcome: ask the provider before anything else (SD-9).

    What is surely not there is judged and claimed anew, on the consent and at the hour of now: a STOP since the first
    claim stops it (C1), and so do a line that is held since, and the night (Q1).
    """
    claimed = head.claims[errand.broadcast.id]
    if errand.now - claimed < ASK_AFTER:
        return
    try:
        listed = house.provider.sent_between(sender=head.line_number, to=head.phone, since=claimed)
    except ProviderBusy:
        # The schedule comes back to every open recipient.
        return
    text = own_text(house, _as_message(errand, head, claimed), listed)
    if text is not None:
        _record(house, errand, from_provider(text.status) or Status.ACCEPTED, text.provider_id, text.error)
        return
    if errand.now - claimed >= RESEND_AFTER:
        house.conversations.release_broadcast(head.id, errand.broadcast.id, claimed)
        _deliver(house, errand)


def _as_message(errand: _Errand, head: Thread, claimed: datetime) -> Message:
    return Message(
        box=head.id,
        id=message_id(errand.broadcast.id),
        direction=Direction.OUT,
        origin=Origin.BROADCAST,
        body=errand.body,
        at=claimed,
        status=Status.SENDING,
        thread=head.id,
        claimed=claimed,
    )


def _record(house: House, errand: _Errand, status: Status, provider_id: str | None, error: int | None) -> None:
    row = errand.row
    if error is not None:
        failures.consequences(house, errand.broadcast.line, errand.thread, error, errand.now)
    house.broadcasts.progress(
        row.broadcast,
        row.contact,
        status,
        at=errand.now,
        provider_id=provider_id,
        error=error,
        reason=failures.title(error),
    )


def _wait(house: House, errand: _Errand, wait: Wait) -> None:
    """Told only where it is news: a waiting recipient may be judged again and again. A held line waits as a whole."""
    row = errand.row
    if wait.zone and (row.until, row.code) != (wait.until, wait.code):
        house.broadcasts.wait(
            row.broadcast, row.contact, wait.until, code=wait.code, reason=wait.sentence, rule=wait.rule
        )


def _refuse(house: House, errand: _Errand, refusal: Refuse) -> None:
    house.broadcasts.progress(
        errand.row.broadcast,
        errand.row.contact,
        Status.SUPPRESSED,
        at=errand.now,
        code=refusal.code,
        reason=refusal.sentence,
        rule=refusal.rule,
    )
