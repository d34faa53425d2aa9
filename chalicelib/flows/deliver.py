"""One saved text to the provider: judge, claim, hand over, record; what is unclear is asked about first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import messages, outbound, own_numbers, recapture, resting
from chalicelib.core.consent import Act
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import BroadcastId, MessageId, PersonId, ThreadId, owner_of, thread_of, thread_parts
from chalicelib.core.messages import Message, Origin, Status, from_provider
from chalicelib.core.outbound import Draft, Facts, Kind, Refuse, Send, Wait
from chalicelib.core.threads import under
from chalicelib.flows import failures, media
from chalicelib.flows.own_texts import own_text
from chalicelib.flows.ports import Guard, House, ProviderBusy, ProviderRefused, ProviderUnclear, Snapshot
from chalicelib.flows.renewals import renew
from chalicelib.flows.spent import capped, without

ASK_AFTER = timedelta(minutes=2)
"""A claimed text without an outcome is asked about at this pace: a worker lives shorter, so none still holds it."""
RESEND_AFTER = timedelta(minutes=10)
"""Only after this, and only if the provider's list does not have it, is an unclear text handed over again (O2)."""
RECEIPT_AFTER = timedelta(minutes=15)
BACK_OFF = timedelta(seconds=30)
PICTURE_GONE = "Its picture is not here any more. Attach it to a new text."


def deliver(house: House, box: str, message: MessageId, now: datetime) -> datetime | None:
    """Brings one text a step further, whatever step a crash or a repeat finds it at.

    Of an alert that the provider took now: since when it was to be told (AL-3). Of one whose answer was lost nobody
    knows how long it took.
    """
    found, facts = _load(house, box, message)
    if found is None:
        return None
    taken = False
    if found.status is Status.QUEUED:
        taken = _judge(house, found, facts, now)
    elif found.status is Status.SENDING:
        taken = _settle(house, found, facts, now)
    elif not found.status.final:
        _ask_receipt(house, found, now)
    return found.since if taken else None


def _load(house: House, box: str, message: MessageId) -> tuple[Message | None, Facts]:
    person = owner_of(box)
    if person is not None:
        return _load_staff(house, person, (box, message))
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


def _load_staff(house: House, person: PersonId, place: tuple[str, MessageId]) -> tuple[Message | None, Facts]:
    """A text to a person's own phone, which it must still be; or to one whose owner may have said STOP as a contact."""
    first = house.conversations.load(person=person, message=place, with_brand=True)
    text, staff = first.message, first.person
    if text is None or text.sender is None or text.to is None:
        return text, Facts(None, staff=staff)
    line, brand = house.team.line(house.ids.line(text.sender)), first.brand or house.first_brand
    if text.origin is not Origin.CODE:
        changed = staff is not None and staff.phone != text.to
        return text, Facts(line, staff=replace(staff, phone=None) if staff and changed else staff, brand=brand)
    filled = replace(text, body=own_numbers.filled(text.body, house.ids.code(person, text.id)))
    contact = Contact(house.ids.contact(text.to), text.to)
    found = house.conversations.load(line=line.id, contact=contact.id) if line else Snapshot()
    head = own_numbers.head(line, contact, found.thread, found.standing) if line else None
    return filled, Facts(line, head, staff=staff, brand=brand)


def _kind(message: Message) -> Kind:
    if message.origin in (Origin.ALERT, Origin.COPY):
        return Kind.STAFF
    if message.origin is Origin.CODE:
        return Kind.CODE
    if message.opt_in or message.origin is Origin.RELAY:
        return Kind.CONFIRMATION if message.opt_in else Kind.RELAY
    if message.origin is Origin.AUTOMATIC:
        plain = Kind.AWAY if message.away else Kind.ANSWER
        return Kind.WELCOME if message.answers in (Act.START, Act.CONFIRM) else plain
    return Kind.MANUAL


