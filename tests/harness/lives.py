"""Whole lives of a text, as stories that are counted."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.recorder import Recorder
from tests.harness.world import World


def calls_of_an_answer(world: World) -> int:
    """AWS calls from a rep's answer in an open thread to its second receipt."""
    handset = brand.HANDSETS[0]
    world.handset_texts(handset, brand.SHARED, "Hello")
    world.drain()
    thread, recorder = world.thread(brand.SHARED, handset), Recorder()
    with world.around(recorder):
        assert world.api("rep2", "POST", f"/threads/{thread}/messages", {"body": "Hi"}, key=world.key()).ok
        world.drain()
        for status in ("sent", "delivered"):
            world.callback(world.carrier.sent[-1], status)
    return recorder.total
