"""The text that asks for YES: when it may be sent, and what is noted of it (C2, A2 of docs/reliability.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import automatic, segments
from chalicelib.core.brand import Brand
from chalicelib.core.consent import Consent
from chalicelib.core.ids import MessageId
from chalicelib.core.lines import Line
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.outbound import CONFIRMATION_LATE, Facts
from chalicelib.core.threads import Standing, Thread

DAY = timedelta(hours=24)
WINDOW = DAY + CONFIRMATION_LATE
"""Limits count moments of decisions; a text reaches the handset up to so much later, and there a day must be a day."""
MOST_OF_A_PHONE = 3
"""Requests to confirm in 24 hours, over all lines (C2)."""


def closed(thread: Thread, standing: Standing) -> bool:
    """Whether nothing may be said on anybody's request but the contact's own START."""
    return thread.consent is Consent.NO or thread.stopped or thread.frozen or standing.stopped or standing.frozen


def asked_lately(thread: Thread, now: datetime) -> bool:
    """Whether this thread was asked within a day, in words or by form."""
    return thread.confirmed_at is not None and now - thread.confirmed_at < WINDOW


def may_ask(thread: Thread, standing: Standing, at: datetime) -> bool:
    """Whether one more automatic text that asks for YES keeps the limits at that moment (C2, A2)."""
    lately = [moment for moment in standing.confirmations if at - moment < WINDOW]
    return len(lately) < MOST_OF_A_PHONE and automatic.may_answer(thread, at)


def open_from(line: Line, thread: Thread, brand: Brand, at: datetime) -> datetime:
    """The first moment from `at` on at which a text that nobody waits for may go to this contact (CN-10).

    Limits count that moment: what is decided at night goes in the morning, and there it must keep them.
    """
    from chalicelib.core.hours import opens_at

    return opens_at(Facts(line, thread, brand=brand).place, at)


def asked(thread: Thread, standing: Standing, at: datetime) -> tuple[Thread, Standing]:
    """Both, knowing that the contact was, or will be, asked at that moment."""
    return (
        replace(automatic.answered(thread, at), confirmed_at=at),
        replace(standing, confirmations=_noted(standing.confirmations, at), lines=standing.lines | {thread.line}),
    )


def unasked(thread: Thread, standing: Standing, at: datetime) -> tuple[Thread, Standing]:
    """Both without the request of that moment, which never went: what `asked` noted of it counts for no limit."""
    return (
        replace(thread, automatic=_without(thread.automatic, at)),
        replace(standing, confirmations=_without(standing.confirmations, at)),
    )


def request(
    thread: Thread, line: Line, body: str, entry: MessageId, at: datetime, due: datetime, *, prompt: bool = False
) -> Message:
    """The text that asks for YES: shown in the timeline, and judged once more when it goes.

    `prompt`: it answers at once what the contact itself did, and so minds no hours; a reminder does.
    """
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
        segments=segments.count(body, line.kind).segments,
        opt_in=True,
        prompt=prompt,
        due=due,
    )


def _noted(moments: Iterable[datetime], at: datetime) -> tuple[datetime, ...]:
    """The latest, as many as may be in a day: none is forgotten for one that lies days ahead."""
    return tuple(sorted((*moments, at))[-MOST_OF_A_PHONE:])


def _without(moments: tuple[datetime, ...], at: datetime) -> tuple[datetime, ...]:
    """Less one of them."""
    place = moments.index(at) if at in moments else len(moments)
    return moments[:place] + moments[place + 1 :]
