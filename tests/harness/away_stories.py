"""Stories of hours and absences: who is told that nobody is there, who stands in, and how all comes back."""

from __future__ import annotations

from datetime import timedelta

from tests.harness import brand
from tests.harness.teller import Teller

OFFICE = [
    {"weekday": day, "begins": "09:00", "ends": "17:00"}
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
]
SHUT = {"hours": OFFICE, "away_message": "We are back at nine."}
CLOSED = {"holidays": [{"day": "2026-03-02", "name": "Inventory"}], "away_message": "Back tomorrow."}


def shut_for_the_night(told: Teller) -> None:
    """Two contacts and a stranger text a line that is shut: each is told once; who asks for HELP or writes when it is
    open is not, nor is a line of the brand itself."""
    told.ask("admin", "PATCH", f"/lines/{told.world.line(brand.SHARED)}", SHUT)
    told.texts(brand.HANDSETS[1], brand.SHARED, "In the day")
    told.world.drain()
    told.world.advance(minutes=9 * 60)
    for sender, body in (
        (brand.HANDSETS[0], "Are you there?"),
        (brand.HANDSETS[0], "Hello?"),
        (brand.STRANGER, "Who are you?"),
        (brand.HANDSETS[2], "HELP"),
        (brand.LOCAL, "We are back at nine."),
    ):
        told.texts(sender, brand.SHARED, body)
        told.world.drain()


def shut_and_lost(told: Teller) -> None:
    """The webhook of a text is lost or late: it is found, and nobody is answered out of the blue."""
    told.ask("admin", "PATCH", f"/lines/{told.world.line(brand.SHARED)}", CLOSED)
    told.world.carrier.took_in(brand.HANDSETS[0], brand.SHARED, "Are you there?")
    told.world.advance(minutes=12)
    told.world.reconcile()
    told.world.drain()


def stood_in_for(told: Teller) -> None:
    """A rep goes away: its contact is told, its backup alerted, sees the conversation and answers; when the absence is
    over the thread is the rep's, and the backup sees it no more."""
    path = f"/threads/{told.world.thread(brand.REP1_LINE, brand.HANDSETS[0])}"
    until = (told.world.now + timedelta(hours=2)).isoformat()
    away = {"ends": until, "message": "I am away until five. Rep 2 helps you.", "backups": ["limited", "rep2"]}
    told.ask("rep2", "POST", "/absences", {"ends": until, "backups": ["rep2"]}, also=(422,))
    told.ask("manager", "POST", "/absences", {"person": "limited", "ends": until})
    told.ask("rep1", "POST", "/absences", away)
    told.ask("rep1", "GET", "/absences")
    told.texts(brand.HANDSETS[0], brand.REP1_LINE, "Is it still there?")
    told.world.drain()
    told.ask("rep2", "POST", f"{path}/messages", {"body": "It is. Rep 2 here."}, also=(404,))
    told.world.drain()
    told.texts(brand.HANDSETS[0], brand.REP1_LINE, "Thanks!")
    told.world.drain()
    told.world.advance(minutes=121)
    told.world.tick()
    told.ask("rep2", "GET", path, also=(404,))
    told.texts(brand.HANDSETS[0], brand.REP1_LINE, "One more thing")
    told.world.drain()


def comes_back_early(told: Teller) -> None:
    """An absence is entered ahead, begins at once after all, and is deleted; leads pass over who is away."""
    told.ask("admin", "PATCH", "/settings", {"lead_rules": [{"pick": "in_turn", "people": ["rep1", "rep2"]}]})
    begin = told.world.now + timedelta(hours=1)
    span = {"starts": begin.isoformat(), "ends": (begin + timedelta(days=2)).isoformat(), "backups": ["rep2"]}
    made = told.ask("rep1", "POST", "/absences", span)
    if not made.ok:
        return
    path = f"/absences/{made.json['id']}"
    told.ask("rep2", "PATCH", path, {"message": "Not mine"}, also=(404,))
    moved = {"starts": told.world.now.isoformat(), "message": "Back soon."}
    told.ask("manager", "PATCH", path, moved)
    told.world.advance(minutes=31)
    told.world.tick()
    lead = {"line": brand.SHARED, "phone": brand.STRANGER, "first_name": "Gus"}
    told.ask("manager", "POST", "/leads", lead)
    told.texts(brand.HANDSETS[1], brand.REP1_LINE, "Hello")
    told.world.drain()
    told.ask("rep1", "DELETE", path)
    told.texts(brand.HANDSETS[2], brand.REP1_LINE, "Hello")
    told.world.drain()


def nobody_is_there(told: Teller) -> None:
    """Each Monday a rep is away and nobody stands in: the managers are told."""
    each = {"week": [{"weekday": "monday", "begins": "00:00", "ends": "24:00"}], "message": "Not on Mondays."}
    told.ask("rep1", "POST", "/absences", each)
    told.texts(brand.HANDSETS[0], brand.REP1_LINE, "Is it still there?")
    told.world.drain()
