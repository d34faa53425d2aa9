"""Leads from a file, some rows at a time."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from chalicelib.core.lead_import import MOST_ROWS, Outcome
from chalicelib.routes.shapes.common import Asked, LineName, Shape
from chalicelib.routes.shapes.forms import Label


class ImportedProof(Asked):
    """As `opt_in` of POST /leads, of one row; each field as it stands in the file."""

    wording: str = ""
    page: str = ""
    at: str = ""
    ip: str = ""


class ImportedRow(Asked):
    """One row of a file, as it stands there: what is wrong with one keeps no other from coming in. Without `opt_in` its
    contact is not asked to confirm, and may not be texted first."""

    row: Annotated[int, Field(ge=1, description="Its number in the file, by which the answer names it.")]
    phone: Annotated[str, Field(description="A phone number in any usual format.")] = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    location: str = ""
    tags: list[str] = []
    note: str = ""
    opt_in: ImportedProof | None = None


class LeadImport(Asked):
    line: LineName
    file: Annotated[Label, Field(min_length=1, description="The file's name; the same for all of its parts.")]
    more: bool = Field(
        default=False, description="Another part follows. People are told after the last one, or ten minutes after any."
    )
    rows: Annotated[list[ImportedRow], Field(min_length=1, max_length=MOST_ROWS)]


class RowFault(Shape):
    field: str
    reason: str
    remedy: str


class RowDone(Shape):
    """`created`: a lead that is new, or begins anew. `known`: it was one already, and is completed. `refused`: nothing
    was done, as `faults` tell. `asked`: its contact is asked to confirm by YES, as far as it may be asked."""

    row: int
    outcome: Outcome
    lead: str | None
    asked: bool
    faults: list[RowFault]


class LeadImported(Shape):
    """One entry for each row, in the order they were given."""

    rows: list[RowDone]
