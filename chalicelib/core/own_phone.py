"""What a person of the brand texts from its own phone: an answer to an alert, for the contact that wrote (AL-5).

Which conversation is meant must be beyond doubt, as nobody sees the contact's number: only one had alerts from this
number today, and the last within the hour; or the text begins with the number that its alert bore. Else nothing goes,
and the person is asked. What a phone says by itself goes to nobody either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core import alerting, keywords
from chalicelib.core.effects import Effect, Queue
from chalicelib.core.ids import MessageId, PersonId, ThreadId, is_chat
from chalicelib.core.keywords import Keyword
from chalicelib.core.messages import LOST, Direction, Message, Origin
from chalicelib.core.people import Channel, Person
from chalicelib.core.phone import PhoneNumber

LATELY = timedelta(hours=1)
"""So long an alert may be answered without its number, if the day's others are about the same conversation."""
KNOWN = timedelta(hours=24)
"""So long a number is that of its conversation."""
LISTED = timedelta(hours=72)
"""So far back the person's box is read: an alert stands there by when its cause came, and that may be found late. So
long no other conversation gets its number: who reads it may still answer it."""
FRESH = timedelta(minutes=30)
"""An answer that we could not pass on within this time is no longer what one would say."""
TOLD, TOLD_WITHIN = 3, timedelta(hours=1)
"""So often within this time a person is told that something did not go: a phone that answers by itself is one, too."""
AT_ONCE = timedelta(seconds=10)
"""Nobody reads and answers as fast: a phone does that says that its owner drives."""
_REFUSAL = "Not sent: "
_MARKED = re.compile(r"\s*#\s*(\d{1,4})\b[\s:.,-]*")

HOW = "Answer an alert with its number first, such as #1 Thank you. STOP moves your alerts to email."
OLD = "Not sent: no alert within the hour. Begin with the number of an alert of today, such as #1."
SEVERAL = "Not sent: you had several alerts. Begin with the number of the one you answer, such as {marks}."
NO_SUCH = "Not sent: no alert of today has the number #{mark}. Answer by its link."
TWICE = "Not sent: two alerts have the number #{mark}. Answer by its link."
EMPTY = "Not sent: there were no words to send. Pictures cannot be passed on from here."
ITSELF = "Not sent: your phone seems to have answered by itself. Answer by the alert's link."
MEANWHILE = "Not sent: somebody else has answered meanwhile. See the alert's link."
GROUP = "Not sent: a group conversation is answered by its link."
NOT_YOURS = "Not sent: this conversation is no longer yours to answer. See its link."
OFF = "Not sent: here nobody answers alerts by text. Open the link of the alert."
LATE = "Not sent: it reached us too late. Answer by the alert's link."


@dataclass(frozen=True, slots=True)
class Answer:
    """These words are for the contact of this thread, whose last alert is of `alerted`."""

    thread: ThreadId
    body: str
    alerted: datetime


def mark_of(thread: ThreadId, box: Iterable[Message], now: datetime) -> int:
    """The number that an alert about this thread bears: that of the day's earlier ones, else the smallest free one.

    `box` is the person's own. Two alerts at once may take one number; it then means neither (`meant`), and the next
    alert of each takes another.
    """
    holders: dict[int, set[ThreadId | None]] = {}
    for text in _texts(box, now, LISTED):
        if text.number:
            holders.setdefault(text.number, set()).add(text.about)
    today = [text.number for text in _texts(box, now, KNOWN) if text.about == thread]
    known = next((number for number in reversed(today) if number and holders[number] == {thread}), None)
    return known or next(number for number in range(1, len(holders) + 2) if number not in holders)


def meant(text: Message, box: Sequence[Message], now: datetime) -> Answer | str:
    """Which conversation this text of the person answers, and with which words; else why none, as the person is told.

    What was said after the text does not count: nobody answers what it had not seen. Nor does what came from another
    number than the one that is answered.
    """
    if keywords.classify(text.body) is Keyword.HELP:
        return HOW
    if now - text.at > FRESH:
        return LATE
    texts = [one for one in _texts(box, text.at, KNOWN) if one.sender == text.to]
    if _by_itself(text, texts, box):
        return ITSELF
    marked = _MARKED.match(text.body)
    found = _with_mark(texts, int(marked[1])) if marked else _of_the_hour(texts, text.at)
    if isinstance(found, str):
        return found
    body = text.body[marked.end() :] if marked else text.body
    if text.media or not body.strip():
        return EMPTY
    return GROUP if is_chat(found.thread) else replace(found, body=body.strip())