def _judge(house: House, message: Message, facts: Facts, now: datetime) -> bool:
    """The last judgement: STOP since the text was written suppresses it (C7). Whether the provider took it."""
    prompt = messages.prompt(message, now)
    files, chat = len(message.files), message.chat
    draft = Draft(_kind(message), message.body, prompt=prompt, written=message.at, files=files, chat=chat)
    counts = facts.thread is not None and outbound.counts(draft) and capped(facts)
    outcome = _verdict(house, message, draft, facts, now, counts=counts)
    match outcome:
        case Send():
            guard: Guard | None = None
            # A code goes to numbers of which nothing is written yet: a STOP that is, by the claim, must stop it too.
            if facts.thread and (outcome.consent or draft.kind is Kind.CODE):
                guard = Guard(facts.thread.id, outcome.consent, outcome.stopped, _ground(message), counts)
            lent = _lent(house, message, now)
            if lent is None or not house.conversations.claim(lent, now, now + ASK_AFTER, guard):
                # Another worker has it, or consent moved between the judgement and the claim: the schedule looks again.
                return False
            return _claimed(house, replace(lent, status=Status.SENDING, claimed=now), draft, facts, now, counts=counts)
        case Wait():
            house.conversations.postpone(message, outcome.until)
        case Refuse():
            again = renew(house, message, now) if outcome.code == outbound.LATE and message.opt_in else None
            if again is None:
                failures.by_email(house, message, None, now)
                failures.unsent(house, message, now)
                house.conversations.progress(message.box, message.id, Status.SUPPRESSED, reason=outcome.sentence)
            elif again <= now:
                deliver(house, message.box, message.id, now)
    return False


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
    return resting.judged(outbound.verdict(draft, facts, now), draft.kind, facts.line, now)


def _lent(house: House, message: Message, now: datetime) -> Message | None:
    """The text with the addresses where its files are to be fetched; None where one is gone: then it has failed."""
    lent = media.lend(house, message)
    if lent is None:
        failures.unsent(house, message, now)
        house.conversations.progress(message.box, message.id, Status.FAILED, reason=PICTURE_GONE)
        return None
    return replace(message, media=tuple(lent))


def _ground(message: Message) -> ThreadId | None:
    """The thread on the old line whose Yes a recapture goes by."""
    return thread_of(message.rests_on, thread_parts(message.box)[1]) if message.rests_on else None


def _claimed(house: House, message: Message, draft: Draft, facts: Facts, now: datetime, *, counts: bool) -> bool:
    over = _verdict(house, message, draft, facts, now, counts=counts) if counts else None
    if isinstance(over, Wait) and facts.thread is not None:
        # A broadcast was claimed for this contact at the same moment, and both would be one too many.
        house.conversations.release(message, over.until)
        house.conversations.release_broadcast(facts.thread.id, BroadcastId(message.id), now)
        return False
    return hand_over(house, message, now)


def hand_over(house: House, message: Message, now: datetime) -> bool:
    """Gives a claimed text to the provider and records what it says; whether it took the text."""
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
        return False
    except ProviderBusy:
        # The schedule comes back sooner than the queue would, and without a second job for the same text.
        if not failures.given_up(house, message, now):
            house.conversations.release(message, now + BACK_OFF)
        return False
    except ProviderUnclear:
        return False
    _record(house, message, accepted.provider_id, accepted.status, None, now)
    return True


def _settle(house: House, message: Message, facts: Facts, now: datetime) -> bool:
    """An unclear text: found at the provider it is recorded; surely not there, it is judged and claimed anew. Whether
    the provider took it now.

    Its old claim is given up first: a STOP since then must stop it, as it would any other text (C1).
    """
    if message.claimed is None or message.sender is None or message.to is None:
        raise LookupError("a claimed text without its claim")
    if now - message.claimed < ASK_AFTER:
        return False
    try:
        listed = house.provider.sent_between(sender=message.sender, to=message.to, since=message.claimed)
    except ProviderBusy:
        if not failures.given_up(house, message, now):
            house.conversations.postpone(message, now + ASK_AFTER)
        return False
    text = own_text(house, message, listed)
    if text is not None:
        _record(house, message, text.provider_id, text.status, text.error, now)
    elif now - message.claimed < RESEND_AFTER:
        house.conversations.postpone(message, now + ASK_AFTER)
    elif not failures.given_up(house, message, now):
        house.conversations.release(message, now)
        return _judge(house, replace(message, status=Status.QUEUED, claimed=None, due=now), facts, now)
    return False


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
        failures.consequences_of(house, message, error, now)
    if ours in messages.LOST:
        failures.unsent(house, message, now)
    return house.conversations.progress(
        message.box, message.id, ours, provider_id=provider_id, error=error, reason=reason, due=due
    )
