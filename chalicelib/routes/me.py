"""The caller itself."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import people
from chalicelib.routes import present
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.team import Me, MePatch

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/me", answer=Me)
def get_me(call: Call) -> Me:
    """Who the caller is and what it may."""
    return present.me(people.me(call.house, call.caller))


@endpoint(bp, "PATCH", "/me", body=MePatch, answer=Me)
def change_me(call: Call, body: MePatch) -> Me:
    """Changes the caller's name, and how it is alerted."""
    changed = people.change_me(
        call.house,
        call.caller,
        name=body.name,
        alerts=None if body.alerts is None else tuple(body.alerts),
        copies=body.copies,
        copies_given="copies" in body.model_fields_set,
    )
    return present.me(changed)
