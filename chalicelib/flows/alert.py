"""Alerts and copies: what a rep gets on its own phone or by email, so that no answer waits unseen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core import absences, access, effects, outbound, own_phone, wording
from chalicelib.core.changes import Changes
from chalicelib.core.errors import Busy
from chalicelib.core.ids import BroadcastId, MessageId, ThreadId, thread_parts, ulid
from chalicelib.core.lines import Line, LineUse
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.people import Channel, Person
from chalicelib.core.phone import mask, pretty
from chalicelib.core.threads import Thread
from chalicelib.flows.decide import emit
from chalicelib.flows.mailing import mail
from chalicelib.flows.ports import House, MailFailed, SeenBefore

BURST = timedelta(minutes=5)
"""One alert per thread and person in this time (A4)."""
UNSENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person is told of: `body` by text, `subject` and `text` by mail. One `cause` is texted once.

    `about` is the thread whose contact a person means who answers it; None: nobody's.
    """

    about: ThreadId | None
    cause: str
    at: datetime
    body: str
    subject: str
    text: str


def incoming(house: House, thread: ThreadId, message: MessageId, effect: str, now: datetime) -> None:
    """Tells whoever is responsible that a contact wrote: once per burst, by the channels it chose (AL-1, AL-2)."""
    line_id, contact = thread_parts(thread)
    found = house.conversations.load(line=line_id, contact=contact, message=(thread, message))
    if found.thread is not None and found.line is not None and found.message is not None:
        people = house.team.people()
        lines = house.team.lines()
        gone = absences.away(house.team.roster(), now)
        for person in access.responsible(found.thread.assignee, found.line, people, gone):
            if house.conversations.begin_burst(person.id, thread, message, now, now - BURST):
                notice = _notice(house, found.thread, found.line, found.message)
                notify(house, person, own_line(person, lines), notice, now)
        house.topic.publish({"event": "message.received", "thread": thread, "message": message, "line": line_id})
    house.conversations.finish_effect(effect)


def copy(house: House, broadcast: BroadcastId, now: datetime) -> None:
    """The author's one copy of a group message, by the channel it chose (SD-15)."""
    found = house.broadcasts.get(broadcast)
    author = house.team.person(found.author) if found else None
    if found is None or author is None or author.copies is None:
        return
    body = wording.copy_text(found.group_name, found.body, found.size or None)
    line = own_line(author, house.team.lines())
    if author.copies is Channel.TEXT:
        sender = line or house.team.line(found.line)
        if sender is not None and may_text(house, sender, author, body, now):
            cause = f"copy:{broadcast}"
            to_own_phone(house, staff_text(author, sender, body, Origin.COPY, cause, found.began, now), now)
            return
    mail(house, author.email, f"Your message to {found.group_name}", body)


def _notice(house: House, thread: Thread, line: Line, message: Message) -> Notice:
    link = f"{house.dashboard_url}/t/{thread.id}"
    # Whoever may answer from an own phone is not to text the contact from it (AL-5).
    number = mask(thread.phone) if house.brand.own_phone_answers else pretty(thread.phone)
    who = message.speaker.name if message.speaker else thread.name or number
    subject = f"{who} wrote to {line.label}"
    return Notice(
        about=thread.id,
        cause=f"alert:{message.id}",
        at=message.at,
        body=wording.alert_text(who, line.label, message.body, link),
        subject=subject,
        text=f"{subject}:\n\n{message.body}\n\nRead and answer: {link}\n",
    )


def notify(house: House, person: Person, own: Line | None, notice: Notice, now: datetime) -> None:
    """By every channel the person chose; where one cannot be used or fails, by the other. Who chose none gets none.

    `own` is the person's own line, from which its alerts come.
    """
    if not person.alerts:
        return
    can = own is not None and may_text(house, own, person, notice.body, now)
    wants_text = Channel.TEXT in person.alerts and can
    failed = False
    if Channel.EMAIL in person.alerts or not wants_text:
        failed = not _mail(house, person, notice)
    if own is not None and can and (wants_text or failed):
        _alert(house, person, own, notice, now)
    elif failed:
        raise Busy("mail_busy", "The mail service takes nothing now, and there is no other channel.")


def _mail(house: House, person: Person, notice: Notice) -> bool:
    try:
        house.mail.send(to=person.email, subject=notice.subject, text=notice.text)
    except MailFailed:
        return False
    return True


def may_text(house: House, line: Line, person: Person, body: str, now: datetime) -> bool:
    """Whether a text would go now: while texting is off or the line is held, an alert that waits is none."""
    facts = outbound.Facts(line, staff=person, brand=house.brand)
    return isinstance(outbound.verdict(outbound.Draft(outbound.Kind.STAFF, body), facts, now), outbound.Send)


def _alert(house: House, person: Person, line: Line, notice: Notice, now: datetime) -> None:
    """With the number by which it may be answered from the person's own phone, where the brand lets it."""
    message = staff_text(person, line, notice.body, Origin.ALERT, notice.cause, notice.at, now)
    message = replace(message, about=notice.about)
    if house.brand.own_phone_answers and notice.about is not None:
        box = house.conversations.messages_since(message.box, now - own_phone.LISTED)
        mark = own_phone.mark_of(notice.about, box, now)
        message = replace(message, number=mark, body=f"#{mark} {message.body}")
    to_own_phone(house, message, now)


def staff_text(
    person: Person, line: Line, body: str, origin: Origin, cause: str, at: datetime, now: datetime
) -> Message:
    """A text to a person's own phone, in its own box; the same `cause` of the same moment gives the same one."""
    return Message(
        box=f"person#{person.id}",
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
    """The rep's own line, from which its alerts come."""
    for line in lines:
        if line.use is LineUse.PERSONAL and line.owner == person.id and line.active:
            return line
    return None
