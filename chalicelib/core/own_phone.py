"""What a person of the brand texts from its own phone: an answer to an alert, for the contact that wrote (AL-5).

Which conversation is meant must be beyond doubt, as nobody sees the contact's number: only one had an alert within the
hour, or the text begins with the number that its alert bore. Else nothing goes, and the person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core import keywords
from chalicelib.core.ids import ThreadId, is_chat
from chalicelib.core.keywords import Keyword
from chalicelib.core.messages import Direction, Message
from chalicelib.core.people import Channel, Person

LATELY = timedelta(hours=1)
"""So long the one alert there was needs no number."""
KNOWN = timedelta(hours=24)
"""So long a number is that of its conversation."""
LISTED = timedelta(hours=72)
"""So far back the person's box is read: an alert stands there by when its cause came, and that may be found late."""
FRESH = timedelta(minutes=30)
"""An answer that we could not pass on within this time is no longer what one would say."""
TOLD, TOLD_WITHIN = 3, timedelta(hours=1)
"""So often within this time a person is told that something did not go: a phone that answers by itself is one, too."""
_MARKED = re.compile(r"\s*#\s*(\d{1,4})\b[\s:.,-]*")

HOW = "Answer an alert with its number first, such as #1 Thank you. STOP moves your alerts to email."
OLD = "Not sent: no alert within the hour. Begin with the number of an alert of today, such as #1."
SEVERAL = "Not sent: you had several alerts. Begin with the number of the one you answer, such as {marks}."
NO_SUCH = "Not sent: no alert of today has the number #{mark}. Answer by its link."
TWICE = "Not sent: two alerts have the number #{mark}. Answer by its link."
EMPTY = "Not sent: there were no words to send. Pictures cannot be passed on from here."
GROUP = "Not sent: a group conversation is answered by its link."
NOT_YOURS = "Not sent: this conversation is no longer yours to answer. See its link."
LATE = "Not sent: it reached us too late. Answer by the alert's link."


@dataclass(frozen=True, slots=True)
class Answer:
    """These words are for the contact of this thread."""

    thread: ThreadId
    body: str


def mark_of(thread: ThreadId, box: Iterable[Message], now: datetime) -> int:
    """The number that an alert about this thread bears: that of the day's earlier ones, else the smallest free one.

    `box` is the person's own. Two alerts at once may take one number; it then means neither (`meant`).
    """
    marks = {message.about: message.number for message in _texts(box, now, KNOWN) if message.number}
    known = marks.get(thread)
    if known is not None:
        return known
    taken = set(marks.values())
    return next(number for number in range(1, len(taken) + 2) if number not in taken)


def meant(text: Message, box: Sequence[Message], now: datetime) -> Answer | str:
    """Which conversation this text of the person answers, and with which words; else why none, as the person is told.

    What was said after the text does not count: nobody answers what it had not seen.
    """
    if keywords.classify(text.body) is Keyword.HELP:
        return HOW
    if now - text.at > FRESH:
        return LATE
    texts = _texts(box, text.at, KNOWN)
    marked = _MARKED.match(text.body)
    found = _with_mark(texts, int(marked[1])) if marked else _of_the_hour(texts, text.at)
    if isinstance(found, str):
        return found
    body = text.body[marked.end() :] if marked else text.body
    if text.media or not body.strip():
        return EMPTY
    return GROUP if is_chat(found.thread) else Answer(found.thread, body.strip())


def switched(body: str) -> bool | None:
    """Whether the person wants alerts by text: START, or not: STOP; None where it says neither."""
    return {Keyword.STOP: False, Keyword.START: True}.get(keywords.classify(body) or Keyword.HELP)


def chosen(person: Person, *, by_text: bool) -> Person:
    """The person with alerts and copies by text, or without: by email instead, so that none is lost (AL-2)."""
    if by_text:
        return replace(person, alerts=tuple(dict.fromkeys((*person.alerts, Channel.TEXT))))
    kept = tuple(channel for channel in person.alerts if channel is not Channel.TEXT)
    alerts = kept or (Channel.EMAIL,) if Channel.TEXT in person.alerts else person.alerts
    copies = Channel.EMAIL if person.copies is Channel.TEXT else person.copies
    return replace(person, alerts=alerts, copies=copies)


def may_tell(box: Iterable[Message], now: datetime) -> bool:
    """Whether the person may be told once more that something did not go."""
    return sum(message.prompt and now - message.at < TOLD_WITHIN for message in box) < TOLD


def _texts(box: Iterable[Message], at: datetime, within: timedelta) -> list[Message]:
    """What was texted to the person before then; not what told it that something did not go."""
    out = (one for one in box if one.direction is Direction.OUT and not one.prompt)
    return [one for one in out if timedelta() <= at - one.at < within]


def _with_mark(texts: Iterable[Message], mark: int) -> Answer | str:
    threads = {text.about for text in texts if text.number == mark}
    return _single(threads, NO_SUCH.format(mark=mark), TWICE.format(mark=mark))


def _of_the_hour(texts: Iterable[Message], at: datetime) -> Answer | str:
    """Whatever was texted to the person may be what it answers: a copy of its group message, too."""
    lately = [text for text in texts if at - text.at <= LATELY]
    marks = sorted({text.number for text in lately if text.number})
    several = SEVERAL.format(marks=" or ".join(f"#{mark}" for mark in marks[:3]))
    return _single({text.about for text in lately}, OLD, several if marks else OLD)


def _single(threads: Iterable[ThreadId | None], none: str, several: str) -> Answer | str:
    """The thread, without words yet, where it is one."""
    found = list(threads)
    thread = found[0] if len(found) == 1 else None
    if thread is not None:
        return Answer(thread, "")
    return several if len(found) > 1 else none
