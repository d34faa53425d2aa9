"""One recipient's text: judged, claimed on the thread's head, confirmed, handed over, recorded; or ended unsent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from chalicelib.core import access, introductions
from chalicelib.core.broadcasts import UNSENT
from chalicelib.core.consent import Consent
from chalicelib.core.messages import Status, from_provider
from chalicelib.core.outbound import Refuse, Send, Verdict, Wait
from chalicelib.core.selection import DELETED, in_time, skipped
from chalicelib.core.threads import Standing, Thread, under
from chalicelib.flows import failures
from chalicelib.flows.deliver import ASK_AFTER, BACK_OFF, RESEND_AFTER
from chalicelib.flows.errand import Errand
from chalicelib.flows.own_texts import as_message, own_text
from chalicelib.flows.ports import House, ProviderBusy, ProviderRefused, ProviderUnclear
from chalicelib.flows.spent import capped, without


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
    """The last judgement: line, body, hours, caps, the broadcast's end. The consent is the claim's to judge."""
    if errand.contact is None:
        return DELETED
    end = errand.broadcast.not_after
    if errand.over is not None:
        return in_time(errand.over, end)
    head = _consenting(errand)
    others = without(house, errand.row.contact, errand.broadcast.id) if capped(errand.facts(head)) else ()
    return in_time(errand.verdict(head, others), end)


def confirmed(house: House, errand: Errand, standing: Standing | None) -> bool:
    """Whether a claimed text may go by what else is known after its claim; else the claim is given back.

    A stop for the whole brand is stored, and the claimed head does not bear it yet (C1); or its answers go to a group;
    or another broadcast was claimed for this contact at the same moment, and both would be one too many.
    """
    if errand.head is None:
        raise LookupError("a claimed text without the head of its claim")
    judged = errand.verdict(under(errand.head, standing))
    if not isinstance(judged, Refuse):
        judged = judge(house, errand) if capped(errand.facts(errand.head)) else Send("claimed")
    if isinstance(judged, Send):
        return True
    house.conversations.release_broadcast(errand.thread, errand.broadcast.id, errand.now)
    if isinstance(judged, Wait):
        _wait(house, errand, judged)
    else:
        _refuse(house, errand, judged)
    return False


def hand_over(house: House, errand: Errand, full: Callable[[Errand], None]) -> bool:
    """Gives a claimed text to the provider, and tells whether it may have taken it; where that takes nothing now, or
    does not answer, `full` is told."""
    row, broadcast = errand.row, errand.broadcast
    try:
        accepted = house.provider.send(
            sender=broadcast.line_number,
            to=row.phone,
            body=errand.body,
            media=errand.media,
            ref=f"b.{broadcast.id}.{row.contact}",
        )
    except ProviderRefused as refusal:
        wait = failures.again_after(house, broadcast.line, refusal.code, errand.now)
        if wait is None:
            _record(house, errand, Status.FAILED, None, refusal.code)
        else:
            give_back(house, errand, wait)
        return False
    except ProviderBusy:
        give_back(house, errand, BACK_OFF)
        full(errand)
        return False
    except ProviderUnclear:
        errand.later(ASK_AFTER)
        full(errand)
        return True
    _record(house, errand, from_provider(accepted.status) or Status.ACCEPTED, accepted.provider_id, None)
    return True


def give_back(house: House, errand: Errand, wait: timedelta) -> None:
    """The claim of a text that surely did not go."""
    house.conversations.release_broadcast(errand.thread, errand.broadcast.id, errand.now)
    errand.later(wait)


def _claim(house: House, errand: Errand, claimed: Callable[[Errand], None]) -> None:
    broadcast, introduces = errand.broadcast, not introductions.tail(errand.body, errand.brand)
    skip, now = broadcast.goes_to.skip, errand.now
    holder = access.answered_to(broadcast.author, errand.line) if errand.line else broadcast.author
    head = house.conversations.claim_broadcast(
        errand.thread, broadcast.id, holder, now, introduces=introduces, skip=skip
    )
    if head is None:
        _unclaimed(house, errand, house.conversations.threads([errand.thread]).get(errand.thread), claimed)
        return
    claimed(replace(errand, head=head))


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
    """Why the claim failed: claimed before (then its outcome is unclear), no longer allowed, or to be left in peace."""
    broadcast = errand.broadcast
    if head is not None and broadcast.id in head.claims:
        _settle(house, errand, head, claimed)
        return
    judged = errand.verdict(head)
    refused = judged if isinstance(judged, Refuse) else skipped(head, broadcast.goes_to.skip, broadcast.id, errand.now)
    if refused is not None:
        _refuse(house, errand, refused)
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
    text = own_text(house, as_message(head, errand.broadcast, errand.body, since), listed)
    if text is not None:
        _record(house, errand, from_provider(text.status) or Status.ACCEPTED, text.provider_id, text.error)
    elif errand.now - since >= RESEND_AFTER:
        house.conversations.release_broadcast(head.id, errand.broadcast.id, since)
        del errand.again[errand.row.contact]
        prepare(house, errand, claimed)


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