def heard(body: str, word: str | None) -> Keyword | None:
    """What the text said as it came: `word` as its job bears it, empty for none; None: a job of before, so its words
    tell."""
    if word is None:
        return keywords.classify(body)
    return Keyword(word) if word else None


def switched(word: Keyword | None) -> bool | None:
    """Whether the person wants alerts by text: START, or not: STOP; None where it says neither."""
    return {Keyword.STOP: False, Keyword.START: True}.get(word or Keyword.HELP)


def chosen(person: Person, *, by_text: bool) -> Person:
    """The person with alerts and copies by text, or without: by email instead, so that none is lost (AL-2)."""
    moved = alerting.also(person, Channel.TEXT) if by_text else alerting.without(person, Channel.TEXT)
    return replace(moved, texts_stopped=not by_text)


def overtaken(phone: PhoneNumber | None, at: datetime, box: Iterable[Message]) -> bool:
    """Whether the person has said a word about its alerts from this phone since then."""
    said = (one for one in box if one.direction is Direction.IN and one.sender == phone)
    return any(one.at > at and switched(keywords.classify(one.body)) is not None for one in said)


def unreached(person: PersonId, message: MessageId, code: int | None) -> Effect:
    """See that a person gets by email what its phone did not get; `code` is the provider's, None: it was not sent."""
    effect = f"unreached.{message}"
    job = {"kind": "unreached", "person": person, "message": message, "code": code, "effect": effect}
    return Effect(effect, Queue.ALERT, job, stored=True)


def may_tell(box: Iterable[Message], now: datetime) -> bool:
    """Whether the person may be told once more that something did not go."""
    return sum(message.prompt and now - message.at < TOLD_WITHIN for message in box) < TOLD


def _texts(box: Iterable[Message], at: datetime, within: timedelta) -> list[Message]:
    """What was texted to the person before then; not what told it that something did not go, nor a code, which nobody
    answers."""
    out = (one for one in box if one.direction is Direction.OUT and not one.prompt)
    return [one for one in out if timedelta() <= at - one.at < within and one.origin is not Origin.CODE]


def _by_itself(text: Message, texts: Iterable[Message], box: Iterable[Message]) -> bool:
    """Whether the phone wrote it, as one does whose owner drives, or likes an alert: at once after one, the very words
    of before, or with the alert itself in it. No phone begins with a mark by itself."""
    marked = _MARKED.match(text.body) is not None
    at_once = not marked and any(text.at - one.at < AT_ONCE for one in texts)
    quoted = any(one.about is not None and one.about in text.body for one in texts) or _REFUSAL in text.body
    said = (one for one in box if one.direction is Direction.IN and timedelta() < text.at - one.at < KNOWN)
    again = not marked and any(one.body.strip() == text.body.strip() for one in said)
    return at_once or quoted or again


def _with_mark(texts: Iterable[Message], mark: int) -> Answer | str:
    return _single([text for text in texts if text.number == mark], NO_SUCH.format(mark=mark), TWICE.format(mark=mark))


def _of_the_hour(texts: Sequence[Message], at: datetime) -> Answer | str:
    """Whatever was texted to the person today may be what it answers: a copy of its group message, too."""
    marks = sorted({text.number for text in texts if text.number})
    several = SEVERAL.format(marks=" or ".join(f"#{mark}" for mark in marks[:3]))
    if all(at - text.at > LATELY for text in texts if text.status not in LOST):
        return OLD
    return _single(texts, OLD, several if marks else OLD)


def _single(texts: Sequence[Message], none: str, several: str) -> Answer | str:
    """The thread that all of these are about, without words yet."""
    about = {text.about for text in texts}
    thread = next(iter(about)) if len(about) == 1 else None
    if thread is not None:
        return Answer(thread, "", max(text.at for text in texts))
    return several if len(about) > 1 else none
