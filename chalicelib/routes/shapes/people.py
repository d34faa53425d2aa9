"""The brand's people, as its managers see them. Nobody's own phone is in it (AL-4)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.core.people import Role
from chalicelib.routes.shapes.common import Asked, LineRef, Shape

PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class TeamMember(Shape):
    """`active` false: it cannot sign in, and nothing waits for it. `lines` are its own. `away`: at this moment."""

    id: str
    name: str
    email: str
    role: Role
    active: bool
    away: bool
    lines: list[LineRef]


class TeamList(Shape):
    items: list[TeamMember]


class NewPerson(Asked):
    """Who is invited, by email. `line` is the id or number of one to be put on, or to become its own."""

    name: PersonName
    email: Annotated[str, Field(max_length=300)]
    role: Role
    line: Annotated[str, Field(max_length=40)] | None = None


class PersonPatch(Asked):
    """What to change; what is left out stays. `active` false switches somebody off: `hand_over_to` is the id of the
    colleague who gets the conversations, open leads and own lines; without one they go back to the lines' teams and the
    queue of leads. `active` true for somebody who never signed in sends the invitation again."""

    name: PersonName | None = None
    role: Role | None = None
    active: bool | None = None
    hand_over_to: Annotated[str, Field(max_length=100)] | None = None
