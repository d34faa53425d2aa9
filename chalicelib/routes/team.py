"""The brand's people: managers see them, admins invite them, change what they may, and switch them off and on."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import team
from chalicelib.flows.team import Invitation, Member, Wish
from chalicelib.observe import log
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.present import line_ref
from chalicelib.routes.shapes.people import NewPerson, PersonPatch, TeamList, TeamMember

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/team", answer=TeamList)
def list_team(call: Call) -> TeamList:
    """Everybody of the brand, by name; who is switched off comes last."""
    return TeamList(items=[_member(one) for one in team.listed(call.house, call.caller, call.now)])


@endpoint(bp, "POST", "/team", body=NewPerson, answer=TeamMember, status=201)
def invite_person(call: Call, body: NewPerson) -> TeamMember:
    """Invites somebody, who gets a first password by email."""
    asked = Invitation(body.name, body.email, body.role, body.line or "")
    made = team.invite(call.house, call.caller, asked, call.key, call.now)
    _note("person invited", call, made)
    return _member(made)


@endpoint(bp, "PATCH", "/team/{person_id}", body=PersonPatch, answer=TeamMember)
def change_person(call: Call, person_id: str, body: PersonPatch) -> TeamMember:
    """Changes what is given, from the person's next request on."""
    wish = Wish(body.name, body.role, body.active, body.hand_over_to)
    changed = team.change(call.house, call.caller, person_id, wish, call.now)
    _note("person changed", call, changed)
    return _member(changed)


def _note(what: str, call: Call, member: Member) -> None:
    """Who did it, to whom, and what that one may now: ids only."""
    person = member.person
    log.info(what, extra={"by": call.caller, "person": person.id, "role": person.role, "active": person.active})


def _member(member: Member) -> TeamMember:
    person = member.person
    return TeamMember(
        id=person.id,
        name=person.name,
        email=person.email,
        role=person.role,
        active=person.active,
        away=member.away,
        lines=[line_ref(line) for line in member.own],
    )
