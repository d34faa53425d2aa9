"""Alerts and copies: what a rep gets on its own phone or by email, so that no answer waits unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from chalicelib.core import alerting, effects, outbound, own_numbers, own_phone, templates, wording
from chalicelib.core.changes import Changes
from chalicelib.core.devices import Glance
from chalicelib.core.errors import Busy
from chalicelib.core.ids import BroadcastId, MessageId, ThreadId, is_chat, own_box, ulid
from chalicelib.core.lines import Line, LineUse
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.people import Channel, Event, Person
from chalicelib.flows.decide import emit
from chalicelib.flows.devices import push
from chalicelib.flows.mailing import mail
from chalicelib.flows.ports import House, MailFailed, MailRefused, SeenBefore

UNSENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person is told of, as `event`: `body` by text, `subject` and `text` by mail, `glance` on its devices. One
    `cause` is texted once.

    `about` is the thread whose contact a person means who answers it; None: nobody's. `since` is when what it tells of
    came, where it is measured how long the alert took (AL-3); None: it waited for its time, and is not measured.
    """

    event: Event
    about: ThreadId | None
    cause: str
    at: datetime
    body: str
    subject: str
    text: str
    glance: Glance
    since: datetime | None = None


def copy(house: House, broadcast: BroadcastId, now: datetime) -> None:
    """The author's one copy of a group message, by the channel it chose (SD-15)."""
    found = house.broadcasts.get(broadcast)
    author = house.team.person(found.author) if found else None
    if found is None or author is None or not author.active or author.copies is None:
        return
    known = templates.values(None, author, house.brand)
    body = wording.copy_text(found.group_name, found.body, found.size or None, len(found.files), known)
    line = own_line(author, house.team.lines())
    if author.copies is Channel.TEXT and not alerting.rests(author, now, house.brand.zone):
        sender = line or house.team.line(found.line)
        if sender is not None and may_text(house, sender, author, body, now):
            cause = f"copy:{broadcast}"
            to_own_phone(house, staff_text(author, sender, body, Origin.COPY, cause, found.began, now), now)
            return
    mail(house, author.email, f"Your message to {found.group_name}", body)


def reach(house: House, person: Person, notice: Notice, now: datetime) -> bool:
    """`notify`, for whom the lines of the house were not read yet."""
    return notify(house, person, own_numbers.sender(person, house.team.lines()), notice, now)


def notify(house: House, person: Person, line: Line | None, notice: Notice, now: datetime) -> bool:
    """By every channel the person chose; where none of them can be used, by the next that can (AL-3). Who chose none
    gets none. Nothing is texted in its quiet hours: an email that fails then is tried again. Where mail refuses the
    address for good and there is no other way, it is given up: it would be tried for ever. Whether any of it has been
    handed over by then: a text is so only when the provider has it (flows.deliver).

    `line` is where its alerts come from: the line that texted it the code of its phone, so its own if it has one, else
    a shared one that it may see (AL-1).
    """
    wanted = alerting.channels(person, notice.event, now, house.brand.zone)
    rests = alerting.rests(person, now, house.brand.zone)
    refused: list[str] = []
    went: list[Channel] = []
    ways: dict[Channel, Callable[[], bool]] = {
        Channel.PUSH: lambda: push(house, person, notice.glance, notice.cause, now),
        Channel.EMAIL: lambda: _mail(house, person, notice, refused),
        Channel.TEXT: lambda: not rests and _text(house, person, line, notice, now, elsewhere=bool(went)),
    }
    for channel, go in ways.items():
        if channel in wanted and go():
            went.append(channel)
    # A device is no way but for whoever switched one on.
    others = [channel for channel in (Channel.EMAIL, Channel.TEXT) if channel not in wanted]
    if wanted and not went:
        went += islice((channel for channel in others if ways[channel]()), 1)
        if not went and not refused:
            raise Busy("mail_busy", "The mail service takes nothing now, and there is no other channel.")
    return any(channel is not Channel.TEXT for channel in went)


def _mail(house: House, person: Person, notice: Notice, refused: list[str]) -> bool:
    """Whether it went; an address that mail will never take is put to `refused`."""
    try:
        house.mail.send(to=person.email, subject=notice.subject, text=notice.text)
    except MailRefused:
        refused.append(person.email)
        return False
    except MailFailed:
        return False
    return True


def may_text(house: House, line: Line, person: Person, body: str, now: datetime) -> bool:
    """Whether a text would go now: while texting is off or the line is held, an alert that waits is none."""
    facts = outbound.Facts(line, staff=person, brand=house.brand)
    return isinstance(outbound.verdict(outbound.Draft(outbound.Kind.STAFF, body), facts, now), outbound.Send)


def _text(house: House, person: Person, line: Line | None, notice: Notice, now: datetime, *, elsewhere: bool) -> bool:
    """With the number by which it may be answered from the person's own phone, where the brand lets it; one of a group
    conversation is answered by its link."""
    if line is None or not may_text(house, line, person, notice.body, now):
        return False
    message = staff_text(person, line, notice.body, Origin.ALERT, notice.cause, notice.at, now)
    message = replace(message, about=notice.about, elsewhere=elsewhere, since=notice.since)
    if house.brand.own_phone_answers and notice.about is not None and not is_chat(notice.about):
        box = house.conversations.messages_since(message.box, now - own_phone.LISTED)
        mark = own_phone.mark_of(notice.about, box, now)
        message = replace(message, number=mark, body=f"#{mark} {message.body}")
    to_own_phone(house, message, now)
    return True


def staff_text(
    person: Person, line: Line, body: str, origin: Origin, cause: str, at: datetime, now: datetime
) -> Message:
    """A text to a person's own phone, in its own box; the same `cause` of the same moment gives the same one."""
    return Message(
        box=own_box(person.id),
        id=MessageId(ulid(int(at.timestamp() * 1000), f"{cause}:{person.id}")),
        direction=Direction.OUT,
        origin=origin,
        body=body,
        at=now,
        status=Status.QUEUED,
        sender=line.number,
        to=person.phone,
        due=now + UNSENT,
    )


def to_own_phone(house: House, message: Message, now: datetime) -> None:
    """A text to the rep's own phone, through the same door and the same worker as any other; the same one once."""
    try:
        house.conversations.save(Changes(messages=(message,)), now)
    except SeenBefore:
        return
    emit(house, (effects.deliver(message.box, message.id),))


def own_line(person: Person, lines: list[Line]) -> Line | None:
    """The rep's own line, from which its copies come."""
    for line in lines:
        if line.use is LineUse.PERSONAL and line.owner == person.id and line.active:
            return line
    return None
