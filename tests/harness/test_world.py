"""The world stands: what comes in becomes a thread, an alert, and an answer on the handset."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.world import World


def test_a_stranger_is_heard_alerted_of_and_answered(world: World) -> None:
    assert world.handset_texts(brand.STRANGER, brand.SHARED, "Are you open?").status == 200
    world.drain()
    thread = world.thread(brand.SHARED, brand.STRANGER)
    answer = world.api("rep2", "POST", f"/threads/{thread}/messages", {"body": "Until six."}, key=world.key())
    assert answer.status == 201
    world.drain()
    assert world.carrier.got(brand.STRANGER) == ["Until six."]
    assert {mail["to"] for mail in world.mails} == {"rep1@example.com", "rep2@example.com", "limited@example.com"}
    assert [text.sender for text in world.carrier.sent if text.to == brand.REP1_PHONE] == [brand.REP1_LINE]


def test_each_world_begins_as_the_first_did(world: World) -> None:
    assert world.api("admin", "GET", "/threads").json["items"] == []
    assert world.api("admin", "GET", f"/groups/{brand.GROUP}").json["size"] == len(brand.HANDSETS)
    assert world.mails == []


def test_a_first_text_climbs_to_delivered(world: World) -> None:
    thread = world.thread(brand.REP1_LINE, brand.HANDSETS[0])
    started = world.api("rep1", "POST", "/threads", {"line": brand.REP1_LINE, "to": brand.HANDSETS[0], "body": "Hi"})
    assert started.json["thread"]["id"] == thread
    world.drain()
    assert world.carrier.got(brand.HANDSETS[0]) == ["Hi"]
    for status in ("sent", "delivered"):
        assert world.callback(world.carrier.sent[0], status).status == 200
    timeline = world.api("rep1", "GET", f"/threads/{thread}/messages").json["items"]
    assert [entry["status"] for entry in timeline if entry["body"] == "Hi"] == ["delivered"]
