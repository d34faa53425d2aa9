"""One saved text to the provider: judge, claim, hand over, record; what is unclear is asked about first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import messages, outbound, recapture
from chalicelib.core.consent import Act
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import BroadcastId, MessageId, PersonId, ThreadId, thread_of, thread_parts
from chalicelib.core.messages import Message, Origin, Status, from_provider
from chalicelib.core.outbound import Draft, Facts, Kind, Refuse, Send, Wait
from chalicelib.core.threads import under
from chalicelib.flows import failures, media
from chalicelib.flows.own_texts import own_text
from chalicelib.flows.ports import Guard, House, ProviderBusy, ProviderRefused, ProviderUnclear
from chalicelib.flows.renewals import renew
from chalicelib.flows.spent import capped, without

ASK_AFTER = timedelta(minutes=2)
"""A claimed text without an outcome is asked about at this pace: a worker lives shorter, so none still holds it."""
RESEND_AFTER = timedelta(minutes=10)
"""Only after this, and only if the provider's list does not have it, is an unclear text handed over again (O2)."""
RECEIPT_AFTER = timedelta(minutes=15)
BACK_OFF = timedelta(seconds=30)
STAFF_BOX = "person#"
PICTURE_GONE = "Its picture is not here any more. Attach it to a new text."


def deliver(house: House, box: str, message: MessageId, now: datetime) -> None:
    """Brings one text a step further, whatever step a crash or a repeat finds it at."""
    found, facts = _load(house, box, message)
    if found is None:
        return
    if found.status is Status.QUEUED:
        _judge(house, found, facts, now)
    elif found.status is Status.SENDING:
        _settle(house, found, facts, now)
    elif not found.status.final:
        _ask_receipt(house, found, now)


def _load(house: House, box: str, message: MessageId) -> tuple[Message | None, Facts]:
    if box.startswith(STAFF_BOX):
        person = PersonId(box.removeprefix(STAFF_BOX))
        first = house.conversations.load(person=person, message=(box, message), with_brand=True)
        line = house.team.line(house.ids.line(first.message.sender)) if first.message and first.message.sender else None
        return first.message, Facts(line, staff=first.person, brand=first.brand or house.first_brand)
    try:
        line_id, contact = thread_parts(box)
    except NotFound:
        return None, Facts(None)
    found = house.conversations.load(
        line=line_id, contact=contact, message=(box, message), with_contact=True, with_brand=True
    )
    brand = found.brand or house.first_brand
    thread = under(found.thread, found.standing) if found.thread else None
    return found.message, Facts(found.line, thread, contact=found.contact, brand=brand)


def _kind(message: Message) -> Kind:
    if message.origin in (Origin.ALERT, Origin.COPY):
        return Kind.STAFF
    if message.opt_in or message.origin is Origin.RELAY:
        return Kind.CONFIRMATION if message.opt_in else Kind.RELAY
    if message.origin is Origin.AUTOMATIC:
        plain = Kind.AWAY if message.away else Kind.ANSWER
        return Kind.WELCOME if message.answers in (Act.START, Act.CONFIRM) else plain
    return Kind.MANUAL


def _judge(house: House, message: Message, facts: Facts, now: datetime) -> None:
    """The last judgement: STOP since the text was written suppresses it (C7)."""
    prompt = messages.prompt(message, now)
    files, chat = len(message.files), message.chat
    draft = Draft(_kind(message), message.body, prompt=prompt, written=message.at, files=files, chat=chat)
    counts = facts.thread is not None and outbound.counts(draft) and capped(facts)
    outcome = _verdict(house, message, draft, facts, now, counts=counts)
    match outcome:
        case Send():
            guard: Guard | None = None
            if facts.thread and outcome.consent:
                guard = Guard(facts.thread.id, outcome.consent, outcome.stopped, _ground(message), counts)
            lent = _lent(house, message)
            if lent is None or not house.conversations.claim(lent, now, now + ASK_AFTER, guard):
                # Another worker has it, or consent moved between the judgement and the claim: the schedule looks again.
                return
            _claimed(house, replace(lent, status=Status.SENDING, claimed=now), draft, facts, now, counts=counts)
        case Wait():
            house.conversations.postpone(message, outcome.until)
        case Refuse():
            again = renew(house, message, now) if outcome.code == outbound.LATE and message.opt_in else None
            if again is None:
                house.conversations.progress(message.box, message.id, Status.SUPPRESSED, reason=outcome.sentence)
            elif again <= now:
                deliver(house, message.box, message.id, now)


