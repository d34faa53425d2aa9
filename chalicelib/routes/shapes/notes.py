"""Shapes of the team's own work in a conversation."""

from __future__ import annotations

from pydantic import Field

from chalicelib.routes.shapes.away import PresenceShape
from chalicelib.routes.shapes.common import Asked, PersonRef, Shape


class NewNote(Asked):
    body: str = Field(
        description="For the team only. @ and a name or an email tells that person; at most 1600 characters."
    )


class Colleague(PresenceShape):
    """Who may see the conversation. `handle` is what to write behind an @ to mention this person; `holds`: it may
    have the conversation; `owns`: it may have its lead, which then goes along with that."""

    handle: str
    holds: bool
    owns: bool


class Colleagues(Shape):
    items: list[Colleague]


class Viewing(Asked):
    """Say so every 20 seconds while the conversation is open; oftener changes nothing."""

    typing: bool = False


class ViewerShape(Shape):
    person: PersonRef
    typing: bool


class ViewerList(Shape):
    """The others who have the conversation open."""

    items: list[ViewerShape]
