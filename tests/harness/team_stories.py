"""Stories of the team's own work in a conversation: notes, mentions, hands, and what is put off."""

from __future__ import annotations

from datetime import timedelta

from chalicelib.core.ids import shard
from tests.harness import brand
from tests.harness.faults import unheard
from tests.harness.teller import Teller


def noted(told: Teller) -> None:
    """A rep notes and mentions; who is mentioned twice is alerted twice, and no customer hears of it."""
    path = _asked(told)
    told.ask("rep2", "GET", f"{path}/people", also=(404,))
    told.ask("rep2", "POST", f"{path}/notes", {"body": "She wants the blue one. @Rep One, have we any?"}, also=(404,))
    told.ask("limited", "POST", f"{path}/notes", {"body": "@Rep One: ask in the store, @Manager knows"}, also=(404,))
    told.ask("rep2", "POST", f"{path}/notes", {"body": "Just for me."}, also=(404,))
    for _ in range(2):
        told.world.api("rep2", "POST", f"{path}/notes", {"body": "Once, in two tabs."}, "one note")
    told.ask("rep2", "POST", f"{path}/notes", {"body": "@Admin and @rep1@example.com"}, also=(404,))
    told.world.drain()
    told.ask("rep1", "GET", f"{path}/messages", also=(404,))


def assigned(told: Teller) -> None:
    """A manager gives a conversation to one, and at once to another: who has it in the end is told of it, though it was
    alerted of a text a moment ago."""
    path = _asked(told)
    told.world.drain()
    told.ask("manager", "PATCH", path, {"assignee": "rep1", "held_by": ""}, also=(404,))
    told.ask("admin", "PATCH", path, {"assignee": "rep2", "held_by": ""}, also=(404, 409))
    told.world.drain()
    told.ask("rep2", "PATCH", path, {"assignee": "rep2"}, also=(404,))


def put_off(told: Teller) -> None:
    """One conversation comes back when its time has come; another because its contact writes before that. Of what is
    saved here the answers get lost."""
    path, other = _asked(told), f"/threads/{told.world.thread(brand.SHARED, brand.HANDSETS[1])}"
    told.texts(brand.HANDSETS[1], brand.SHARED, "And a red one?")
    until = {"snooze": (told.world.now + timedelta(hours=1)).isoformat()}
    with told.world.around(unheard("change_thread")):
        for each in (path, other):
            told.ask("rep2", "PATCH", each, until, also=(404,))
    told.ask("rep2", "GET", "/threads?folder=snoozed")
    told.texts(brand.HANDSETS[1], brand.SHARED, "Hello?")
    told.world.advance(minutes=61)
    with told.world.around(unheard("tick")):
        told.world.tick()


def rested(told: Teller) -> None:
    """What waits for nobody is archived after a day, where the brand says so."""
    path = _asked(told)
    told.ask("admin", "PATCH", "/settings", {"close_after": 1})
    told.ask("rep2", "POST", f"{path}/messages", {"body": "It is on its way."}, also=(404,))
    told.world.drain()
    told.world.advance(minutes=25 * 60)
    minute = shard(told.world.line(brand.SHARED), 60)
    told.world.advance(minutes=(minute - told.world.now.minute) % 60)
    told.world.tick()


def looked_at(told: Teller) -> None:
    """Two have one conversation open, and one of them types; then it is put off under the other's eyes."""
    path = _asked(told)
    asked = f"/updates?thread={path.removeprefix('/threads/')}"
    told.ask("rep2", "PUT", f"{path}/viewing", {}, also=(404,))
    told.ask("limited", "PUT", f"{path}/viewing", {"typing": True}, also=(404,))
    updates = told.ask("rep2", "GET", asked)
    until = {"snooze": (told.world.now + timedelta(minutes=1)).isoformat()}
    told.ask("limited", "PATCH", path, until, also=(404,))
    if updates.ok:
        told.ask("rep2", "GET", f"{asked}&since={updates.json['cursor']}")


def _asked(told: Teller) -> str:
    """The path of a conversation on the shared line."""
    told.texts(brand.HANDSETS[0], brand.SHARED, "Is there a blue one?")
    return f"/threads/{told.world.thread(brand.SHARED, brand.HANDSETS[0])}"
