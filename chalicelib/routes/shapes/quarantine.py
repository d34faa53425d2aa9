"""Texts to numbers that are no line: the quarantine's shapes."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from chalicelib.routes.shapes.common import Asked, LineRef, Shape


class QuarantinedText(Shape):
    """`line` is the one that has the number now. `obstacle` says why the text cannot be taken in; None: it can."""

    id: str
    sender: str
    to: str
    body: str
    at: datetime
    line: LineRef | None = None
    obstacle: str | None = None


class QuarantinePage(Shape):
    items: list[QuarantinedText]
    cursor: str | None = None


class SettleText(Asked):
    take_in: bool = Field(description="True: into a conversation on the line it was sent to. False: put away.")


class SettledText(Shape):
    """The conversation that it was taken into, if any."""

    thread: str | None = None
