"""Stories of texts that come close together: none stays untold (AL-1, A4)."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.teller import Teller

ADA, BEN = brand.HANDSETS[:2]


def caught_up(told: Teller) -> None:
    """A rep answers, and the contact asks on; another contact asks a team on, and one of it gets the conversation."""
    asked_on(told, ADA, brand.REP1_LINE)
    answer = {"body": "Until six."}
    told.ask("rep1", "POST", f"/threads/{told.world.thread(brand.REP1_LINE, ADA)}/messages", answer, also=(404,))
    told.world.advance(minutes=1)
    told.texts(ADA, brand.REP1_LINE, "And on Sundays?")
    told.world.drain()
    asked_on(told, BEN, brand.SHARED)
    path = f"/threads/{told.world.thread(brand.SHARED, BEN)}"
    told.ask("manager", "PATCH", path, {"assignee": "rep2"}, also=(404,))
    told.world.drain()


def talked_by_texts(told: Teller) -> None:
    """A rep answers from its own phone one text of two, is told of the other, and answers on; the contact goes on, and
    has the last word but one."""
    told.ask("admin", "PATCH", "/settings", {"own_phone_answers": True})
    asked_on(told, ADA, brand.REP1_LINE)
    for said, *asked in (("It is.", "And in blue?", "Or green?"), ("Not in green.",)):
        told.texts(brand.REP1_PHONE, brand.REP1_LINE, said)
        told.world.drain()
        told.world.advance(minutes=1)
        for body in asked:
            told.texts(ADA, brand.REP1_LINE, body)
            told.world.drain()
        told.world.advance(minutes=1)


def asked_on(told: Teller, contact: str, line: str) -> None:
    for body in ("Is it still there?", "Size 42."):
        told.texts(contact, line, body)
        told.world.drain()
        told.world.advance(minutes=1)
