"""What the API says of a text for later, and of one that was called off."""

from __future__ import annotations

from chalicelib.core.messages import Message, Origin, Status
from chalicelib.routes.shapes.threads import Schedule, Trouble, Waiting

QUIET = "It goes in quiet hours where this contact is, as whoever scheduled it chose."


def schedule(entry: Message, warning: str) -> Schedule | None:
    if entry.plan is None:
        return None
    told = warning or (QUIET if entry.plan.warned else None)
    return Schedule(send_at=entry.at, cancel_on_reply=entry.plan.until_reply, warning=told)


def trouble(entry: Message) -> Trouble | None:
    if entry.origin is not Origin.SCHEDULED or entry.status is not Status.CANCELLED:
        return None
    return Trouble(code=None, title="Cancelled", plain=entry.reason, remedy="")


def waiting(entry: Message) -> Waiting | None:
    """Why a text for later did not go at its moment, and when it is looked at again."""
    if entry.plan is None or not entry.plan.code or entry.due is None:
        return None
    return Waiting(code=entry.plan.code, reason=entry.reason, rule=entry.plan.rule, until=entry.due)
