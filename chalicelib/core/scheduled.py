"""A text for later (SD-7): when it may be planned for, what calls it off, and what its thread is like once it went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.core import merge, threads
from chalicelib.core.errors import Conflict, Invalid
from chalicelib.core.ids import MessageId, PersonId, ThreadId, ulid
from chalicelib.core.messages import Direction, Message, Origin, Plan, Status
from chalicelib.core.threads import Folder, Tab, Thread

if TYPE_CHECKING:
    from chalicelib.core.changes import Changes
    from chalicelib.core.media import File
    from chalicelib.core.verdicts import Wait

BOX = "later#"
"""Begins the name of the box in which a thread's texts for later stand; the rest is the thread's id."""
MOST = 10
"""So many a thread may have: whatever calls them off fits into the transaction of the text that does."""
FARTHEST = timedelta(days=366)
LATEST = timedelta(hours=24)
"""What could not go for so long after its moment is not what was meant any more."""
REPLIED = "The contact wrote before this text went."
_OVER = "This text is not scheduled any more: it went, or it was cancelled. The conversation shows which."


def box_of(thread: ThreadId) -> str:
    return f"{BOX}{thread}"


def given(at: datetime | None) -> datetime:
    if at is None:
        raise Invalid({"send_at": "Say when it shall go: only what goes later can be cancelled by a reply."})
    return at


def check(at: datetime, now: datetime) -> None:
    """Return if a text may be planned for this moment; else Invalid."""
    if not now < at <= now + FARTHEST:
        raise Invalid({"send_at": f"Choose a time between now and {FARTHEST.days} days from now."})


def draft(
    thread: Thread, body: str, author: PersonId, at: datetime, plan: Plan, place: MessageId, files: Sequence[File] = ()
) -> Message:
    """The text as it was typed, for `at`; `place` is its id, whatever becomes of it."""
    return Message(
        box=box_of(thread.id),
        id=place,
        direction=Direction.OUT,
        origin=Origin.SCHEDULED,
        body=body,
        at=at,
        status=Status.QUEUED,
        author=author,
        files=tuple(files),
        thread=thread.id,
        due=at,
        plan=plan,
    )


def changed(known: Message, body: str, author: PersonId, at: datetime, plan: Plan) -> Message:
    """The text with other words or for another moment; whoever changed it is its author from now on."""
    return replace(known, body=body, author=author, at=at, due=at, plan=plan, reason="")


def held_back(known: Message, plan: Plan, wait: Wait) -> Message:
    """The text as it waits on: it may not go yet."""
    held = replace(plan, code=wait.code, rule=wait.rule)
    return replace(known, due=wait.until, reason=wait.sentence, plan=held)


def unsaid(thread: Thread) -> bool:
    """Whether nobody said anything in it yet, though a text for later may have put it into the inbox."""
    return thread.last_inbound is None and thread.last_outbound is None


def added(thread: Thread, text: MessageId) -> Thread:
    """The thread with one more text for later; Conflict where it has as many as it may."""
    if len(thread.scheduled) >= MOST:
        raise Conflict("too_many_scheduled", f"{MOST} texts are scheduled here already. Cancel one of them first.")
    return replace(thread, scheduled=thread.scheduled | {text})


def begun(thread: Thread, body: str, holder: PersonId, now: datetime) -> Thread:
    """A thread that a text for later begins: in the inbox, in the hands of who planned it, waiting for nobody. Nothing
    was said in it: its row shows what is to go."""
    begins = replace(thread, folder=Folder.INBOX, tab=Tab.PARTICIPATING, assignee=holder, answers_to=holder)
    return threads.told(begins, row(body), now)


def row(body: str, word: str = "Scheduled") -> str:
    """What the row of a thread that a text for later began shows of that text."""
    return threads.preview(f"{word}: {merge.as_words(body) if body.strip() else 'Picture'}")


def retold(thread: Thread, known: Message, shown: str) -> Thread:
    """The thread whose row shows this instead of that text for later; one whose row shows something else stays so."""
    return replace(thread, preview=shown) if thread.preview == row(known.body) else thread


def without(thread: Thread, texts: Iterable[MessageId]) -> Thread:
    return replace(thread, scheduled=thread.scheduled.difference(texts))


def demand(thread: Thread, known: Message | None) -> tuple[Message, Plan]:
    """The text and its plan, if it still is to go; else Conflict."""
    if known is None or known.plan is None or known.id not in thread.scheduled:
        raise Conflict("not_scheduled", _OVER)
    return known, known.plan


def written(known: Message, plan: Plan) -> datetime:
    """The moment whose hour its author decided about: that of sending only where the author was told that it is in
    quiet hours. Any other text waits for legal hours, as one does that was held up (outbound.verdict)."""
    return max(known.at, plan.written) if plan.warned else plan.written


def late(known: Message, now: datetime) -> bool:
    return now - known.at > LATEST


def gone(thread: Thread, known: Message, plan: Plan, shown: str, author: PersonId, now: datetime) -> Thread:
    """The thread after the text went: reopened, and participating unless its contact wrote since it was planned.

    What came in meanwhile nobody has answered: it stays as it is. Who has the thread keeps it, as no person of the
    brand did anything just now.
    """
    after = threads.sent(without(thread, [known.id]), shown, now, author)
    after = replace(after, assignee=thread.assignee or author, answers_to=thread.answers_to or author)
    if thread.last_inbound is None or thread.last_inbound <= plan.written:
        return after
    return replace(after, tab=thread.tab, unread=thread.unread, wait=thread.wait)


def cancelled(thread: Thread, texts: Iterable[Message]) -> Thread:
    """The thread after these texts were called off."""
    for text in texts:
        thread = retold(without(thread, [text.id]), text, row(text.body, "Cancelled"))
    return thread


def refused(thread: Thread, known: Message, now: datetime) -> Thread:
    """The thread of a text that may not go: in the inbox and unread, as somebody counts on that text."""
    return replace(
        retold(without(thread, [known.id]), known, row(known.body, "Not sent")),
        folder=Folder.INBOX,
        tab=Tab.NEEDS_ATTENTION,
        unread=max(thread.unread, 1),
        activity=threads.later(thread.activity, now),
    )


def entry(known: Message, status: Status, reason: str, now: datetime) -> Message:
    """What the timeline shows of a text that did not go, where it was called off."""
    place = MessageId(ulid(int(now.timestamp() * 1000), f"{known.id}:{status}"))
    box = known.box.removeprefix(BOX)
    return replace(known, box=box, id=place, at=now, status=status, reason=reason, due=None, plan=None)


def called_off(changes: Changes, waiting: Iterable[Message], now: datetime) -> Changes:
    """The changes of a text that came in, with those texts called off that were to go unless the contact replies.

    Any text is a reply, a word of consent too; one that comes late as well: in doubt nothing is sent.
    """
    off = [text for text in waiting if text.plan is not None and text.plan.until_reply]
    if changes.thread is None or not off:
        return changes
    return replace(
        changes,
        thread=cancelled(changes.thread, off),
        messages=(*changes.messages, *(entry(text, Status.CANCELLED, REPLIED, now) for text in off)),
        unscheduled=tuple(off),
    )
