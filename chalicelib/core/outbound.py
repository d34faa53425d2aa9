"""The one door: whatever is texted, by whomever, passes `verdict` when it is written and again when it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.core import wording
from chalicelib.core.consent import Consent
from chalicelib.core.errors import Invalid, Refused
from chalicelib.core.lines import Line
from chalicelib.core.people import Person
from chalicelib.core.threads import Thread

CONVERSATION = timedelta(days=14)
"""How long a person may be answered after it wrote (CN-8): CTIA Messaging Principles 2023, 5.1, conversational."""


class Kind(StrEnum):
    """What sort of text it is; the rules differ by it."""

    MANUAL = "manual"
    BROADCAST = "broadcast"
    ANSWER = "answer"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Draft:
    """`ANSWER` is the single reply to STOP or START; `STAFF` goes to a rep's own phone (alerts, copies)."""

    kind: Kind
    body: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The line, the thread's head (None: no thread yet), and for STAFF the person."""

    line: Line | None
    thread: Thread | None = None
    staff: Person | None = None


@dataclass(frozen=True, slots=True)
class Send:
    """It may go. `consent` and `stopped` are what the claim demands still to be so."""

    basis: str
    consent: Consent | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    until: datetime
    code: str
    rule: str


@dataclass(frozen=True, slots=True)
class Refuse:
    code: str
    sentence: str
    rule: str


Verdict = Send | Wait | Refuse


def verdict(draft: Draft, facts: Facts, now: datetime) -> Verdict:
    """Whether this text may go now, must wait, or may not go: with code, sentence and rule (SD-13)."""
    if facts.line is None or not facts.line.active:
        return Refuse("line_inactive", "This line is switched off. Choose another line.", "LN-1")
    try:
        wording.check_body(draft.body)
    except Invalid as fault:
        return Refuse("body", fault.fields["body"], "SD-1")
    if draft.kind is Kind.STAFF:
        return _staff(facts.staff)
    if draft.kind is Kind.ANSWER:
        return Send("answer")
    return _to_contact(draft.kind, facts.thread, now)


def _staff(person: Person | None) -> Verdict:
    if person is None or not person.active or person.phone is None:
        return Refuse("no_own_phone", "This person has no phone of its own on record.", "AL-1")
    return Send("staff")


def _to_contact(kind: Kind, thread: Thread | None, now: datetime) -> Verdict:
    consent = thread.consent if thread else Consent.NONE
    if consent is Consent.NO:
        return Refuse("consent_no", "This contact opted out of this line. Only its own START changes that.", "CN-3")
    if thread is not None and thread.stopped:
        return Refuse("stopped", "This contact said STOP to the brand. Only its own START changes that.", "CN-12")
    if consent is Consent.PENDING:
        return Refuse("consent_pending", "This contact has not yet confirmed with YES. Wait for its answer.", "CN-2")
    if consent is Consent.YES:
        return Send("consent", consent)
    if kind is Kind.MANUAL and thread is not None and answerable_until(thread, now) is not None:
        return Send("conversation", consent)
    return Refuse(
        "consent_missing",
        "This contact has not agreed to texts from this line. It can text first, or opt in with your form.",
        "CN-1",
    )


def answerable_until(thread: Thread, now: datetime) -> datetime | None:
    """Until when a person without consent may be answered one-to-one; None when it may not (CN-8)."""
    if thread.last_inbound is None or thread.consent is not Consent.NONE or thread.stopped:
        return None
    until = thread.last_inbound + CONVERSATION
    return until if now < until else None


def demand(outcome: Verdict) -> Send:
    """The Send, or the error that tells the caller code, sentence, rule and when it may go."""
    if isinstance(outcome, Send):
        return outcome
    if isinstance(outcome, Wait):
        raise Refused(outcome.code, "This text must wait.", outcome.rule, outcome.until)
    raise Refused(outcome.code, outcome.sentence, outcome.rule)
