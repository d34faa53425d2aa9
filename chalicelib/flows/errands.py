"""One recipient's text: judged and claimed on the thread's head, handed over, recorded; or ended unsent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.core import introductions, outbound, segments
from chalicelib.core.brand import Brand
from chalicelib.core.broadcasts import Broadcast, Halt, Recipient, message_id
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import ContactId, ThreadId, thread_of
from chalicelib.core.lines import Line
from chalicelib.core.messages import Direction, Message, Origin, Status, from_provider
from chalicelib.core.outbound import Draft, Facts, Kind, Refuse, Send, Verdict, Wait
from chalicelib.core.threads import Thread, under
from chalicelib.flows import failures
from chalicelib.flows.deliver import ASK_AFTER, BACK_OFF, RESEND_AFTER
from chalicelib.flows.own_texts import own_text
from chalicelib.flows.ports import House, ProviderBusy, ProviderRefused, ProviderUnclear
from chalicelib.flows.spent import capped, without

UNSENT = {
    Halt.CANCELLED: ("cancelled", "The broadcast was cancelled before this text went.", "SD-8"),
    Halt.EXPIRED: ("expired", "The time after which the broadcast may not go was over before this text went.", "SD-7"),
}


@dataclass(frozen=True, slots=True)
class Errand:
    """One recipient's text, ready to go. `halt`: nothing is claimed any more, and what is not claimed ends unsent.

    `again` is the job's: who is to be looked at again, and when.
    """

    broadcast: Broadcast
    line: Line | None
    row: Recipient
    body: str
    now: datetime
    contact: Contact | None
    brand: Brand
    again: dict[ContactId, datetime]
    halt: Halt | None = None
    over: Wait | None = None

    def facts(self, head: Thread | None, others: Iterable[Thread] = ()) -> Facts:
        return Facts(self.line, head, contact=self.contact, brand=self.brand, others=tuple(others))

    def later(self, wait: timedelta) -> None:
        self.again[self.row.contact] = self.now + wait

    @property
    def thread(self) -> ThreadId:
        return thread_of(self.broadcast.line, self.row.contact)

    @property
    def length(self) -> int:
        """In segments; of a line that is gone, as the shortest texts are."""
        return segments.count(self.body, self.line.kind).segments if self.line else 1


def prepare(house: House, errand: Errand, claimed: Callable[[Errand], None]) -> None:
    """Brings a recipient to its claim, which is told to `claimed`; or to the end, or to another time."""
    judged = None if errand.halt else judge(house, errand)
    if isinstance(judged, Send):
        _claim(house, errand, claimed)
        return
    head = house.conversations.threads([errand.thread]).get(errand.thread)
    if head is not None and errand.broadcast.id in head.claims:
        # It was claimed while it might go: first it must be known whether it went.
        _settle(house, errand, head, claimed)
    elif isinstance(judged, Wait):
        _wait(house, errand, judged)
    elif judged is not None:
        _refuse(house, errand, judged)
    elif errand.halt is not None:
        code, why, rule = UNSENT[errand.halt]
        _end(house, errand, Status.CANCELLED, code, why, rule)


def judge(house: House, errand: Errand) -> Verdict:
    """The last judgement: line, body, legal hours and caps. The consent is the claim's to judge."""
    if errand.over is not None:
        return errand.over
    head = _consenting(errand)
    others = without(house, errand.row.contact, errand.broadcast.id) if capped(errand.facts(head)) else ()
    return outbound.verdict(Draft(Kind.BROADCAST, errand.body), errand.facts(head, others), errand.now)


def hand_over(house: House, errand: Errand, full: Callable[[Errand], None]) -> None:
    """Gives a claimed text to the provider; where that takes nothing now, `full` is told."""
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
        wait = failures.again_after(house, broadcast.line, refusal.code, errand.now)
        if wait is None:
            _record(house, errand, Status.FAILED, None, refusal.code)
        else:
            give_back(house, errand, wait)
        return
    except ProviderBusy:
        give_back(house, errand, BACK_OFF)
        full(errand)
        return
    except ProviderUnclear:
        errand.later(ASK_AFTER)
        return
    _record(house, errand, from_provider(accepted.status) or Status.ACCEPTED, accepted.provider_id, None)


