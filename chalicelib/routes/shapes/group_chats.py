"""Group conversations."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from chalicelib.routes.shapes.common import Asked, ContactRef, LineName, Shape, To
from chalicelib.routes.shapes.threads import ThreadShape


class NewGroupChat(Asked):
    line: LineName
    to: Annotated[list[To], Field(min_length=1, max_length=20, description="Two to nine people.")]
    body: str = Field("", description="What you say to begin with; it may be empty.")


class GroupChatPatch(Asked):
    """One of these."""

    add: To | None = None
    remove: str | None = Field(None, description="The id of a member's contact.", min_length=1, max_length=64)
    ended: bool = Field(False, description="True ends it; there is no way back.")


class ChatMember(Shape):
    """`name` is what the others know it as; `obstacle` is why it gets nothing at present."""

    contact: ContactRef
    name: str
    joined_at: datetime
    left_at: datetime | None = None
    obstacle: str | None = None


class GroupChat(Shape):
    thread: ThreadShape
    members: list[ChatMember]
    ended_at: datetime | None = None


class Invited(Shape):
    """One who is named in `to`: what the others would know it as, and why it cannot take part."""

    to: str
    contact: ContactRef
    name: str
    obstacle: str | None = None


class GroupChatPreview(Shape):
    """What would go out to begin with: `copies` texts of `segments` in all, the longest of which is `text`. Each later
    text goes to all members but its author."""

    people: list[Invited]
    text: str
    copies: int
    segments: int
    amount: float
    currency: str
    month: str
    source: str
