"""Absences: when a person of the brand is away, what its contacts are told, and who stands in."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import absences
from chalicelib.routes import present_away
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.away import AbsenceList, AbsencePatch, AbsenceShape, NewAbsence

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/absences", answer=AbsenceList)
def list_absences(call: Call) -> AbsenceList:
    """The caller's absences and those for which it stands in now; for managers everybody's. They stay a week."""
    return present_away.absence_list(absences.listed(call.house, call.caller, call.now), call.now)


@endpoint(bp, "POST", "/absences", body=NewAbsence, answer=AbsenceShape, status=201)
def create_absence(call: Call, body: NewAbsence) -> AbsenceShape:
    """The caller is away; for managers, somebody else is. What stands there already is answered, not entered again."""
    given = present_away.given(body)
    made = absences.create(call.house, call.caller, body.person or "", given, call.key, call.now)
    return present_away.absence(made.absences[0], made, call.now)


@endpoint(bp, "PATCH", "/absences/{absence_id}", body=AbsencePatch, answer=AbsenceShape)
def change_absence(call: Call, absence_id: str, body: AbsencePatch) -> AbsenceShape:
    """Changes what is given. With a later `starts` one that has begun leaves what was behind, as one that is over: so
    the person is back for this time of one that comes each week."""
    changed = absences.alter(call.house, call.caller, absence_id, present_away.given(body), call.now)
    return present_away.absence(changed.absences[0], changed, call.now)


@endpoint(bp, "DELETE", "/absences/{absence_id}", answer=None, status=204)
def delete_absence(call: Call, absence_id: str) -> None:
    """Its person is there again, at once. One that has begun ends now and stays listed for a week; another is gone."""
    absences.delete(call.house, call.caller, absence_id, call.now)
