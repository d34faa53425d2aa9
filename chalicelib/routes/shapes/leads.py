"""Leads."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from chalicelib.core.leads import Happened, LeadSource, LeadStage
from chalicelib.flows.leads import Which
from chalicelib.routes.shapes.away import PresenceShape
from chalicelib.routes.shapes.common import Asked, ContactRef, LineName, LineRef, PageQuery, PersonRef, Shape, To
from chalicelib.routes.shapes.contacts import Email, Name, Tags
from chalicelib.routes.shapes.forms import Label

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Version = Annotated[int, Field(ge=1, description="The `version` of the lead as you saw it; 409 if it has moved on.")]


class LeadRow(Shape):
    """A lead in a list, which came in at `since`. Its clock runs from `clock` on, while `waits`, and should stop by
    `due`; null: it stands until its contact says YES to the brand's texts. `thread` is the conversation's id, which may
    hold nothing yet."""

    id: str
    thread: str
    contact: ContactRef
    line: LineRef
    owner: PersonRef | None
    stage: LeadStage
    source: LeadSource
    since: datetime
    clock: datetime | None
    due: datetime | None
    waits: bool
    overdue: bool
    first_text_at: datetime | None
    version: int


class LeadEventShape(Shape):
    """`by` null: a rule or the clock did it."""

    what: Happened
    at: datetime
    by: PersonRef | None
    owner: PersonRef | None
    stage: LeadStage
    note: str


class LeadShape(LeadRow):
    """`owners` are those the caller may give it to, who is there first. `history` begins with the intake."""

    created_at: datetime
    evidence: dict[str, str]
    history: list[LeadEventShape]
    owners: list[PresenceShape]


class LeadPage(Shape):
    items: list[LeadRow]
    cursor: str | None = None


class LeadQuery(PageQuery):
    view: Which = Field(Which.MINE, description="Those that nobody has, the caller's own, or all of its lines.")
    stage: LeadStage | None = None


class LeadOptIn(Asked):
    """The proof that the contact agreed to texts, as in POST /opt-ins: it is asked to confirm by YES."""

    wording: Annotated[str, Field(min_length=1, max_length=2000)]
    source: Label = Field(min_length=1, description="Where it was collected, such as 'paper form, spring fair'.")
    page: Annotated[str, Field(max_length=500)] = ""
    at: AwareDatetime | None = Field(None, description="When it was agreed to; leave out for now.")
    ip: Annotated[str, Field(max_length=45)] = ""
    user_agent: Annotated[str, Field(max_length=500)] = ""


class LeadDetails(Asked):
    """What is known of the contact; what is left out stays as it is."""

    first_name: Name = ""
    last_name: Name = ""
    email: Email = ""


class NewLead(LeadDetails):
    line: LineName
    phone: To
    location: Name = ""
    tags: Tags = []
    note: Note = ""
    opt_in: LeadOptIn | None = None


class LeadPatch(Asked):
    stage: LeadStage
    note: Note = ""
    version: Version


class AssignLead(Asked):
    owner: Annotated[str, Field(max_length=100, description="A person's id; an empty text puts it back unassigned.")]
    note: Note = ""
    version: Version
