"""Stories of the brand's people: who is invited, gets another role, is switched off, and comes back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chalicelib.flows.leaving import HOURLY
from tests.harness import aws, brand
from tests.harness.teller import Teller

NORA = {"name": "Nora New", "email": "Nora@Example.com", "role": "standard"}
FIRST = {"line": brand.SHARED, "to": brand.HANDSETS[3], "body": "Hello, Nora here."}


def invited(told: Teller) -> None:
    """Somebody is invited, signs in, writes a first text, is made a manager, and lists the team; then another, who has
    an account already."""
    nora = _invited(told, line=brand.SHARED)
    told.ask("admin", "POST", "/team", NORA | {"name": "Nora again"}, also=(409,))
    told.ask(nora, "GET", "/me")
    told.ask(nora, "POST", "/threads", FIRST)
    told.world.drain()
    told.ask("admin", "PATCH", f"/team/{nora}", {"role": "manager", "name": "Nora Newman"})
    told.ask(nora, "GET", "/team")
    aws.add_account("omar@example.com")
    told.ask("admin", "POST", "/team", {"name": "Omar", "email": "omar@example.com", "role": "limited"})
    told.world.drain()


def let_go(told: Teller) -> None:
    """A rep with a line of its own is switched off: line, conversations and open leads are a colleague's then, which
    texts on; what the rep was away for is over."""
    told.texts(brand.HANDSETS[0], brand.REP1_LINE, "Is it still there?")
    told.texts(brand.HANDSETS[1], brand.SHARED, "And for me?")
    _lead(told, brand.STRANGER, "rep1")
    lost = _lead(told, brand.HANDSETS[2], "rep1")
    told.ask("rep1", "PATCH", f"/leads/{lost}", {"stage": "lost", "version": 2}, also=(409,))
    ends = (told.world.now + timedelta(days=2)).isoformat()
    told.ask("rep1", "POST", "/absences", {"ends": ends, "backups": ["limited"]})
    told.world.drain()
    told.ask("admin", "PATCH", "/team/rep1", {"active": False}, also=(422,))
    told.ask("admin", "PATCH", "/team/rep1", {"active": False, "hand_over_to": "rep2"})
    told.ask("rep1", "GET", "/me", also=(403,))
    told.world.drain()
    thread = told.world.thread(brand.REP1_LINE, brand.HANDSETS[0])
    told.ask("rep2", "POST", f"/threads/{thread}/messages", {"body": "It is."}, also=(404,))
    told.world.drain()


def left_to_the_team(told: Teller) -> None:
    """A rep without a line of its own is switched off, and its leads wait for a manager again. Then it comes back, with
    another role, and is switched off once more, by another admin."""
    nora = _invited(told, line=brand.SHARED)
    told.texts(brand.HANDSETS[0], brand.SHARED, "Is it still there?")
    path = f"/threads/{told.world.thread(brand.SHARED, brand.HANDSETS[0])}"
    told.ask("manager", "PATCH", path, {"assignee": nora})
    _lead(told, brand.STRANGER, nora)
    told.ask("admin", "PATCH", f"/team/{nora}", {"active": False})
    told.world.drain()
    told.ask("admin", "PATCH", f"/team/{nora}", {"active": True, "role": "limited"})
    told.ask(nora, "POST", f"{path}/messages", {"body": "Back again."}, also=(404,))
    told.ask("admin", "PATCH", "/team/manager", {"role": "admin"})
    told.ask("manager", "PATCH", f"/team/{nora}", {"active": False})
    told.ask("manager", "PATCH", "/team/manager", {"active": False}, also=(403,))
    told.world.drain()


def lowered_and_taken_off(told: Teller) -> None:
    """One rep is taken off a line and another lowered: their open leads wait in the queue again, a conversation is its
    team's, and what they may have they keep."""
    told.texts(brand.HANDSETS[0], brand.SHARED, "Is it still there?")
    path = f"/threads/{told.world.thread(brand.SHARED, brand.HANDSETS[0])}"
    told.ask("manager", "PATCH", path, {"assignee": "rep2"}, also=(404,))
    _lead(told, brand.STRANGER, "rep2")
    _lead(told, brand.HANDSETS[1], "rep1")
    told.world.drain()
    line = f"/lines/{told.world.line(brand.SHARED)}"
    told.ask("admin", "PATCH", line, {"members": ["rep1", "limited"]})
    told.ask("admin", "PATCH", "/team/rep1", {"role": "limited"})
    told.world.drain()
    told.ask("manager", "GET", "/leads?view=unassigned")
    for _ in range(3):
        told.world.advance(minutes=2)
        told.world.tick()
        told.world.drain()


def answered_after_leaving(told: Teller) -> None:
    """An answer to a broadcast would be its author's, who has left: within the hour it is the team's, or an hour later
    where the schedule fails just then."""
    group = {"line": brand.SHARED, "group": brand.SOLO, "body": "Spring is here"}
    told.ask("rep2", "POST", "/broadcasts", group)
    _worked(told)
    told.ask("admin", "PATCH", "/team/rep2", {"active": False})
    _worked(told)
    told.texts(brand.HANDSETS[0], brand.SHARED, "How much is it?")
    told.world.drain()
    for _ in range(2):
        told.world.advance(minutes=(HOURLY - told.world.now.minute) % 60 or 60)
        told.world.tick()
        told.world.drain()


def _worked(told: Teller) -> None:
    for _ in range(3):
        told.world.drain()
        told.world.advance(minutes=1)
        told.world.tick()
    told.world.drain()


def _invited(told: Teller, line: str) -> str:
    """Who was invited, under its id; nobody's where that was not to be."""
    answer = told.ask("admin", "POST", "/team", NORA | {"line": line})
    told.world.drain()
    return str(answer.json["id"]) if answer.ok else "nobody"


def _lead(told: Teller, phone: str, owner: str) -> str:
    made = told.ask("manager", "POST", "/leads", {"line": brand.SHARED, "phone": phone})
    given: dict[str, Any] = {"owner": owner, "version": 1}
    lead = told.world.thread(brand.SHARED, phone)
    if made.ok:
        told.ask("manager", "POST", f"/leads/{lead}/assign", given | {"version": made.json["version"]}, also=(409, 422))
    return lead
