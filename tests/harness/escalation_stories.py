"""Stories of texts that nobody answers: the next are called, in turn, until somebody does (AW-4)."""

from __future__ import annotations

from datetime import timedelta

from tests.harness import brand
from tests.harness.teller import Teller

MINUTES = 15
LATE = [{"weekday": "monday", "begins": "00:00", "ends": "24:00"}]


def _counting(told: Teller) -> None:
    told.ask("admin", "PATCH", "/settings", {"escalate_after": MINUTES})


def _by(told: Teller, minutes: int) -> None:
    told.world.advance(minutes=minutes)
    told.world.tick()
    told.world.drain()


def called_in_turn(told: Teller) -> None:
    """The first backup does not answer, nor the second, nor the managers; the contact asks again meanwhile. Each was
    called once, and could read what it was called for."""
    path = f"/threads/{told.world.thread(brand.REP1_LINE, brand.HANDSETS[0])}"
    _counting(told)
    until = (told.world.now + timedelta(days=1)).isoformat()
    told.ask("rep1", "POST", "/absences", {"ends": until, "backups": ["rep2", "limited"]})
    told.texts(brand.HANDSETS[0], brand.REP1_LINE, "Is it still there?")
    told.world.drain()
    _by(told, 5)
    told.texts(brand.HANDSETS[0], brand.REP1_LINE, "Hello?")
    told.world.drain()
    _by(told, MINUTES - 5)
    told.ask("limited", "GET", path)
    told.ask("limited", "GET", f"{path}/messages")
    _by(told, MINUTES)
    _by(told, MINUTES)


def back_before_the_step(told: Teller) -> None:
    """Who is away each Monday is back for this one before the step: the text did not concern it when it came,
    so it is called."""
    _counting(told)
    made = told.ask("rep1", "POST", "/absences", {"week": LATE, "backups": ["rep2"]})
    told.texts(brand.HANDSETS[0], brand.REP1_LINE, "Is it still there?")
    told.world.drain()
    _by(told, 5)
    if made.ok:
        told.ask("rep1", "PATCH", f"/absences/{made.json['id']}", {"starts": made.json["until"]})
    _by(told, MINUTES - 5)
    _by(told, MINUTES)


def answered_in_time(told: Teller) -> None:
    """One is answered, one archived, one put off, one stopped, before anybody else is called; then one asks again."""
    _counting(told)
    for handset in brand.HANDSETS[:4]:
        told.texts(handset, brand.SHARED, "Are you there?")
    told.world.drain()
    paths = [f"/threads/{told.world.thread(brand.SHARED, handset)}" for handset in brand.HANDSETS[:4]]
    told.ask("rep1", "POST", f"{paths[0]}/messages", {"body": "Yes."})
    told.ask("rep1", "PATCH", paths[1], {"folder": "archived"})
    until = (told.world.now + timedelta(hours=1)).isoformat()
    told.ask("rep1", "PATCH", paths[2], {"snooze": until})
    told.texts(brand.HANDSETS[3], brand.SHARED, "STOP")
    told.world.drain()
    _by(told, MINUTES)
    told.texts(brand.HANDSETS[0], brand.SHARED, "And tomorrow?")
    told.world.drain()
    _by(told, MINUTES)


def waits_for_the_office(told: Teller) -> None:
    """A line that is shut: nobody is called until it was open for long enough; then it is switched off."""
    _counting(told)
    told.ask("admin", "PATCH", f"/lines/{told.world.line(brand.REP1_LINE)}", {"hours": LATE})
    told.texts(brand.HANDSETS[0], brand.REP1_LINE, "Is it still there?")
    told.texts(brand.HANDSETS[1], brand.REP1_LINE, "And for me?")
    told.world.drain()
    _by(told, MINUTES)
    told.ask("admin", "PATCH", "/settings", {"escalate_after": 0})
    told.texts(brand.HANDSETS[2], brand.REP1_LINE, "And for all of us?")
    told.world.drain()
    _by(told, MINUTES)
