"""Stories of keyword rules: who texts a word is replied to, tagged, put into a group and given to somebody (AU-1)."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.teller import Teller

ADA, BEN, CLEO = brand.HANDSETS[:3]
HOURS = {"words": ["Hours"], "reply": "We are open 9 to 5.", "alert": False}
PRICE = {"words": ["price", "how much"], "anywhere": True, "tags": ["price"], "assignee": "rep2"}
CLUB = {"words": ["club"], "reply": "Welcome to the club.", "tags": ["club"], "group": brand.SOLO}


def by_keyword(told: Teller) -> None:
    """Contacts and a stranger text the words of three rules, alone and within a text, again, and beside STOP."""
    told.texts(CLEO, brand.REP1_LINE, "Hello")
    told.world.drain()
    told.ask("admin", "PATCH", f"/lines/{told.world.line(brand.SHARED)}", {"rules": [HOURS, PRICE, CLUB]})
    for sender, body in (
        (ADA, "hours?"),
        (BEN, "And how much is it?"),
        (CLEO, "Club!"),
        (brand.STRANGER, "club"),
        (brand.LOCAL, "hours"),
        (ADA, "STOP"),
        (ADA, "hours"),
    ):
        told.texts(sender, brand.SHARED, body)
        told.world.drain()


def rules_hand_over(told: Teller) -> None:
    """A line that rules back: what they answer is theirs, what they cannot is a person's until one has answered."""
    change = {"rules": [HOURS | {"anywhere": True}], "backing": "bot"}
    told.ask("admin", "PATCH", f"/lines/{told.world.line(brand.SHARED)}", change)
    for sender, body in ((ADA, "hours"), (BEN, "Who was Ada Lovelace?"), (BEN, "hours"), (CLEO, "hours, call me")):
        told.texts(sender, brand.SHARED, body)
        told.world.drain()
    thread = told.world.thread(brand.SHARED, BEN)
    told.ask("rep2", "POST", f"/threads/{thread}/messages", {"body": "She wrote programs."})
    told.world.advance(minutes=40)
    told.texts(BEN, brand.SHARED, "Thanks. Your hours?")
    told.world.drain()


def by_keyword_and_gone(told: Teller) -> None:
    """The group of a rule is deleted, and the webhook of a text is lost: the rest of the rule is done nevertheless."""
    told.ask("admin", "PATCH", f"/lines/{told.world.line(brand.SHARED)}", {"rules": [CLUB, HOURS]})
    told.ask("manager", "DELETE", f"/groups/{brand.SOLO}")
    told.texts(ADA, brand.SHARED, "Club")
    told.world.drain()
    told.world.carrier.took_in(BEN, brand.SHARED, "Hours")
    told.world.advance(minutes=12)
    told.world.reconcile()
    told.world.drain()
