"""Entries of a timeline that the product writes itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chalicelib.core.consent import Act, Consent, ConsentEvent
from chalicelib.core.ids import MessageId, PersonId, ThreadId
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.people import Person
from chalicelib.core.threads import Thread

_QUESTIONS = {
    Act.DOUBT: "This may mean stop. Texts are on hold.",
    Act.CLEAR: "It did not mean stop. Texts may go again.",
}
_CHANGES = {
    Consent.PENDING: "Consent asked for.",
    Consent.YES: "Consent given.",
    Consent.NO: "Consent withdrawn.",
    Consent.NONE: "Consent not given in time.",
}


def consent_entry(event: ConsentEvent, thread: ThreadId, entry: MessageId) -> Message:
    """How a change of consent stands in the timeline."""
    return Message(
        box=thread,
        id=entry,
        direction=Direction.IN,
        origin=Origin.CONSENT,
        body=_QUESTIONS.get(event.act, _CHANGES[event.after]),
        reason=event.act.value,
        at=event.at,
        status=Status.RECEIVED,
        author=event.actor,
        thread=thread,
    )


def assignment(
    thread: Thread, holder: Person | None, author: PersonId | None, entry: MessageId, at: datetime
) -> Message:
    """How a change of hands stands in the timeline (TH-8); `holder` is who has the thread now,
    `author` who did it (None: a rule)."""
    return Message(
        box=thread.id,
        id=entry,
        direction=Direction.OUT,
        origin=Origin.ASSIGNMENT,
        body=f"Assigned to {holder.name}" if holder else "Assigned to nobody",
        at=at,
        status=Status.RECEIVED,
        author=author,
        thread=thread.id,
        tells=(holder.id,) if holder else (),
    )


def called(
    thread: Thread, people: Sequence[PersonId], whom: str, minutes: int, entry: MessageId, at: datetime
) -> Message:
    """How it stands in the timeline that nobody answered, and who was called for that (AW-4)."""
    return Message(
        box=thread.id,
        id=entry,
        direction=Direction.OUT,
        origin=Origin.ESCALATION,
        body=f"No answer within {minutes} minutes. Called: {whom}",
        at=at,
        status=Status.RECEIVED,
        thread=thread.id,
        tells=tuple(people),
    )


def answer(
    thread: Thread, body: str, entry: MessageId, at: datetime, act: Act | None = None, *, away: bool = False
) -> Message:
    """An automatic answer: goes out at once. Those to STOP, START and YES, an `act`, show in no timeline (CN-4)."""
    return Message(
        box=thread.id,
        id=entry,
        direction=Direction.OUT,
        origin=Origin.AUTOMATIC,
        body=body,
        at=at,
        status=Status.QUEUED,
        sender=thread.line_number,
        to=thread.phone,
        thread=thread.id,
        hidden=act is not None,
        answers=act,
        away=away,
        due=at,
    )
