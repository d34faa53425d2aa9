"""Opt-in forms, and opt-ins."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.core.countries import Held
from chalicelib.core.forms import FieldKind
from chalicelib.routes.shapes.common import Asked, ContactRef, LineName, LineRef, Shape
from chalicelib.routes.shapes.contacts import Email, Name, Tags

Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1600)]
Option = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]


class FormFieldShape(Asked):
    """`name` is what an answer is stored under: first_name, last_name, email, location, region and postcode are the
    contact's own, every other is a custom field."""

    name: Word
    label: Label
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    options: Annotated[list[Option], Field(max_length=50)] = []


class WordingShape(Shape):
    version: int
    text: str
    since: datetime


class Colours(Asked):
    """As #rrggbb. Accent and text must stand out from the background (4.5 to 1)."""

    accent: Word = "#1d4ed8"
    background: Word = "#ffffff"
    text: Word = "#111827"


class FormShape(Shape):
    """`wording` is the version in force, `wordings` are all. `url` is the hosted page, `snippet` is for other pages."""

    id: str
    name: str
    line: LineRef
    title: str
    intro: str
    fields: list[FormFieldShape]
    wording: str
    wordings: list[WordingShape]
    confirmation: str
    done: str
    tags: list[str]
    tag_fields: list[str]
    keyword: str
    colours: Colours
    widget: bool
    active: bool
    lead: bool
    url: str
    snippet: str
    widget_snippet: str


class WordingRule(Shape):
    """One of `phrases` must stand in the text named `place`; `sentence` is what to add. Not `needed`: it is advice."""

    place: str
    part: str
    phrases: list[str]
    sentence: str
    needed: bool


class FormPage(Shape):
    """`rules` are what wordings must say, `suggested` ones that do."""

    items: list[FormShape]
    rules: list[WordingRule]
    suggested_wording: str
    suggested_confirmation: str


class NewForm(Asked):
    """`confirmation` is the text that asks for YES."""

    name: Label
    line: LineName
    title: Label
    wording: Prose
    confirmation: Prose
    intro: Prose = ""
    fields: Annotated[list[FormFieldShape], Field(max_length=20)] = []
    done: Prose = ""
    tags: Tags = []
    tag_fields: Annotated[list[Word], Field(max_length=20)] = []
    keyword: Word = ""
    colours: Colours = Colours()
    widget: bool = False
    active: bool = True
    lead: bool = Field(False, description="Whoever answers becomes a lead.")


class FormPatch(Asked):
    """What to change; what is left out stays. Another `wording` is a new version."""

    name: Label | None = None
    line: LineName | None = None
    title: Label | None = None
    wording: Prose | None = None
    confirmation: Prose | None = None
    intro: Prose | None = None
    fields: Annotated[list[FormFieldShape], Field(max_length=20)] | None = None
    done: Prose | None = None
    tags: Tags | None = None
    tag_fields: Annotated[list[Word], Field(max_length=20)] | None = None
    keyword: Word | None = None
    colours: Colours | None = None
    widget: bool | None = None
    active: bool | None = None
    lead: bool | None = None


class FormDefinition(Shape):
    """What a form asks, for whoever shows it: answer to POST /forms/{id}. `agree` is the tick box."""

    id: str
    title: str
    intro: str
    fields: list[FormFieldShape]
    wording: str
    wording_version: int
    line: str
    keyword: str
    colours: Colours


class Submission(Shape):
    """The same, whatever is known of the number."""

    status: str = "accepted"
    message: str


class NewOptIn(Asked):
    """An opt-in collected elsewhere: the exact words, and what proves them. It leads to Pending; the contact itself
    confirms by YES."""

    line: LineName
    phone: Annotated[str, Field(max_length=64)]
    wording: Annotated[str, Field(max_length=2000)]
    source: Label = Field(min_length=1, description="Where it was collected, such as 'paper form, spring fair'.")
    page: Annotated[str, Field(max_length=500)] = ""
    at: AwareDatetime | None = Field(None, description="When it was agreed to; leave out for now.")
    ip: Annotated[str, Field(max_length=45)] = ""
    user_agent: Annotated[str, Field(max_length=500)] = ""
    first_name: Name = ""
    last_name: Name = ""
    email: Email = ""
    location: Name = ""
    tags: Tags = []


class OptInShape(Shape):
    id: str
    status: str = "accepted"


class WaitingOptIn(Shape):
    """An opt-in that nothing was texted for yet, and why."""

    id: str
    line: LineRef | None
    contact: ContactRef
    reason: Held
    source: str
    form: str
    page: str
    at: datetime


class WaitingPage(Shape):
    items: list[WaitingOptIn]
    cursor: str | None = None


class Settle(Asked):
    accept: bool


class Answers(BaseModel):
    """A form's answers by the names of its fields, as the definition lists them."""

    model_config = ConfigDict(extra="allow")

    phone: str
    agree: str | bool = Field(description="yes, where the box was ticked.")
