"""Stories of texts that reps plan for later (SD-7)."""

from __future__ import annotations

from datetime import timedelta

from tests.harness import brand
from tests.harness.faults import down, unheard
from tests.harness.media_stories import uploaded
from tests.harness.teller import Teller

ADA = brand.HANDSETS[0]
FINN = brand.OPTED_OUT
"""Of `brand.newcomers`: agreed, and nobody ever wrote."""


def planned_and_gone(told: Teller) -> None:
    """One is changed, one has a picture; both go when their time comes. The first text to a lead stops its clock."""
    path = _asked(told)
    told.ask("rep1", "POST", "/leads", {"line": brand.SHARED, "phone": ADA}, also=(409,))
    with told.world.around(unheard("send_message")):
        made = _planned(told, path, "It came in.")
    _planned(told, path, "", media=uploaded(told, "rep2"))
    if made:
        with told.world.around(unheard("change_scheduled")):
            told.ask("limited", "PATCH", made, {"body": "It is here, {{first_name}}."}, also=(404, 409))
        told.ask("rep2", "PATCH", made, {"cancel_on_reply": True}, also=(404, 409))
    told.ask("rep1", "GET", f"{path}/messages", also=(404,))
    _wait(told, 61)


def planned_and_cancelled(told: Teller) -> None:
    """Whoever may write there cancels, once plainly; then, of what is saved, the answers get lost."""
    path = _asked(told)
    if other := _planned(told, path, "Never mind."):
        told.ask("rep2", "DELETE", other, also=(404, 409))
    made = _planned(told, path, "It came in.", media=uploaded(told, "rep2"))
    if made:
        told.ask("rep2", "PATCH", made, {"body": "Here it is."}, also=(404, 409))
        with told.world.around(unheard("cancel_scheduled")):
            told.ask("limited", "DELETE", made, also=(404, 409))
    _wait(told, 61)
    if made and told.world.carrier.got(ADA):
        told.world.monitor.broken.append("SD-7: what was cancelled went out")


def planned_and_replied(told: Teller) -> None:
    """A reply calls one off; the other goes all the same, though the contact waits for an answer."""
    path = _asked(told)
    _planned(told, path, "Anybody there?", cancel_on_reply=True)
    _planned(told, path, "Your order has left.")
    told.texts(ADA, brand.SHARED, "Yes, I am here")
    _wait(told, 61)


def planned_and_stopped(told: Teller) -> None:
    """A STOP calls off what waits for no reply, and of the rest nothing may go."""
    path = _asked(told)
    _planned(told, path, "Anybody there?", cancel_on_reply=True)
    _planned(told, path, "Your order has left.")
    told.texts(ADA, brand.SHARED, "STOP")
    _wait(told, 61)


def replied_while_store_is_down(told: Teller) -> None:
    """The reply waits on the queue, and calls off there."""
    path = _asked(told)
    _planned(told, path, "Anybody there?", cancel_on_reply=True)
    with told.world.around(down("dynamodb", "hooks_inbound")):
        told.texts(ADA, brand.SHARED, "Here I am")
    told.world.drain()


def missed_reply(told: Teller) -> None:
    """Its webhook never came: the sweep finds the reply, before the text went."""
    path = _asked(told)
    _planned(told, path, "Anybody there?", cancel_on_reply=True)
    told.world.carrier.took_in(ADA, brand.SHARED, "Here I am")
    told.world.advance(11)
    told.world.reconcile()


def reply_in_quarantine(told: Teller) -> None:
    """It came while the line was off, and calls off once it is taken in."""
    path = _asked(told)
    _planned(told, path, "Anybody there?", cancel_on_reply=True)
    line = f"/lines/{told.world.line(brand.SHARED)}"
    told.ask("admin", "PATCH", line, {"active": False})
    told.texts(ADA, brand.SHARED, "Here I am")
    told.ask("admin", "PATCH", line, {"active": True})
    told.settle_quarantine("manager")


def begun_later(told: Teller) -> None:
    """A conversation begins with a text for later, whose contact was taken out of the list: it is made as the text
    goes. The answers of what is saved get lost."""
    told.ask("manager", "DELETE", f"/contacts/{told.world.contact(FINN)}", also=(404,))
    with told.world.around(unheard("start_thread")):
        _begun(told, "Good morning, {{first_name|there}}.", media=uploaded(told, "rep2"))
    _begun(told, "And at noon?")
    _wait(told, 61)


def begun_and_cancelled(told: Teller) -> None:
    """Nothing was said in it, and nothing goes; then its contact writes."""
    made = _begun(told, "Good morning.")
    if made:
        told.ask("rep2", "GET", "/scheduled")
        told.ask("rep2", "PATCH", made, {"body": "Good day."}, also=(404, 409))
        told.ask("rep2", "DELETE", made, also=(404, 409))
    _wait(told, 61)
    if made and told.world.carrier.got(FINN):
        told.world.monitor.broken.append("SD-7: what was cancelled went out")
    told.texts(FINN, brand.SHARED, "Are you open?")
    told.world.drain()


def begun_and_stopped(told: Teller) -> None:
    """The contact leaves before it ever got a text."""
    _begun(told, "Good morning.")
    told.texts(FINN, brand.SHARED, "STOP")
    _wait(told, 61)


def held_back(told: Teller) -> None:
    """Its line is held when its time comes: it waits, and goes once the line is free."""
    path = _asked(told)
    _planned(told, path, "It came in.")
    line = f"/lines/{told.world.line(brand.SHARED)}"
    told.ask("admin", "PATCH", line, {"verification": "pending"})
    _wait(told, 61)
    told.ask("admin", "PATCH", line, {"verification": "verified"})
    _wait(told, 16)


def _asked(told: Teller) -> str:
    """The path of a conversation on the shared line."""
    told.texts(ADA, brand.SHARED, "Is there a blue one?")
    return f"/threads/{told.world.thread(brand.SHARED, ADA)}"


def _planned(told: Teller, path: str, body: str, **more: object) -> str:
    """The path of a text for an hour later; empty where a fault kept it from coming to be."""
    wish = {"body": body, "send_at": (told.world.now + timedelta(hours=1)).isoformat(), **more}
    made = told.ask("rep2", "POST", f"{path}/messages", wish, also=(404, 422))
    return f"{path}/scheduled/{made.json['id']}" if made.ok else ""


def _begun(told: Teller, body: str, **more: object) -> str:
    """The path of a text for an hour later that begins a conversation, or stands in it; empty where none came to be."""
    wish = {"line": brand.SHARED, "to": FINN, "body": body, **more}
    wish["send_at"] = (told.world.now + timedelta(hours=1)).isoformat()
    made = told.ask("rep2", "POST", "/threads", wish, also=(422,))
    return f"/threads/{made.json['thread']['id']}/scheduled/{made.json['message']['id']}" if made.ok else ""


def _wait(told: Teller, minutes: float) -> None:
    told.world.drain()
    told.world.advance(minutes)
    told.world.tick()
    told.world.drain()
