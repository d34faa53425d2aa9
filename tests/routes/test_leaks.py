"""What callers can learn or change of what is not theirs: nothing (G9). Nothing here changes anything."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.harness.brand import REP1_LINE, REP1_PHONE, UNKNOWN_LINE
from tests.harness.world import World
from tests.routes.answers import problem, wrong
from tests.routes.scene import BODIES, SECRET_ORDER, SECRET_REPLY, SECRET_TEXT, TABLE, Scene


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    with World() as world:
        yield Scene(world)


FOREIGN = ("thread_id", "broadcast_id", "template_id")


@pytest.mark.parametrize("actor", ["limited", "rep2"])
@pytest.mark.parametrize("name", [name for name, one in TABLE.items() if set(FOREIGN) & set(one.parameters)])
def test_what_is_foreign_is_answered_as_what_never_was(scene: Scene, name: str, actor: str) -> None:
    operation = TABLE[name]
    foreign = scene.call(actor, operation, scene.foreign)
    absent = scene.call(actor, operation, scene.absent)
    problem(foreign, 404, "not_found")
    assert (foreign.status, foreign.body, foreign.headers) == (absent.status, absent.body, absent.headers)


@pytest.mark.parametrize("name", [name for name, operation in TABLE.items() if operation.parameters])
def test_an_id_of_any_shape_is_just_not_there(scene: Scene, name: str) -> None:
    operation = TABLE[name]
    for parameter in operation.parameters:
        for odd in ("x", "l-c", "%00", "a%2Fb", "..", "'", "x" * 2000, "contact", "people", "standing"):
            also = {"message_id": {"planned_id": odd}, "thread_id": {"chat_id": odd}}.get(parameter, {})
            problem(scene.call("admin", operation, scene.open | {parameter: odd} | also), 404, "not_found")


@pytest.mark.parametrize("actor", ["limited", "rep2"])
def test_no_read_path_shows_what_is_not_the_callers(scene: Scene, actor: str) -> None:
    read = []
    queries = ["", "?limit=100", "?folder=archived", "?assignee=rep1", "?assignee=me", "?q=Ada", "?status=sent"]
    for operation in TABLE.values():
        if operation.method != "GET":
            continue
        for ids in (scene.open, scene.foreign):
            read += [scene.world.api(actor, "GET", operation.path.format(**ids) + query).body for query in queries]
    shown = json.dumps(read)
    assert "Hello" in shown, "what is the caller's own is shown"
    for secret in (SECRET_TEXT, SECRET_ORDER, SECRET_REPLY, REP1_LINE, REP1_PHONE, "Rep One line"):
        assert secret not in shown, secret


@pytest.mark.parametrize("actor", ["limited", "rep2"])
def test_a_line_of_others_cannot_be_asked_for(scene: Scene, actor: str) -> None:
    for line in (REP1_LINE, scene.world.line(REP1_LINE)):
        problem(scene.world.api(actor, "GET", f"/threads?line={line.replace('+', '%2B')}"), 403, "line_not_yours")


ADMIN_FIELDS = (
    "active",
    "assignee",
    "author",
    "brand",
    "claims",
    "consent",
    "id",
    "line_number",
    "members",
    "owner",
    "role",
    "stopped",
    "version",
    "__proto__",
)


@pytest.mark.parametrize("name", BODIES)
def test_fields_that_are_not_the_callers_to_set_are_refused(scene: Scene, name: str) -> None:
    operation = TABLE[name]
    assert operation.body is not None
    before = [scene.world.items(noun) for noun in ("conversations", "contacts", "team", "broadcasts")]
    for extra in set(ADMIN_FIELDS) - operation.body.model_fields.keys():
        wrong(scene.call("admin", operation, scene.open, **{extra: "admin"}), extra)
    assert [scene.world.items(noun) for noun in ("conversations", "contacts", "team", "broadcasts")] == before


def test_a_reps_own_number_is_not_shown_even_where_its_text_went_astray() -> None:
    with World() as world:
        assert world.handset_texts(REP1_PHONE, UNKNOWN_LINE, "Wrong number, sorry").status == 200
        for actor in ("manager", "admin"):
            shown = world.api(actor, "GET", "/quarantine").body
            assert REP1_PHONE not in shown
            assert "Wrong number" not in shown
