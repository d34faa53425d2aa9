"""Stories of what a rep texts from its own phone: answers to alerts, and words about them (AL-5)."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.teller import Teller

ADA, BEN = brand.HANDSETS[:2]
SWITCHED_OFF = 30003


def _allowed(told: Teller) -> None:
    told.ask("admin", "PATCH", "/settings", {"own_phone_answers": True})


def answered_from_own_phone(told: Teller) -> None:
    """One contact's text is answered as it is, two by their numbers; what means neither goes to nobody."""
    _allowed(told)
    told.texts(ADA, brand.REP1_LINE, "Is it still there?")
    told.world.drain()
    told.world.advance(minutes=1)
    told.texts(brand.REP1_PHONE, brand.REP1_LINE, "It is, come by")
    told.world.drain()
    told.texts(BEN, brand.REP1_LINE, "How much?")
    told.world.drain()
    told.world.advance(minutes=1)
    for body in ("Ten dollars", "#2 Ten", "HELP"):
        told.texts(brand.REP1_PHONE, brand.REP1_LINE, body)
        told.world.drain()


def refused_from_own_phone(told: Teller) -> None:
    """The contact has stopped; the rep is told, stops its alerts, and takes them back."""
    _allowed(told)
    told.texts(ADA, brand.REP1_LINE, "Is it still there?")
    told.world.drain()
    told.texts(ADA, brand.REP1_LINE, "STOP")
    told.world.drain()
    told.world.advance(minutes=1)
    for body in ("It is, come by", "STOP", "START"):
        told.texts(brand.REP1_PHONE, brand.REP1_LINE, body)
        told.world.drain()


def alerts_that_reach_no_phone(told: Teller) -> None:
    """By text alone: the handset is off when the first one comes, and the rep's STOP overtakes the second."""
    told.ask("rep1", "PATCH", "/me", {"alerts": ["text"]})
    told.texts(ADA, brand.REP1_LINE, "Is it still there?")
    told.world.drain()
    told.report(told.sent_to(brand.REP1_PHONE), "undelivered", "undelivered", error=SWITCHED_OFF)
    told.texts(BEN, brand.REP1_LINE, "How much?")
    told.world.work("alert")
    told.texts(brand.REP1_PHONE, brand.REP1_LINE, "STOP")
    told.world.work("alert")
    told.world.drain()
