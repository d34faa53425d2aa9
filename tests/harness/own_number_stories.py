"""Stories of people who give their own phone: by a code that goes there, and comes back (AL-1)."""

from __future__ import annotations

import re

from tests.harness import brand
from tests.harness.teller import Teller

ADA = brand.HANDSETS[0]
NEW_PHONE = "+12025550181"
_CODE = re.compile(r": (\d{6}) is your code")


def code_at(told: Teller, phone: str) -> str:
    """The last code that a handset got; one that is none while a fault holds it up."""
    found = [match[1] for text in told.world.carrier.got(phone) if (match := _CODE.search(text))]
    return found[-1] if found else "none"


def _asked(told: Teller, who: str, phone: str) -> None:
    told.ask(who, "POST", "/me/phone", {"phone": phone}, also=(409,))
    told.world.drain()


def _typed(told: Teller, who: str, code: str) -> None:
    told.ask(who, "POST", "/me/phone/code", {"code": code}, also=(409, 422))


def own_phone_changed(told: Teller) -> None:
    """The old phone is alerted until the code for the new one came back; a wrong code changes nothing; then none is."""
    _asked(told, "rep1", NEW_PHONE)
    told.texts(ADA, brand.REP1_LINE, "Is it still there?")
    told.world.drain()
    _typed(told, "rep1", "12345")
    _typed(told, "rep1", code_at(told, NEW_PHONE))
    told.world.advance(minutes=6)
    told.texts(ADA, brand.REP1_LINE, "Hello?")
    told.world.drain()
    told.ask("rep1", "DELETE", "/me/phone")


def own_phone_of_a_contact(told: Teller) -> None:
    """A contact's phone becomes a person's: its STOP and START are both's, and its words nobody's conversation."""
    _asked(told, "rep2", ADA)
    _typed(told, "rep2", code_at(told, ADA))
    for body in ("Hello", "STOP", "START"):
        told.texts(ADA, brand.SHARED, body)
        told.world.drain()
        told.world.advance(minutes=1)


def own_phone_that_stopped(told: Teller) -> None:
    """Who has said STOP gets no code until its START, though it was asked for before; nor more than three an hour."""
    told.ask("rep2", "POST", "/me/phone", {"phone": ADA}, also=(409,))
    told.texts(ADA, brand.SHARED, "STOP")
    told.world.drain()
    _asked(told, "rep2", ADA)
    told.texts(ADA, brand.SHARED, "START")
    told.world.drain()
    for _ in range(2):
        _asked(told, "rep2", ADA)
    told.texts(ADA, brand.SHARED, "STOP")
    told.world.drain()
    _typed(told, "rep2", code_at(told, ADA))
