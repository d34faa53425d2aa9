"""Stories of the team's own work in a conversation: notes, mentions, hands, and what is put off."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.teller import Teller


def noted(told: Teller) -> None:
    """A rep notes and mentions; who is mentioned twice in a burst is alerted once, and no customer hears of it."""
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
    """A manager gives a conversation to one, and at once to another: who has it in the end is told of it."""
    path = _asked(told)
    told.world.drain()
    told.world.advance(minutes=6)
    told.ask("manager", "PATCH", path, {"assignee": "rep1", "held_by": ""}, also=(404,))
    told.ask("admin", "PATCH", path, {"assignee": "rep2", "held_by": ""}, also=(404, 409))
    told.world.drain()
    told.ask("rep2", "PATCH", path, {"assignee": "rep2"}, also=(404,))


def _asked(told: Teller) -> str:
    """The path of a conversation on the shared line."""
    told.texts(brand.HANDSETS[0], brand.SHARED, "Is there a blue one?")
    return f"/threads/{told.world.thread(brand.SHARED, brand.HANDSETS[0])}"
