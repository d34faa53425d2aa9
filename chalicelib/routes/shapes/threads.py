"""Threads and their messages."""

from __future__ import annotations

from datetime import datetime

from pydantic import AwareDatetime, Field

from chalicelib.core.consent import Consent
from chalicelib.core.media import Standing
from chalicelib.core.messages import Direction, Origin, Status
from chalicelib.core.threads import Folder, Tab
from chalicelib.routes.shapes.common import (
    Asked,
    BodyOrMedia,
    ContactRef,
    CopyShape,
    LeadRef,
    LineName,
    LineRef,
    PageQuery,
    PersonRef,
    Shape,
    SpeakerRef,
    To,
    Uploads,
)
from chalicelib.routes.shapes.notes import ViewerShape


class Composer(Shape):
    """Whether the caller may write here now, and until when; if not, why, by which rule, and from when.

    `warning`: what speaks against writing now, where that is the caller's to decide (quiet hours).
    `introduction`: what is put behind the line's first text to this contact, unless the text says it itself; only in
    the answer about this one thread.
    """

    open: bool
    code: str | None = None
    reason: str | None = None
    rule: str | None = None
    until: datetime | None = None
    warning: str | None = None
    introduction: str = ""


class Doubt(Shape):
    """Words that may mean stop: nothing is sent until somebody has said whether they do."""

    message: str
    words: str
    at: datetime


class ThreadShape(Shape):
    id: str
    line: LineRef
    contact: ContactRef
    folder: Folder | None
    snoozed_until: datetime | None = None
    tab: Tab
    unread: bool
    unread_count: int
    preview: str
    ours: bool = Field(description="`preview` shows words of the brand's; else the contact's.")
    activity_at: datetime | None
    last_reply_at: datetime | None
    consent: Consent
    assignee: PersonRef | None
    tags: list[str]
    composer: Composer
    doubt: Doubt | None = None
    group: bool = Field(False, description="A group conversation: it has members (GET /group-chats/{id}).")
    group_chat: str | None = Field(None, description="The group conversation that all answers go to; as `lead`.")
    lead: LeadRef | None = Field(None, description="Only where this one thread is asked for.")


class ThreadPage(Shape):
    items: list[ThreadShape]
    cursor: str | None = None


class ThreadQuery(PageQuery):
    folder: Folder = Folder.INBOX
    tab: Tab | None = Field(None, description="Only in the inbox; leave out for all.")
    line: str | None = Field(None, description="Only this line, by id or number.")
    assignee: str | None = Field(None, description="Only what this person has: an id, or `me`; `none`: nobody.")


class ThreadPatch(Asked):
    """What to change; what is left out stays."""

    folder: Folder | None = None
    unread: bool | None = None
    tab: Tab | None = None
    assignee: str | None = Field(None, description="A person's id; an empty text for nobody.")
    snooze: AwareDatetime | None = Field(None, description="Puts it off until then; `folder` inbox ends that.")
    held_by: str | None = Field(None, description="Who has it, as you know; empty: nobody. If another: 409.")


class DoubtAnswer(Asked):
    meant_stop: bool
    message: str | None = Field(None, description="The message that was read; if a newer one is in question: 409.")


class NewMessage(Asked):
    body: BodyOrMedia = ""
    media: Uploads = []
    send_at: AwareDatetime | None = Field(None, description="When it shall go, with its zone; leave out for now.")
    cancel_on_reply: bool = Field(False, description="With `send_at`: if the contact writes before, it does not go.")


class NewThread(NewMessage):
    line: LineName
    to: To


class ScheduledPatch(Asked):
    """What to change on a text for later; what is left out stays."""

    body: BodyOrMedia | None = None
    send_at: AwareDatetime | None = None
    cancel_on_reply: bool | None = None


class Trouble(Shape):
    """Why a text failed, in plain words, and what to do."""

    code: int | None
    title: str
    plain: str
    remedy: str


class Waiting(Shape):
    """Why a queued text does not go yet, and when it is looked at again."""

    code: str
    reason: str
    rule: str
    until: datetime


class Schedule(Shape):
    """Of a text for later: when it goes, and whether the contact's reply cancels it.

    `warning`: that moment lies in quiet hours; the answer to who chose it tells which.
    """

    send_at: datetime
    cancel_on_reply: bool
    warning: str | None = None


class MediaShape(Shape):
    """A picture or another file. `url` (only of one that is kept) needs no sign-in and ends at `until`.

    `inline`: browsers may draw it; everything else they save. `reason` is why it could not be fetched.
    """

    id: str
    state: Standing
    type: str = ""
    size: int = 0
    width: int = 0
    height: int = 0
    inline: bool = False
    url: str | None = None
    until: datetime | None = None
    reason: str | None = None


class MessageShape(Shape):
    id: str
    direction: Direction
    origin: Origin
    body: str
    at: datetime
    status: Status
    author: PersonRef | None = None
    trouble: Trouble | None = None
    waiting: Waiting | None = None
    segments: int = 0
    media: list[MediaShape] = []
    broadcast: str | None = None
    scheduled: Schedule | None = Field(None, description="Only while it is to go later.")
    mentions: list[PersonRef] = []
    speaker: SpeakerRef | None = Field(None, description="In a group conversation: the member that wrote it.")
    copies: list[CopyShape] = Field([], description="In a group conversation: what became of each member's copy.")
    withheld: str | None = Field(None, description="In a group conversation: what was not passed on, and why.")


class MessagePage(Shape):
    """Newest first. `scheduled` are the texts for later, next first: all of them, on the first page only."""

    items: list[MessageShape]
    scheduled: list[MessageShape] = []
    cursor: str | None = None


class ScheduledQuery(PageQuery):
    line: str | None = Field(None, description="Only this line, by id or number.")


class ScheduledText(Shape):
    """A text for later, and where it is to go. Links to its files are given in its conversation."""

    thread: str
    line: LineRef
    contact: ContactRef
    message: MessageShape


class ScheduledPage(Shape):
    """Next first."""

    items: list[ScheduledText]
    cursor: str | None = None


class Started(Shape):
    """A conversation and the message that was put into it."""

    thread: ThreadShape
    message: MessageShape


class UpdatesQuery(Asked):
    since: str | None = Field(None, description="The `cursor` of the answer before; leave out to begin now.")
    thread: str | None = Field(None, description="The conversation that is open: who else has it open is told, too.")


class Updates(Shape):
    """Threads that changed since. With `more`, ask again at once with the new cursor.

    `viewers` are the others who have the conversation open that was asked about.
    """

    cursor: str
    threads: list[ThreadShape]
    more: bool = False
    viewers: list[ViewerShape] = []
