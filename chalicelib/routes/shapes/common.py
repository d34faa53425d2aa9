"""Shapes that several resources share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.core.leads import LeadStage
from chalicelib.core.messages import Status

BODY_LIMIT = 1600


class Shape(BaseModel):
    """Something the API gives."""

    model_config = ConfigDict(from_attributes=True, defer_build=True)


class Asked(BaseModel):
    """Something the API takes: an unknown field is an error, so that a misspelt one is not lost."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False, defer_build=True)


class PageQuery(Asked):
    cursor: str | None = Field(None, description="The `cursor` of the page before; leave out for the first page.")
    limit: int = Field(25, ge=1, le=100)


class Problem(Shape):
    """application/problem+json (RFC 9457). `fields` names each wrong field and its remedy."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    fields: dict[str, str] | None = None
    rule: str | None = None
    until: datetime | None = None
    request_id: str | None = None


class PersonRef(Shape):
    id: str
    name: str


class LineRef(Shape):
    id: str
    number: str
    label: str


class LeadRef(Shape):
    """A contact's lead: GET /leads/{id} tells the rest."""

    id: str
    stage: LeadStage


class ContactRef(Shape):
    id: str
    name: str
    phone: str


class SpeakerRef(Shape):
    """A member of a group conversation, and what the others know it as."""

    contact: str
    name: str


class CopyShape(Shape):
    """One member's copy of a text; `reason` is why it did not arrive, or does not go yet. `until` is of one that was
    put off, for legal hours say: then it is looked at again."""

    contact: str
    name: str
    status: Status
    reason: str = ""
    until: datetime | None = None


Body = Annotated[str, Field(description="The text, at most 1600 characters after merging.")]
BodyOrMedia = Annotated[str, Field(description="The text; with `media` it may be empty.")]
Uploads = Annotated[list[str], Field(description="Ids of uploads of yours (POST /media), at most 10.", max_length=50)]
LineName = Annotated[str, Field(description="A line of yours, by its id or number.", max_length=64)]
To = Annotated[str, Field(description="A phone number in any usual format, or a contact's id.", max_length=64)]
