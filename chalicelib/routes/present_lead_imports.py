"""From rows of a file to leads, and back to what became of each."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from chalicelib.flows.lead_imports import Done, Part, Row
from chalicelib.routes import faults, present_leads
from chalicelib.routes.shapes.lead_imports import ImportedRow, LeadImport, LeadImported, RowDone, RowFault
from chalicelib.routes.shapes.leads import NewLead

REMEDIES = {
    "phone": "Correct the number in the file, or take the row out.",
    "opt_in.wording": "Give the exact words that the contact agreed to, or leave all of the proof empty.",
}
"""Where the sentence itself names none, or no good one."""
REMEDY = "Correct it in the file, or leave it empty."


def part(body: LeadImport) -> Part:
    """The rows as the flow takes them: each by the rules of POST /leads, by itself."""
    rows = [_row(body, row) for row in body.rows]
    return Part(line=body.line, file=body.file, rows=rows, more=body.more)


def imported(done: Sequence[Done]) -> LeadImported:
    return LeadImported(rows=[_done(one) for one in done])


def _row(body: LeadImport, row: ImportedRow) -> Row:
    said = row.model_dump(exclude={"row", "opt_in"}) | {"line": body.line}
    proof = {name: given.strip() for name, given in (row.opt_in.model_dump() if row.opt_in else {}).items()}
    if any(proof.values()):
        said["opt_in"] = proof | {"source": body.file, "at": proof["at"] or None}
    try:
        lead = NewLead.model_validate(said)
    except ValidationError as error:
        return Row(row.row, row.phone, faults=faults.fields(error))
    details = present_leads.details(lead)
    return Row(row.row, lead.phone, details, lead.note, present_leads.opt_in(lead))


def _done(done: Done) -> RowDone:
    told = [_fault(field, reason) for field, reason in done.faults.items()]
    return RowDone(row=done.number, outcome=done.outcome, lead=done.lead, asked=done.asked, faults=told)


def _fault(field: str, sentence: str) -> RowFault:
    """What is wrong is the first sentence, what would be right the rest."""
    reason, _, rest = sentence.partition(". ")
    remedy = REMEDIES["opt_in.wording"] if field == "opt_in.wording" else rest or REMEDIES.get(field, REMEDY)
    return RowFault(field=field, reason=f"{reason.removesuffix('.')}.", remedy=remedy)
