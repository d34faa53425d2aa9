"""The caller, and the lines it may use."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from chalicelib.core.access import Action
from chalicelib.core.lines import Backing, LineKind, LineUse
from chalicelib.core.people import Channel, Role
from chalicelib.routes.shapes.common import Asked, PersonRef, Shape
from chalicelib.routes.shapes.contacts import Name


class LineShape(Shape):
    """`mine`: the caller may text from it."""

    id: str
    number: str
    label: str
    kind: LineKind
    use: LineUse
    backing: Backing
    active: bool
    mine: bool
    members: list[PersonRef]


class LinePage(Shape):
    items: list[LineShape]


class Me(Shape):
    """`may` lists what the caller's role allows. `phone` shows the last digits only."""

    id: str
    name: str
    email: str
    role: Role
    may: list[Action]
    phone: str | None
    alerts: list[Channel]
    copies: Channel | None


class MePatch(Asked):
    """What to change; what is left out stays. `copies` may be null: no copy."""

    name: Annotated[Name, Field(min_length=1)] | None = None
    alerts: Annotated[list[Channel], Field(max_length=2)] | None = None
    copies: Channel | None = None


class Health(Shape):
    status: str
