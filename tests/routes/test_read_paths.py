"""No read path tells anybody a word of what is of a line that it does not see: list, search, count, preview, updates
and direct id, with all that a query can ask for (G9, T4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest

from chalicelib.routes.endpoint import Operation
from tests.harness.brand import REP1_LINE
from tests.harness.world import World
from tests.routes.answers import good
from tests.routes.matrix import ACTORS, OPEN, OWN, Actor, Stage
from tests.routes.scene import SECRET_ORDER, SECRET_REPLY, SECRET_TEXT, TABLE

NOTE, LATER, LEAD = "the quince is bitter", "the medlar may wait", "the sloe is small"
WORDS = {SECRET_TEXT, SECRET_ORDER, SECRET_REPLY, NOTE, LATER, LEAD}
READS = ("preview_group", "preview_group_chat", "preview_broadcast", "render_template")
"""They are asked by POST, and change nothing."""
BLIND = [actor for actor in ACTORS if OWN not in actor.sees]


@pytest.fixture(scope="module")
def planted() -> Iterator[tuple[Stage, dict[str, str]]]:
    """A stage with words of rep1's own line, and for each actor where its updates began before they were said."""
    with World() as world:
        stage = Stage(world)
        began = {str(actor.name): _began(world, actor) for actor in ACTORS}
        world.advance(1)
        thread, lead = stage.scene.foreign["thread_id"], stage.scene.foreign["lead_id"]
        later = {"body": LATER, "send_at": (world.now + timedelta(days=1)).isoformat()}
        good(world.api("rep1", "POST", f"/threads/{thread}/notes", {"body": NOTE}), 201)
        good(world.api("rep1", "POST", f"/threads/{thread}/messages", later), 201)
        version = good(world.api("rep1", "GET", f"/leads/{lead}"))["version"]
        good(world.api("rep1", "PATCH", f"/leads/{lead}", {"note": LEAD, "stage": "qualified", "version": version}))
        world.drain()
        yield stage, began


def _began(world: World, actor: Actor) -> str:
    answer = world.api(actor.name, "GET", "/updates")
    return str(answer.json["cursor"]) if answer.ok else ""


def queries(operation: Operation, stage: Stage, since: str) -> list[str]:
    """One for each thing that it can be asked for, which may be somebody else's."""
    known = operation.query.model_fields if operation.query else {}
    foreign = stage.scene.foreign
    asked = {
        "line": (REP1_LINE, str(stage.world.line(REP1_LINE))),
        "assignee": ("rep1", "me"),
        "q": ("plum", "quince", "Ada"),
        "of": (foreign["broadcast_id"],),
        "thread": (foreign["thread_id"],),
        "since": (since,),
        "folder": ("inbox", "snoozed", "archived"),
        "view": ("mine", "unassigned", "all"),
        "stage": ("new", "qualified"),
        "status": ("sent", "queued", "delivered"),
        "scope": ("personal", "shared"),
        "limit": ("100",),
    }
    return ["", *(f"?{name}={quote(value)}" for name in known for value in asked.get(name, ()))]


def told(stage: Stage, actor: Actor, since: str) -> Iterator[tuple[str, str]]:
    """All that it can be told, and by which request."""
    for name, operation in TABLE.items():
        for line in (OPEN, OWN):
            if name in READS:
                yield name, stage.ask(actor, name, line).body
            if operation.method == "GET":
                ids = stage.scene.open if line is OPEN else stage.scene.foreign
                ids = {"absence_id": "", **ids}
                chat = {"thread_id": ids["chat_id"]} if operation.path.startswith("/group-chats/") else {}
                for query in queries(operation, stage, since):
                    path = operation.path.format(**{**ids, **chat}) + query
                    yield path, stage.world.api(actor.name, "GET", path).body


@pytest.mark.parametrize("actor", BLIND, ids=lambda actor: str(actor.name))
def test_who_does_not_see_the_line_reads_no_word_of_it(planted: tuple[Stage, dict[str, str]], actor: Actor) -> None:
    stage, began = planted
    shown = [
        (path, word) for path, body in told(stage, actor, began[str(actor.name)]) for word in WORDS if word in body
    ]
    assert shown == []


def test_who_sees_it_reads_all_of_them(planted: tuple[Stage, dict[str, str]]) -> None:
    """The canaries are alive: each word comes by a read path, some by several."""
    stage, began = planted
    rep1 = next(actor for actor in ACTORS if actor.name == "rep1")
    read = [body for _, body in told(stage, rep1, began["rep1"])]
    assert {word for word in WORDS if any(word in body for body in read)} == WORDS


MIXED = ("fetch_media", "change_scheduled", "cancel_scheduled")
"""Their paths name a conversation and a text in it."""


@pytest.mark.parametrize("name", MIXED)
def test_a_text_of_a_conversation_that_is_hidden_is_in_no_other(
    planted: tuple[Stage, dict[str, str]], name: str
) -> None:
    """Of all that the path names the last alone is somebody else's: it is answered as what never was."""
    stage, _ = planted
    rep2 = next(actor for actor in ACTORS if actor.name == "rep2")
    scene = stage.scene
    theirs = {**scene.open, "message_id": scene.foreign["message_id"], "planned_id": scene.foreign["planned_id"]}
    absent = {**scene.open, "message_id": "0" * 26, "planned_id": "0" * 26}
    hidden, nothing = stage.ask(rep2, name, OPEN, theirs), stage.ask(rep2, name, OPEN, absent)
    assert (hidden.status, hidden.body, hidden.headers) == (nothing.status, nothing.body, nothing.headers)
    assert hidden.status in (404, 409)
