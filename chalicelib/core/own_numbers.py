"""A person's own phone is one that it has shown to be its own, by a code that was texted there (AL-1, A4).

The code is made of the text's id with the brand's key (`Ids.code`): it stands nowhere, and goes into the text only when
that is handed over. See docs/decisions/0035.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core import alerting
from chalicelib.core.access import sees_line
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Conflict, Invalid, Refused
from chalicelib.core.ids import MessageId, PersonId
from chalicelib.core.lines import Line, LineUse, Verification
from chalicelib.core.people import Channel, Person
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Standing, Thread, begun, under
from chalicelib.core.verdicts import Refuse, Send, Verdict

TRIES = 5
LIVES = timedelta(minutes=10)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

Limits = tuple[tuple[int, timedelta], ...]
PER_PERSON: Limits = ((3, HOUR), (10, DAY))
PER_NUMBER: Limits = ((3, HOUR), (6, DAY))
PER_BRAND: Limits = ((200, DAY),)

CODE = "{code}"
"""Where in the saved text its code belongs."""
TAKEN = "This number is in use here already. Give another, one that only you read."
FOREIGN = "We do not text this kind of number, or this country. Give a mobile number of yours."
SAME = "This is your phone already. Give another number to change it."
FULL = "Too many codes were asked for. Wait a while, then ask again."
NONE_WAITS = "No code waits here, or it is older than ten minutes. Ask for a new one."
USED_UP = "Five wrong codes were given. Ask for a new one."


@dataclass(frozen=True, slots=True)
class Spent:
    """When codes were asked for within the last day, by one person, for one number, or in the whole brand."""

    subject: str
    at: tuple[datetime, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class Pending:
    """`phone` becomes this person's own once it gives the code that went there with the message `text`."""

    person: PersonId
    phone: PhoneNumber
    text: MessageId
    asked: datetime
    tries: int = 0
    version: int = 0

    @property
    def until(self) -> datetime:
        return self.asked + LIVES


@dataclass(frozen=True, slots=True)
class Known:
    """What stands written when a person asks for a code, each with the version that guards it."""

    pending: Pending | None
    person: Spent
    number: Spent
    brand: Spent


@dataclass(frozen=True, slots=True)
class Asking:
    """What one request writes: the number that now waits for its code (None: refused), and what it counts for."""

    pending: Pending | None = None
    spent: tuple[Spent, ...] = ()


def demand_room(known: Known, now: datetime) -> None:
    """Passes, or raises Refused with the moment from which a code may be asked for again.

    Which of the limits it was is not told: that of a number would tell what others asked for.
    """
    asked = ((known.person, PER_PERSON), (known.number, PER_NUMBER), (known.brand, PER_BRAND))
    free = [until for spent, limits in asked for until in _full_until(spent.at, limits, now)]
    if free:
        raise Refused("too_many_codes", FULL, "AL-1", max(free))


def demand_own(person: Person, phone: PhoneNumber, *, taken: bool) -> None:
    """Passes, or raises Invalid. `taken`: it is a line of the brand, or another person's phone; which is not told."""
    if phone == person.phone:
        raise Invalid({"phone": SAME})
    if taken:
        raise Invalid({"phone": TAKEN})


def asked(known: Known, person: PersonId, phone: PhoneNumber, text: MessageId, now: datetime) -> Asking:
    """What asking for a code writes; the code before it is worth nothing from then on."""
    version = known.pending.version if known.pending else 0
    pending = Pending(person, phone, text, now, version=version)
    return Asking(pending, tuple(_counted(spent, now) for spent in (known.person, known.number, known.brand)))


def refused(known: Known, now: datetime) -> Asking:
    """A request that was refused counts for its person, who could ask whose number it is for ever else."""
    return Asking(None, (_counted(known.person, now),))


def sender(person: Person, lines: Iterable[Line]) -> Line | None:
    """The line that texts the code, and alerts: the person's own, else the first shared one that may text and that it
    stands on."""
    able = [line for line in lines if line.active and _may_text_from(person, line)]
    return min(able, key=lambda line: _rank(person, line), default=None)


def body(brand: str) -> str:
    return f"{brand}: {CODE} is your code for this phone. It lives ten minutes. If you did not ask for it, do nothing."


def filled(text: str, code: str) -> str:
    """The words as they go out."""
    return text.replace(CODE, code)


def head(line: Line, contact: Contact, thread: Thread | None, standing: Standing | None) -> Thread:
    """What stands written of a number on the line that texts the code; a STOP on any line may hold for all."""
    return under(thread or begun(line, contact, standing), standing)


def verdict(person: Person | None, thread: Thread | None, written: datetime | None, now: datetime) -> Verdict:
    """Whether a code may go to the number of this thread. A STOP counts, whoever asks; only START lifts it."""
    if person is None or not person.active:
        return Refuse("no_own_phone", "This person is switched off and gets no texts.", "AL-1")
    if written is not None and now - written >= LIVES:
        return Refuse("late", "This code waited too long and was not sent. Ask for a new one.", "AL-1")
    if thread is not None and (thread.stopped or thread.frozen or thread.consent is Consent.NO):
        said = "This number said STOP to us. Text START from it to this line first, then ask for a code again."
        return Refuse("number_stopped", said, "CN-3")
    # None: no thread stands written yet, which the claim demands still to be so.
    return Send("code", thread.consent if thread is not None and thread.version else None)


def tried(pending: Pending | None, now: datetime) -> Pending:
    """With one more try, to be written before the code is looked at; Conflict where none is left."""
    if pending is None or now >= pending.until:
        raise Conflict("no_code", NONE_WAITS)
    if pending.tries >= TRIES:
        raise Conflict("no_tries", USED_UP)
    return replace(pending, tries=pending.tries + 1)


def demand_code(given: str, code: str, pending: Pending) -> None:
    """Passes, or raises with how many tries are left. Takes as long for a nearly right code as for any other."""
    digits = "".join(letter for letter in given if letter.isascii() and letter.isdigit())
    if hmac.compare_digest(digits, code):
        return
    left = TRIES - pending.tries
    if not left:
        raise Conflict("no_tries", USED_UP)
    raise Invalid({"code": f"This is not the code. {left} {'try is' if left == 1 else 'tries are'} left."})


def verified(person: Person, phone: PhoneNumber) -> Person:
    """The person with this phone; a STOP to its alerts was of the phone before."""
    return person if person.phone == phone else replace(person, phone=phone, texts_stopped=False)


def without(person: Person) -> Person:
    """The person without a phone: what came by text comes by email. A STOP stands with the number itself, too
    (core.own_words), and binds whoever gives that number next."""
    return replace(alerting.without(person, Channel.TEXT), phone=None, texts_stopped=False)


def _full_until(at: Iterable[datetime], limits: Limits, now: datetime) -> Iterator[datetime]:
    for most, within in limits:
        lately = sorted(moment for moment in at if now - moment < within)
        if len(lately) >= most:
            yield lately[-most] + within


def _counted(spent: Spent, now: datetime) -> Spent:
    return replace(spent, at=(*(moment for moment in spent.at if now - moment < DAY), now))


def _may_text_from(person: Person, line: Line) -> bool:
    own = line.use is LineUse.PERSONAL and line.owner == person.id
    return own or (line.use is LineUse.SHARED and sees_line(person, line))


def _rank(person: Person, line: Line) -> tuple[bool, bool, bool, str]:
    waits = bool(line.held) or line.verification is not Verification.VERIFIED
    return line.use is LineUse.SHARED, waits, person.id not in line.members, line.number
