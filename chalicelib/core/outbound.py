"""The one door: whatever is texted, by whomever, passes `verdict` when it is written and again when it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from chalicelib.core import merge, own_numbers, provider_errors, wording
from chalicelib.core.brand import Brand
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Invalid, Refused
from chalicelib.core.ids import ThreadId, is_chat
from chalicelib.core.lines import Line, Verification
from chalicelib.core.messages import PROMPT
from chalicelib.core.people import Person
from chalicelib.core.placing import seat_refusal
from chalicelib.core.threads import Thread
from chalicelib.core.verdicts import Kind, Refuse, Send, Verdict, Wait

if TYPE_CHECKING:  # the clock and its zones are for who judges a text, not for who takes one in
    from chalicelib.core.places import Place

__all__ = ["Draft", "Facts", "Kind", "Refuse", "Send", "Verdict", "Wait", "closed", "demand", "held", "verdict"]

CONVERSATION = timedelta(days=14)
"""How long a person may be answered after it wrote (CN-8): CTIA Messaging Principles 2023, 5.1, conversational."""
ANSWERED_WITHIN = timedelta(minutes=5)
"""47 CFR 64.1200(a)(12): a stop is confirmed within five minutes, and what is said so late is said out of the blue."""
HELD = timedelta(minutes=15)
"""A text of a line that is not ready is looked at again at this pace."""

CONFIRMATION_LATE = timedelta(hours=1)
"""A request to confirm that waited longer does not go under its old moment: core.pending.renewed gives it a new one."""
LATE = "late"


@dataclass(frozen=True, slots=True)
class Draft:
    """`ANSWER` is the single reply to STOP or HELP, `WELCOME` that to START or YES; `AWAY` says that nobody is there;
    `CONFIRMATION` asks for a YES; `RELAY` is a member's copy of what was said in a group conversation;
    `STAFF` goes to a rep's own phone (alerts, copies), `CODE` to one that it says is its own. `prompt`: it answers what
    the contact did just now, and goes at any hour. `written` is when it was meant to go, where lateness matters.
    `files` is how many go with it. `chat` is the group conversation of a copy that goes only to who takes part in it.
    """

    kind: Kind
    body: str
    prompt: bool = False
    written: datetime | None = None
    files: int = 0
    chat: ThreadId | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """The line, the thread's head and the contact (None: not known yet), the brand, and for STAFF the person.

    `others` are the contact's heads on other lines: what was sold there counts for the caps of its state.
    """

    line: Line | None
    thread: Thread | None = None
    staff: Person | None = None
    contact: Contact | None = None
    brand: Brand = field(default_factory=Brand)
    others: tuple[Thread, ...] = ()

    @property
    def place(self) -> Place:
        """Where the contact is; of whom nobody knows, where the line is, or the brand."""
        from chalicelib.core.places import place_of

        return place_of(self.contact or self.thread, self.line.zone if self.line else "", self.brand.zone)


def verdict(draft: Draft, facts: Facts, now: datetime) -> Verdict:
    """Whether this text may go now, must wait, or may not go: with code, sentence and rule (SD-13)."""
    shut = closed(facts.line, facts.brand, now)
    if isinstance(shut, Refuse):
        return shut
    try:
        wording.check_body(draft.body, files=draft.files)
    except Invalid as fault:
        return Refuse("body", fault.fields["body"], "SD-1")
    if merge.unfilled(draft.body):
        return Refuse("unfilled", "A field in this text was not filled in, or {{ or }} is left. Take it out.", "O8")
    if shut is not None:
        return shut
    if draft.kind is Kind.STAFF:
        return _staff(facts.staff)
    if draft.kind is Kind.CODE:
        return own_numbers.verdict(facts.staff, facts.thread, draft.written, now)
    if draft.kind in (Kind.ANSWER, Kind.WELCOME, Kind.AWAY):
        return _answer(draft, facts.thread, now)
    outcome = _unreachable(facts.contact, facts.thread) or _late(draft, now) or _to_contact(draft, facts.thread, now)
    return _timely(draft, facts, outcome, now) if isinstance(outcome, Send) else outcome


def closed(line: Line | None, brand: Brand, now: datetime) -> Refuse | Wait | None:
    """What speaks against every text of this line, whoever it is for; None: it may text."""
    if line is None or not line.active:
        return Refuse("line_inactive", "This line is switched off. Choose another line.", "LN-1")
    if not brand.texting:
        return Refuse("texting_off", "Texting is switched off for this brand. An admin can switch it on.", "AD-3")
    return held(line, now)


def held(line: Line, now: datetime) -> Wait | None:
    """What is not ready is held, not burnt as failures (LN-6)."""
    if line.verification is not Verification.VERIFIED:
        why = f"Carriers have not verified this line yet ({line.verification}). Its texts wait until they have."
    elif line.held:
        why = f"This line is held: {line.held} Its texts wait until an admin releases it."
    else:
        return None
    return Wait(now + HELD, "line_held", "LN-6", why)


def _unreachable(contact: Contact | None, thread: Thread | None) -> Refuse | None:
    if thread is not None and is_chat(thread.id):
        return Refuse("group_chat", "This is a group conversation: each member has its own number and consent.", "SD-3")
    if contact is None or contact.unreachable is None:
        return None
    title = provider_errors.explain(contact.unreachable).title
    return Refuse("number_unreachable", f"This number takes no texts: {title}. Correct the number.", "CT-6")


def _late(draft: Draft, now: datetime) -> Refuse | None:
    """What asks for YES goes at the moment that limits count, or soon after: else yesterday's and today's would reach
    the handset together (C2). One that is still wanted gets a new moment."""
    if draft.kind is not Kind.CONFIRMATION or draft.written is None or now - draft.written <= CONFIRMATION_LATE:
        return None
    return Refuse(LATE, "This request to confirm waited too long and was not sent. The form may be sent again.", "C2")


def _answer(draft: Draft, thread: Thread | None, now: datetime) -> Verdict:
    """The reply to a word of consent goes at once or not at all; a START is answered while nothing has overtaken it.

    So does what says that nobody is there; it needs the same basis as a person's own answer (CN-8).
    """
    if draft.written is not None and now - draft.written > ANSWERED_WITHIN:
        return Refuse(LATE, "This answer waited too long and was not sent.", "C2")
    return Send("answer") if draft.kind is Kind.ANSWER else _to_contact(draft, thread, now)


def _staff(person: Person | None) -> Verdict:
    if person is None or not person.active or person.phone is None:
        return Refuse("no_own_phone", "This person has no phone of its own on record.", "AL-1")
    if person.texts_stopped:
        return Refuse("texts_stopped", "This person texted STOP to its alerts. Its START brings them back.", "AL-1")
    return Send("staff")


def _to_contact(draft: Draft, thread: Thread | None, now: datetime) -> Verdict:
    kind, consent = draft.kind, thread.consent if thread else Consent.NONE
    barred = _barred(thread, consent) or seat_refusal(kind, draft.chat, thread)
    if barred is not None:
        return barred
    if kind is Kind.CONFIRMATION:
        return _confirmation(consent)
    if consent is Consent.PENDING:
        return Refuse("consent_pending", "This contact has not yet confirmed with YES. Wait for its answer.", "CN-2")
    if consent is Consent.YES:
        return Send("consent", consent)
    if kind in (Kind.MANUAL, Kind.AWAY) and thread is not None and answerable_until(thread, now) is not None:
        return Send("conversation", consent)
    return Refuse(
        "consent_missing",
        "This contact has not agreed to texts from this line. It can text first, or opt in with your form.",
        "CN-1",
    )


def _barred(thread: Thread | None, consent: Consent) -> Refuse | None:
    """What the contact itself said against it, or may have said."""
    if consent is Consent.NO:
        return Refuse("consent_no", "This contact opted out of this line. Only its own START changes that.", "CN-3")
    if thread is not None and thread.stopped:
        return Refuse("stopped", "This contact said STOP to the brand. Only its own START changes that.", "CN-12")
    if thread is not None and thread.frozen:
        return Refuse("doubtful", "This contact may have asked to stop. Answer that question first.", "CN-9")
    return None


def _timely(draft: Draft, facts: Facts, send: Send, now: datetime) -> Send | Wait:
    """CN-10: what nobody waits for goes in legal hours only; who writes one-to-one is warned and decides."""
    if draft.prompt:
        return send
    from chalicelib.core.hours import capped_until
    from chalicelib.core.quiet import capped, quiet

    place = facts.place
    shut = quiet(place, now)
    if draft.kind is Kind.MANUAL and not _overdue(draft, now):
        return replace(send, warning=shut.warning) if shut else send
    if shut:
        return Wait(shut.until, "quiet_hours", "CN-10", shut.sentence, shut.zone)
    if not counts(draft):
        return send
    until = capped_until(place, commercial(facts), now)
    if until:
        return Wait(until, "daily_cap", "CN-10", capped(place, until, now), place.zones[0])
    return send


def _overdue(draft: Draft, now: datetime) -> bool:
    """Whether a text was held up for long: whoever wrote it decided about another hour than this one."""
    return draft.written is not None and now - draft.written > PROMPT


def counts(draft: Draft) -> bool:
    """Whether a text counts for a state's cap, and is held by it: what goes out unasked, by a machine.

    Fla. Stat. 501.616(6)(b) and 15 O.S. 775C.4: three "commercial telephone solicitation" calls or texts in 24 hours,
    whatever number they come from. That is broadcasts, reminders and recaptures; not what answers the contact, nor
    what a person writes one-to-one, who is warned of the hour and decides.
    """
    return draft.kind is Kind.BROADCAST or (draft.kind is Kind.CONFIRMATION and not draft.prompt)


def commercial(facts: Facts) -> Iterator[datetime]:
    """When such texts went, or are going, to the contact, on whatever line."""
    heads = (facts.thread, *facts.others) if facts.thread else facts.others
    return chain.from_iterable(head.claims.values() for head in heads)


def _confirmation(consent: Consent) -> Verdict:
    """It asks an unconfirmed opt-in for its YES, and nobody else (C2)."""
    if consent is Consent.PENDING:
        return Send("opt_in", consent)
    return Refuse("not_pending", "There is no opt-in to confirm any more.", "CN-2")


def answerable_until(thread: Thread, now: datetime) -> datetime | None:
    """Until when a person without consent may be answered one-to-one; None when it may not (CN-8)."""
    if thread.last_inbound is None or thread.consent is not Consent.NONE or thread.stopped or thread.frozen:
        return None
    until = thread.last_inbound + CONVERSATION
    return until if now < until else None


def demand(outcome: Verdict) -> Send:
    """The Send, or the error that tells the caller code, sentence, rule and when it may go."""
    if isinstance(outcome, Send):
        return outcome
    raise Refused(outcome.code, outcome.sentence, outcome.rule, outcome.until if isinstance(outcome, Wait) else None)
