"""Templates."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from chalicelib.flows.templates import Scope
from chalicelib.routes.shapes.common import Asked, PageQuery, Shape, To

Name = Annotated[str, Field(description="1 to 80 characters, unlike all others of the same owner.")]
Body = Annotated[
    str,
    Field(
        description="At most 1600 characters. Fields: {{first_name}}, {{last_name}}, {{name}}, {{email}}, "
        "{{location}}, {{status}}, {{package}}, {{rep_first_name}}, {{rep_name}}, {{brand}} and the brand's own as "
        "{{custom.…}}; what stands "
        "in for an unknown value comes after a bar: {{first_name|there}}."
    ),
]


class TemplateShape(Shape):
    """`scope`: the caller's own, or shared by all."""

    id: str
    name: str
    body: str
    scope: Scope
    created_at: datetime


class TemplatePage(Shape):
    items: list[TemplateShape]
    cursor: str | None = None


class TemplateQuery(PageQuery):
    scope: Scope | None = Field(None, description="Leave out for both.")
    q: str = Field("", max_length=80, description="The beginning of a name.")


class NewTemplate(Asked):
    name: Name
    body: Body
    scope: Scope = Scope.PERSONAL


class TemplatePatch(Asked):
    """What to change; what is left out stays."""

    name: Name | None = None
    body: Body | None = None


class RenderFor(Asked):
    """Whom the text is for: a thread, or an addressee. With neither, fields of the contact count as empty."""

    thread: Annotated[str, Field(max_length=64)] | None = None
    to: To | None = None


class EmptyField(Shape):
    """A field without a value, and what stands in for it; an empty `fallback`: nothing does."""

    field: str
    fallback: str


class RenderedShape(Shape):
    body: str
    empty: list[EmptyField]
