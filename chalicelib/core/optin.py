"""An opt-in: what becomes of somebody's ticked form, and when it may be asked to confirm (C2, C3 of reliability.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chalicelib.core import asking, confirmations, effects, introductions, lead_effects, outbound, threads
from chalicelib.core.asking import Asked, Ground
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes, Receipt, Tally
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.countries import Held
from chalicelib.core.ids import ContactId, LineId, MessageId, PersonId, thread_of, ulid
from chalicelib.core.lines import Line
from chalicelib.core.messages import PROMPT, Message
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Standing, Thread

LATE = timedelta(days=2)
"""A form that waited longer (in a dead-letter queue) is not answered out of the blue."""
UNSENT = timedelta(minutes=1)
MOST_TAGS = 50
LONGEST_EVIDENCE = 500


@dataclass(frozen=True, slots=True)
class OptIn:
    """Somebody agreed. `id` is the submission's: the same one twice is once.

    `wording` is what was agreed to, word for word; `evidence` what else proves it (form, version, page, ip, user
    agent). `confirmation` is the text that will ask for YES. `details` are a contact's own fields, `custom` are the
    brand's. `busy`: it came after too many others. `accepted`: a person of the brand looked at it and let it pass.
    `lead`: it makes a lead, too.
    """

    id: str
    phone: PhoneNumber
    at: datetime
    source: str
    wording: str
    confirmation: str
    evidence: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
    custom: Mapping[str, str] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()
    actor: PersonId | None = None
    busy: bool = False
    accepted: bool = False
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """An opt-in that a person of the brand must look at. `id` is that of the thread it is about."""

    id: str
    line: LineId
    reason: Held
    opt_in: OptIn


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands written before the decision.

    `barred` is what speaks against the number itself; `asked_today` how many were asked to confirm today; `shown` the
    thread as a text that came with the opt-in left it.
    """

    line: Line | None
    contact_id: ContactId
    thread: Thread | None = None
    standing: Standing | None = None
    contact: Contact | None = None
    brand: Brand = field(default_factory=Brand)
    barred: Held | None = None
    asked_today: int = 0
    shown: Thread | None = None


def barred(facts: Facts, now: datetime) -> Held | None:
    """Why nothing may be texted to this number, or from this line, whoever lets it pass; None where it may."""
    if facts.barred is not None:
        return facts.barred
    return Held.LINE if outbound.closed(facts.line, facts.brand, now) else None


def held(asked: OptIn, facts: Facts, now: datetime) -> Held | None:
    """Why a person of the brand must look first at an opt-in that would be asked to confirm; None where none need."""
    if asked.accepted:
        return None
    if asked.busy:
        return Held.BUSY
    if now - asked.at > LATE:
        return Held.LATE
    return Held.BUDGET if facts.asked_today >= facts.brand.opt_ins_a_day else None


def decide(asked: OptIn, facts: Facts, now: datetime) -> Changes:
    """The changes and effects; none where the contact said STOP, or was asked often enough.

    A contact that agreed before is completed by its answers; one that may not be texted is left as it is: anybody can
    fill in a form. A lead it becomes all the same: people of the brand see that it may not be texted.
    """
    if facts.line is None:
        raise LookupError("an opt-in without its line")
    changes = _decided(asked, facts, facts.line, now)
    return _with_lead(asked, facts, changes, facts.line.id, now) if asked.lead else changes


def _with_lead(asked: OptIn, facts: Facts, changes: Changes, line: LineId, now: datetime) -> Changes:
    thread = thread_of(line, facts.contact_id)
    wanted = lead_effects.came(thread, asked.source, asked.id, asked.at, {"wording": asked.wording, **asked.evidence})
    unknown = facts.contact is None and changes.contact is None
    return replace(
        changes,
        contact=_contact(asked, facts, now) if unknown else changes.contact,
        receipt=receipt(asked.id),
        effects=(*changes.effects, wanted),
    )