def _verdict(
    house: House, message: Message, draft: Draft, facts: Facts, now: datetime, *, counts: bool
) -> outbound.Verdict:
    """By all that counts for this text: what its contact got on other lines, and the Yes that a recapture goes by."""
    ground = _ground(message)
    if ground is not None:
        withdrawn = recapture.withdrawn(house.conversations.threads([ground]).get(ground))
        if withdrawn is not None:
            return withdrawn
    if counts and facts.thread is not None:
        others = without(house, facts.thread.contact, message.id)
        facts = replace(facts, thread=replace(facts.thread, claims={}), others=others)
    return outbound.verdict(draft, facts, now)


def _lent(house: House, message: Message) -> Message | None:
    """The text with the addresses where its files are to be fetched; None where one is gone: then it has failed."""
    lent = media.lend(house, message)
    if lent is None:
        house.conversations.progress(message.box, message.id, Status.FAILED, reason=PICTURE_GONE)
        return None
    return replace(message, media=tuple(lent))


def _ground(message: Message) -> ThreadId | None:
    """The thread on the old line whose Yes a recapture goes by."""
    return thread_of(message.rests_on, thread_parts(message.box)[1]) if message.rests_on else None


def _claimed(house: House, message: Message, draft: Draft, facts: Facts, now: datetime, *, counts: bool) -> None:
    over = _verdict(house, message, draft, facts, now, counts=counts) if counts else None
    if isinstance(over, Wait) and facts.thread is not None:
        # A broadcast was claimed for this contact at the same moment, and both would be one too many.
        house.conversations.release(message, over.until)
        house.conversations.release_broadcast(facts.thread.id, BroadcastId(message.id), now)
        return
    hand_over(house, message, now)


def hand_over(house: House, message: Message, now: datetime) -> None:
    """Gives a claimed text to the provider and records what it says."""
    if message.sender is None or message.to is None:
        raise LookupError("a text without numbers")
    try:
        accepted = house.provider.send(
            sender=message.sender,
            to=message.to,
            body=message.body,
            media=message.media,
            ref=f"m.{message.box}.{message.id}",
        )
    except ProviderRefused as refusal:
        failures.refused(house, message, refusal.code, now)
        return
    except ProviderBusy:
        # The schedule comes back sooner than the queue would, and without a second job for the same text.
        house.conversations.release(message, now + BACK_OFF)
        return
    except ProviderUnclear:
        return
    _record(house, message, accepted.provider_id, accepted.status, None, now)


def _settle(house: House, message: Message, facts: Facts, now: datetime) -> None:
    """An unclear text: found at the provider it is recorded; surely not there, it is judged and claimed anew.

    Its old claim is given up first: a STOP since then must stop it, as it would any other text (C1).
    """
    if message.claimed is None or message.sender is None or message.to is None:
        raise LookupError("a claimed text without its claim")
    if now - message.claimed < ASK_AFTER:
        return
    try:
        listed = house.provider.sent_between(sender=message.sender, to=message.to, since=message.claimed)
    except ProviderBusy:
        house.conversations.postpone(message, now + ASK_AFTER)
        return
    text = own_text(house, message, listed)
    if text is not None:
        _record(house, message, text.provider_id, text.status, text.error, now)
    elif now - message.claimed < RESEND_AFTER:
        house.conversations.postpone(message, now + ASK_AFTER)
    else:
        house.conversations.release(message, now)
        _judge(house, replace(message, status=Status.QUEUED, claimed=None, due=now), facts, now)


def _ask_receipt(house: House, message: Message, now: datetime) -> None:
    """A text whose last callback never came: the provider knows its fate (O3)."""
    if message.provider_id is None:
        return
    try:
        text = house.provider.fetch(message.provider_id)
    except ProviderBusy:
        text = None
    if text is None or not _record(house, message, text.provider_id, text.status, text.error, now):
        house.conversations.postpone(message, now + max(RECEIPT_AFTER, now - message.at))


def _record(house: House, message: Message, provider_id: str, status: str, error: int | None, now: datetime) -> bool:
    ours = from_provider(status) or Status.ACCEPTED
    due = None if ours.final else now + RECEIPT_AFTER
    reason = failures.title(error)
    if error is not None and ours.final:
        failures.consequences(house, failures.line_of(house, message), message.thread, error, now)
    return house.conversations.progress(
        message.box, message.id, ours, provider_id=provider_id, error=error, reason=reason, due=due
    )
