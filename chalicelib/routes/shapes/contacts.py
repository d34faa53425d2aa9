"""Contacts and groups."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.core.consent import Consent
from chalicelib.routes.shapes.common import Asked, ContactRef, LeadRef, LineRef, PageQuery, Shape, To
from chalicelib.routes.shapes.patterns import EMAIL

Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]
Region = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=20), Field(description="A state or province: TX, ON.")
]
Postcode = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=20), Field(description="A ZIP or a Canadian postal code.")
]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=EMAIL)]
Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Tags = Annotated[list[Tag], Field(max_length=50)]
Custom = Annotated[dict[Tag, Annotated[str, Field(max_length=500)]], Field(max_length=50)]


class LineConsent(Shape):
    line: LineRef
    state: Consent
    thread: str | None = None
    lead: LeadRef | None = None


class Unreachable(Shape):
    """Why a number takes no texts, in plain words: the provider's code, since when, and what to do."""

    code: int
    title: str
    plain: str
    remedy: str
    since: datetime | None


class ContactShape(Shape):
    """`consents`: one entry for each of the caller's lines; only where one contact is asked for."""

    id: str
    phone: str
    name: str
    first_name: str
    last_name: str
    email: str
    status: str
    package: str
    location: str
    zone: str
    region: str
    postcode: str
    tags: list[str]
    custom: dict[str, str]
    source: str
    created_at: datetime | None
    unreachable: Unreachable | None = None
    consents: list[LineConsent] | None = None


class ContactPage(Shape):
    items: list[ContactShape]
    cursor: str | None = None


class SuppressedContact(Shape):
    contact: ContactRef
    unreachable: Unreachable


class SuppressedPage(Shape):
    items: list[SuppressedContact]
    cursor: str | None = None


class ContactQuery(PageQuery):
    q: str = Field("", max_length=64, description="The beginning of a name or a number.")


class NewContact(Asked):
    phone: To
    first_name: Name = ""
    last_name: Name = ""
    email: Email = ""
    status: Name = ""
    package: Name = ""
    location: Name = ""
    zone: Name = ""
    region: Region = ""
    postcode: Postcode = ""
    tags: Tags = []
    custom: Custom = {}


class ContactPatch(Asked):
    """What to change; what is left out stays."""

    first_name: Name | None = None
    last_name: Name | None = None
    email: Email | None = None
    status: Name | None = None
    package: Name | None = None
    location: Name | None = None
    zone: Name | None = None
    region: Region | None = None
    postcode: Postcode | None = None
    tags: Tags | None = None
    custom: Custom | None = None
