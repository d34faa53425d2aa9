"""Texts in quarantine: shown with what stands in their way, taken in, or put away (TH-5)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.brand import HANDSETS, SHARED, STRANGER, UNKNOWN_LINE
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

TAKE_IN, DISMISS = {"take_in": True}, {"take_in": False}


def switch(world: World, *, active: bool) -> None:
    good(world.api("admin", "PATCH", f"/lines/{world.line(SHARED)}", {"active": active}))


def listed(world: World) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = good(world.api("manager", "GET", "/quarantine"))["items"]
    return found


def sent_while_off(world: World, body: str = "Anybody there?") -> str:
    """The path of a text that came while the shared line was off; it is on again."""
    switch(world, active=False)
    assert world.handset_texts(STRANGER, SHARED, body).status == 200
    (text,) = listed(world)
    assert (text["line"]["label"], text["obstacle"]) == ("Brand", text["obstacle"])
    assert "switched off" in text["obstacle"]
    problem(world.api("manager", "POST", f"/quarantine/{text['id']}", TAKE_IN), 409, "line_off")
    switch(world, active=True)
    return f"/quarantine/{text['id']}"


def test_a_text_is_taken_in_on_its_own_line_once_that_is_in_use(world: World) -> None:
    path = sent_while_off(world)
    assert [text["obstacle"] for text in listed(world)] == [None]
    thread = good(world.api("manager", "POST", path, TAKE_IN))["thread"]
    assert thread == world.thread(SHARED, STRANGER)
    assert listed(world) == []
    head = good(world.api("rep2", "GET", f"/threads/{thread}"))
    assert (head["preview"], head["unread"], head["tab"]) == ("Anybody there?", True, "needs_attention")
    said = good(world.api("rep2", "GET", f"/threads/{thread}/messages"))["items"]
    assert [entry["body"] for entry in said] == ["Anybody there?"]
    world.drain()
    assert any(f"/t/{thread}" in mail["text"] for mail in world.mails) or any(
        f"/t/{thread}" in text.body for text in world.carrier.sent
    )


def test_what_is_taken_in_is_taken_in_once(world: World) -> None:
    path = sent_while_off(world)
    good(world.api("manager", "POST", path, TAKE_IN))
    problem(world.api("admin", "POST", path, TAKE_IN), 404, "not_found")
    problem(world.api("admin", "POST", path, DISMISS), 404, "not_found")
    said = good(world.api("rep2", "GET", f"/threads/{world.thread(SHARED, STRANGER)}/messages"))["items"]
    assert len(said) == 1


def test_the_carriers_list_brings_back_nothing_that_was_settled(world: World) -> None:
    """I1: it is known as taken in, wherever it stands now."""
    good(world.api("manager", "POST", sent_while_off(world), DISMISS))
    world.reconcile()
    assert listed(world) == []
    assert good(world.api("rep2", "GET", "/threads"))["items"] == []


def test_a_text_to_no_line_can_only_be_put_away(world: World) -> None:
    assert world.handset_texts(HANDSETS[0], UNKNOWN_LINE, "Is this the shop?").status == 200
    (text,) = listed(world)
    assert text["line"] is None
    path = f"/quarantine/{text['id']}"
    problem(world.api("manager", "POST", path, TAKE_IN), 409, "no_line")
    for _ in range(2):
        assert good(world.api("manager", "POST", path, DISMISS)) == {"thread": None}
    assert listed(world) == []
    problem(world.api("manager", "POST", path, TAKE_IN), 404, "not_found")


@pytest.mark.parametrize("asked", [TAKE_IN, DISMISS])
@pytest.mark.parametrize("text", ["0" * 26, "x", "0" * 3000])
def test_what_is_not_in_the_quarantine_is_not_found(world: World, text: str, asked: dict[str, bool]) -> None:
    problem(world.api("manager", "POST", f"/quarantine/{text}", asked), 404, "not_found")


def test_what_to_do_must_be_said(world: World) -> None:
    wrong(world.api("manager", "POST", f"/quarantine/{'0' * 26}", {}), "take_in")
