"""The caller, and the lines it may use."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.core.access import Action
from chalicelib.core.lines import Backing, Handling, LineKind, LineUse, Verification
from chalicelib.core.people import Channel, Role
from chalicelib.routes.shapes.away import DayOffShape, StretchShape, Words
from chalicelib.routes.shapes.common import Asked, ContactRef, LineRef, PersonRef, Shape, To
from chalicelib.routes.shapes.contacts import Name, Tags
from chalicelib.routes.shapes.me import EventAlerts, EventAlertsPatch, QuietShape

Keyword = Annotated[str, Field(max_length=200)]


class KeywordRuleShape(Asked):
    """What becomes of a text that is one of `words`, or, `anywhere`, holds one: who sent it gets `reply`, `tags` and a
    place in the list `group`; the conversation comes to `assignee` where nobody has it. `alert` false: the reply is all
    there is to it, and nobody is told. Case and punctuation of words do not count; they are kept without."""

    words: Annotated[list[Keyword], Field(max_length=100)]
    anywhere: bool = False
    reply: Words = ""
    tags: Tags = []
    group: str | None = None
    assignee: str | None = None
    alert: bool = True


class LineShape(Shape):
    """`mine`: the caller may text from it. `held` says why nothing goes now, or is empty. `rate` is in segments a
    second, `daily_cap` in segments a day. `replaces` is the id of the line whose number this one took over.
    `introduction` is put behind the first text from it to somebody, unless that says so itself. `hours` are its office
    hours (none: always), `holidays` the days on which it is shut; who texts meanwhile is told `away_message`, if any.
    `backing`: people answer its texts (`agent`), or its rules first, which hand over to people (`bot`).
    `covers` stand in for people of its team who are away. `rules` say what becomes of texts with certain words.
    """

    id: str
    number: str
    label: str
    kind: LineKind
    use: LineUse
    backing: Backing
    active: bool
    mine: bool
    owner: PersonRef | None
    members: list[PersonRef]
    verification: Verification
    handling: Handling
    rate: int
    daily_cap: int | None
    zone: str
    held: str
    replaces: str | None
    introduction: str
    covers: list[PersonRef]
    hours: list[StretchShape]
    holidays: list[DayOffShape]
    away_message: str
    open: bool
    rules: list[KeywordRuleShape]


class LinePage(Shape):
    items: list[LineShape]


class LinePatch(Asked):
    """What to change; what is left out stays. `daily_cap` may be null: none. `held` takes an empty text only."""

    label: Annotated[Name, Field(min_length=1, max_length=40)] | None = None
    backing: Backing | None = None
    active: bool | None = None
    members: Annotated[list[str], Field(max_length=500)] | None = None
    verification: Verification | None = None
    handling: Handling | None = None
    rate: Annotated[int, Field(ge=1, le=1000)] | None = None
    daily_cap: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    zone: Name | None = None
    held: Annotated[str, Field(max_length=500)] | None = None
    hours: Annotated[list[StretchShape], Field(max_length=28)] | None = None
    holidays: Annotated[list[DayOffShape], Field(max_length=60)] | None = None
    away_message: Words | None = None
    rules: Annotated[list[KeywordRuleShape], Field(max_length=100)] | None = None


class NewNumber(Asked):
    """The line's new number. Carriers verify numbers, not brands: it may not text until they have."""

    number: To
    verification: Verification = Verification.UNVERIFIED


class RecaptureRun(Shape):
    """`passed` were not to be asked: they had agreed no more, or had been asked before. `done_at` null: it goes on."""

    started_at: datetime
    by: PersonRef
    asked: int
    passed: int
    done_at: datetime | None


class RecaptureOverview(Shape):
    """`agreed` had agreed to the old number; `unasked` of them were never asked on the new one: `items` names them."""

    old: LineRef
    agreed: int
    unasked: int
    run: RecaptureRun | None
    items: list[ContactRef]
    cursor: str | None = None


class DeviceShape(Shape):
    """A browser that notifies its person, by what it called itself; its address is told to nobody."""

    id: str
    label: str
    since: datetime


class Me(Shape):
    """`may` lists what the caller's role allows. `phone` shows the last digits only. `events` is how the caller hears
    of each event; `alerts` is what holds where none has a choice of its own. `devices` notify where one of these has
    `push`, the oldest first."""

    id: str
    name: str
    email: str
    role: Role
    may: list[Action]
    phone: str | None
    alerts: list[Channel]
    events: EventAlerts
    quiet: QuietShape | None
    copies: Channel | None
    devices: list[DeviceShape]


class MePatch(Asked):
    """What to change; what is left out stays. `alerts` are for all events, `events` on top of that; each may have
    `push` where there is a device. `copies` and `quiet` may be null: no copy, no quiet hours."""

    name: Annotated[Name, Field(min_length=1)] | None = None
    alerts: Annotated[list[Channel], Field(max_length=3)] | None = None
    events: EventAlertsPatch | None = None
    quiet: QuietShape | None = None
    copies: Literal[Channel.TEXT, Channel.EMAIL] | None = None


class DeviceKeys(Asked):
    p256dh: Annotated[str, Field(max_length=100)]
    auth: Annotated[str, Field(max_length=40)]


class NewDevice(Asked):
    """A browser's subscription (PushSubscription.toJSON of the Push API). The same `endpoint` is the same device."""

    endpoint: Annotated[str, Field(max_length=1000)]
    keys: DeviceKeys
    label: Annotated[Name, Field(description="What its person may know it by.", max_length=60)] = ""


class Health(Shape):
    status: str
