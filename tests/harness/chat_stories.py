"""Stories of group conversations (SD-3)."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.faults import down, unheard
from tests.harness.media_stories import uploaded
from tests.harness.pictures import PNG
from tests.harness.teller import Teller

ADA, BEN, CLEO, DAN = brand.HANDSETS[:4]


def chatted(told: Teller) -> None:
    """A rep begins it, two members and the rep write, and everybody's answers are read."""
    told.ask("rep2", "POST", "/group-chats/preview", _order(told, ADA, BEN, brand.OPTED_OUT))
    with told.world.around(unheard("start_group_chat")):
        path = _started(told, ADA, BEN, CLEO)
    told.world.drain()
    told.texts(ADA, brand.SHARED, "Who brings cake?")
    told.texts(BEN, brand.SHARED, "I do")
    told.world.drain()
    if path:
        with told.world.around(unheard("send_message")):
            told.ask("rep1", "POST", f"/threads/{path}/messages", {"body": "Lovely, says {{brand}}"})
        told.world.drain()
        told.ask("rep1", "GET", f"/threads/{path}/messages")
        told.ask("limited", "GET", f"/group-chats/{path}")


def left_by_stop(told: Teller) -> None:
    """Ben says STOP: the others go on without him, and are told once."""
    _started(told, ADA, BEN, CLEO)
    told.world.drain()
    told.texts(BEN, brand.SHARED, "STOP")
    told.texts(ADA, brand.SHARED, "Who brings cake?")
    told.world.drain()
    told.texts(BEN, brand.SHARED, "START")
    told.texts(CLEO, brand.SHARED, "I do")
    told.world.drain()


def refused_by_provider(told: Teller) -> None:
    """The provider says that Ben has opted out, and later of Cleo: they leave as by their own STOP."""
    _started(told, ADA, BEN, CLEO)
    told.world.drain()
    told.report(told.sent_to(CLEO), "undelivered", error=21610)
    told.world.carrier.refuses[BEN] = 21610
    told.texts(ADA, brand.SHARED, "Who brings cake?")
    told.world.drain()


def doubted(told: Teller) -> None:
    """Words that may mean stop stay Ben's own matter, and freeze; a person says that they did mean it."""
    _started(told, ADA, BEN, CLEO)
    told.world.drain()
    told.texts(BEN, brand.SHARED, "please stop texting me about this")
    told.texts(ADA, brand.SHARED, "Who brings cake?")
    told.world.drain()
    thread = told.world.thread(brand.SHARED, BEN)
    told.ask("rep2", "POST", f"/threads/{thread}/doubt", {"meant_stop": True}, also=(404, 409))
    told.world.drain()


def came_and_went(told: Teller) -> None:
    """Dan comes, Ben is taken out, then it ends; what they write after that is for the brand alone."""
    path = _started(told, ADA, BEN, CLEO)
    told.world.drain()
    for wish in ({"add": told.world.contact(DAN)}, {"remove": told.world.contact(BEN)}) if path else ():
        with told.world.around(unheard("change_group_chat")):
            told.ask("rep2", "PATCH", f"/group-chats/{path}", wish)
        told.world.drain()
    told.texts(BEN, brand.SHARED, "Am I out?")
    told.texts(DAN, brand.SHARED, "Hello all")
    told.world.drain()
    if path:
        told.ask("rep2", "PATCH", f"/group-chats/{path}", {"ended": True})
    told.texts(ADA, brand.SHARED, "Just you and me now?")
    told.world.drain()


def written_while_store_is_down(told: Teller) -> None:
    """The text waits on the queue, and is passed on from there."""
    _started(told, ADA, BEN)
    told.world.drain()
    with told.world.around(down("dynamodb", "hooks_inbound")):
        told.texts(ADA, brand.SHARED, "Anybody there?")
    told.world.drain()


def missed_in_chat(told: Teller) -> None:
    """Its webhook never came: the sweep finds the text, and it is passed on late."""
    _started(told, ADA, BEN)
    told.world.drain()
    told.world.carrier.took_in(ADA, brand.SHARED, "Anybody there?")
    told.world.advance(11)
    told.world.reconcile()
    told.world.drain()


def in_quarantine(told: Teller) -> None:
    """It came while the line was off, and is passed on once it is taken in."""
    _started(told, ADA, BEN)
    told.world.drain()
    line = f"/lines/{told.world.line(brand.SHARED)}"
    told.ask("admin", "PATCH", line, {"active": False})
    told.texts(ADA, brand.SHARED, "Anybody there?")
    told.ask("admin", "PATCH", line, {"active": True})
    told.settle_quarantine("manager")


def pictured(told: Teller) -> None:
    """A rep's picture goes to all; a member's stays, with a word about it."""
    path = _started(told, ADA, BEN)
    told.world.drain()
    if path:
        body = {"body": "Look", "media": uploaded(told, "rep2")}
        told.ask("rep2", "POST", f"/threads/{path}/messages", body, also=(422,))
    told.texts(ADA, brand.SHARED, "And this", media=[PNG])
    told.world.drain()


def _order(told: Teller, first: str, *to: str) -> dict[str, object]:
    """The first is named as a contact, the others by their numbers."""
    return {"line": brand.SHARED, "to": [told.world.contact(first), *to], "body": "Party on Friday!"}


def _started(told: Teller, *to: str) -> str:
    """The id of a new conversation on the shared line; empty where a fault kept it from coming to be."""
    made = told.ask("rep2", "POST", "/group-chats", _order(told, *to))
    return str(made.json["thread"]["id"]) if made.ok else ""