def _decided(asked: OptIn, facts: Facts, line: Line, now: datetime) -> Changes:
    standing = facts.standing or Standing(facts.contact_id)
    before = facts.shown or facts.thread or threads.begun(line, _known(asked, facts), standing)
    if confirmations.closed(before, standing):
        return Changes()
    contact = _contact(asked, facts, now)
    labelled = threads.labelled(before, contact)
    if before.consent is Consent.YES or confirmations.asked_lately(before, now):
        return _completed(asked, facts, labelled, contact)
    prompt = _prompt(asked, now)
    at = now if prompt else confirmations.open_from(line, labelled, facts.brand, now)
    if not confirmations.may_ask(before, standing, at):
        return Changes()
    entry = _id(asked, now, "confirmation", 2)
    body = introductions.in_request(asked.confirmation, facts.brand)
    text = confirmations.request(labelled, line, body, entry, at, at + UNSENT, prompt=prompt)
    return _asking(asked, facts, (labelled, standing, contact), text, now)


def page(address: str) -> str:
    """The address of a page as evidence: without query and fragment, which may hold a name, a number or a token."""
    return address.partition("#")[0].partition("?")[0][:LONGEST_EVIDENCE]


def receipt(submission: str) -> Receipt:
    """Makes a submission happen once."""
    return Receipt(key=f"opt-in:{submission}", print="", answer={})


def _completed(asked: OptIn, facts: Facts, thread: Thread, contact: Contact) -> Changes:
    """Only what is known of the contact changes; nothing is said to it."""
    if facts.contact == contact and facts.shown is None:
        return Changes()
    return Changes(
        before=facts.thread,
        thread=thread,
        contact=None if facts.contact == contact else contact,
        contact_before=facts.contact,
        receipt=receipt(asked.id),
    )


def _asking(
    asked: OptIn, facts: Facts, states: tuple[Thread, Standing, Contact], text: Message, now: datetime
) -> Changes:
    before, standing, contact = states
    evidence = {name: said for name, said in asked.evidence.items() if said}
    ground = Ground(asked.at, asked.source, asked.wording, evidence, asked.actor)
    done = asking.ask((before, standing), ground, text, _id(asked, now, "consent", 1), facts.brand, now)
    return Changes(
        before=facts.thread,
        thread=done.thread,
        standing_before=facts.standing,
        standing=done.standing,
        messages=(done.entry, text),
        events=(done.event,),
        contact=None if facts.contact == contact else contact,
        contact_before=facts.contact,
        receipt=receipt(asked.id),
        tally=Tally(day(now), facts.asked_today),
        effects=(effects.deliver(text.box, text.id), done.expiry, *_reminder(done, text, facts.brand, now)),
    )


def _prompt(asked: OptIn, now: datetime) -> bool:
    """Whether the contact itself opted in just now: what people of the brand enter or let pass minds the hours."""
    return asked.actor is None and not asked.accepted and now - asked.at <= PROMPT


def day(now: datetime) -> str:
    """The day by which the budget counts."""
    return now.strftime("%Y-%m-%d")


def _reminder(done: Asked, text: Message, brand: Brand, now: datetime) -> Iterable[effects.Effect]:
    if brand.remind_after:
        after = now + max(confirmations.DAY, timedelta(hours=brand.remind_after))
        yield effects.remind(done.thread.id, text.id, done.thread.events, done.until, after)


def _known(asked: OptIn, facts: Facts) -> Contact:
    return facts.contact or Contact(facts.contact_id, asked.phone)


def _contact(asked: OptIn, facts: Facts, now: datetime) -> Contact:
    """The contact with its answers. What the brand knows of it stays: filling in a form proves nothing."""
    known = facts.contact or Contact(facts.contact_id, asked.phone, source=asked.source, created=now)
    # Nor may a stranger move a known contact's legal hours by telling where it lives.
    taken = asked.details if facts.contact is None else {**asked.details, "region": "", "postcode": ""}
    new = {name: said for name, said in taken.items() if said and not getattr(known, name)}
    custom = {**asked.custom, **known.custom}
    tags = known.tags | asked.tags
    tags = tags if len(tags) <= MOST_TAGS else known.tags
    return replace(known, **new, custom=custom, tags=tags)  # type: ignore[arg-type]


def _id(asked: OptIn, now: datetime, cause: str, place: int) -> MessageId:
    return MessageId(ulid(int(now.timestamp() * 1000) + place, f"{asked.id}:{cause}"))