def give_back(house: House, errand: Errand, wait: timedelta) -> None:
    """The claim of a text that surely did not go."""
    house.conversations.release_broadcast(errand.thread, errand.broadcast.id, errand.now)
    errand.later(wait)


def _claim(house: House, errand: Errand, claimed: Callable[[Errand], None]) -> None:
    broadcast, introduces = errand.broadcast, not introductions.tail(errand.body, errand.brand)
    head = house.conversations.claim_broadcast(
        errand.thread, broadcast.id, broadcast.author, errand.now, introduces=introduces
    )
    if head is None:
        _unclaimed(house, errand, house.conversations.threads([errand.thread]).get(errand.thread), claimed)
        return
    standing = house.conversations.standings([errand.row.contact]).get(errand.row.contact)
    judged = outbound.verdict(Draft(Kind.BROADCAST, errand.body), errand.facts(under(head, standing)), errand.now)
    if isinstance(judged, Refuse):
        # A stop for the whole brand is stored, and this head does not bear it yet (C1); or its answers go to a group.
        house.conversations.release_broadcast(errand.thread, errand.broadcast.id, errand.now)
        _refuse(house, errand, judged)
        return
    over = judge(house, errand) if capped(errand.facts(head)) else None
    if isinstance(over, Wait):
        # Another broadcast was claimed for this contact at the same moment, and both would be one too many.
        house.conversations.release_broadcast(errand.thread, errand.broadcast.id, errand.now)
        _wait(house, errand, over)
        return
    claimed(errand)


def _consenting(errand: Errand) -> Thread:
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


def _unclaimed(house: House, errand: Errand, head: Thread | None, claimed: Callable[[Errand], None]) -> None:
    """Why the claim failed: claimed before (then its outcome is unclear), or no longer allowed."""
    if head is not None and errand.broadcast.id in head.claims:
        _settle(house, errand, head, claimed)
        return
    judged = outbound.verdict(Draft(Kind.BROADCAST, errand.body), errand.facts(head), errand.now)
    if isinstance(judged, Refuse):
        _refuse(house, errand, judged)
    else:
        errand.later(BACK_OFF)


def _settle(house: House, errand: Errand, head: Thread, claimed: Callable[[Errand], None]) -> None:
    """A claim without an outcome: ask the provider before anything else (SD-9).

    What is surely not there is judged and claimed anew, on the consent and at the hour of now: a STOP since the first
    claim stops it (C1), and so do a line that is held since, the night (Q1) and a broadcast that was cancelled (O5).
    """
    since = head.claims[errand.broadcast.id]
    errand.later(ASK_AFTER)
    if errand.now - since < ASK_AFTER:
        return
    try:
        listed = house.provider.sent_between(sender=head.line_number, to=head.phone, since=since)
    except ProviderBusy:
        return
    text = own_text(house, _as_message(errand, head, since), listed)
    if text is not None:
        _record(house, errand, from_provider(text.status) or Status.ACCEPTED, text.provider_id, text.error)
    elif errand.now - since >= RESEND_AFTER:
        house.conversations.release_broadcast(head.id, errand.broadcast.id, since)
        del errand.again[errand.row.contact]
        prepare(house, errand, claimed)


def _as_message(errand: Errand, head: Thread, claimed: datetime) -> Message:
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


def _record(house: House, errand: Errand, status: Status, provider_id: str | None, error: int | None) -> None:
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
    errand.again.pop(row.contact, None)


def _wait(house: House, errand: Errand, wait: Wait) -> None:
    """Told only where it is news: a waiting recipient may be judged again and again. A held line waits as a whole."""
    row = errand.row
    errand.again[row.contact] = wait.until
    if wait.zone and (row.until, row.code) != (wait.until, wait.code):
        house.broadcasts.wait(
            row.broadcast, row.contact, wait.until, code=wait.code, reason=wait.sentence, rule=wait.rule
        )


def _refuse(house: House, errand: Errand, refusal: Refuse) -> None:
    _end(house, errand, Status.SUPPRESSED, refusal.code, refusal.sentence, refusal.rule)


def _end(house: House, errand: Errand, status: Status, code: str, reason: str, rule: str) -> None:
    row = errand.row
    house.broadcasts.progress(row.broadcast, row.contact, status, at=errand.now, code=code, reason=reason, rule=rule)
