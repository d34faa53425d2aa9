"""G12: whoever writes is seen within five seconds and somebody is alerted within ten, in virtual time.

Each queue that a job passes takes a second, as a cold function would; what the dashboard adds is how often it asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chalicelib.core.effects import Queue
from tests.harness import brand
from tests.harness.brand import HANDSETS, REP1_LINE, REP1_PHONE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good

API = Path(__file__).parents[2] / "dashboard" / "src" / "api"
ADA = HANDSETS[0]
VISIBLE, ALERTED = 5.0, 10.0
BACKWARDS = (Queue.DELIVER, Queue.ALERT, Queue.OPT_IN, Queue.INBOUND)
"""From the end of the way to its beginning, so that a job passes one queue a second."""


def asks_each(file: str, pattern: str) -> float:
    """How often the dashboard asks, in seconds."""
    found = re.search(pattern, (API / file).read_text())
    assert found, f"{file} no longer says how often it asks"
    return int(found.group(1).replace("_", "")) / 1000


INBOX = asks_each("updates.ts", r"EVERY_MS = ([\d_]+)")
LEADS = asks_each("leads.ts", r'"unassigned" \? ([\d_]+)')


def seconds_until(world: World, true: Callable[[], Any]) -> float:
    """How long it takes from now on."""
    begin = world.now
    while not true():
        assert (world.now - begin).total_seconds() < 60, "it did not come true in a minute"
        world.advance(seconds=1)
        for queue in BACKWARDS:
            world.work(queue.value)
    return (world.now - begin).total_seconds()


def mailed(world: World, *people: str) -> bool:
    return {f"{person}@example.com" for person in people} <= {mail["to"] for mail in world.mails}


def shows(world: World, caller: str, number: str, phone: str, words: str) -> bool:
    """Whether the thread is in the caller's inbox with these words."""
    items = good(world.api(caller, "GET", "/threads"))["items"]
    return any(one["id"] == world.thread(number, phone) and words in one["preview"] for one in items)


def waits(world: World, caller: str, phone: str) -> bool:
    items = good(world.api(caller, "GET", "/leads?view=unassigned"))["items"]
    return any(one["contact"]["phone"] == phone for one in items)


@pytest.mark.parametrize("phone", [ADA, STRANGER])
def test_a_text_on_a_shared_line(world: World, phone: str) -> None:
    assert world.handset_texts(phone, SHARED, "Are you open?").status == 200
    visible = seconds_until(world, lambda: shows(world, "rep2", SHARED, phone, "Are you open?"))
    alerted = seconds_until(world, lambda: mailed(world, "rep1", "rep2", "limited"))
    assert visible + INBOX < VISIBLE
    assert visible + alerted < ALERTED


def test_a_text_whose_alert_goes_to_the_reps_own_phone(world: World) -> None:
    """By two queues: who is to be told, and the text itself."""
    world.handset_texts(ADA, REP1_LINE, "Are you open?")
    alerted = seconds_until(world, lambda: any("Are you open?" in text for text in world.carrier.got(REP1_PHONE)))
    assert 1 < alerted < ALERTED


def test_a_text_to_somebody_who_is_away(world: World) -> None:
    good(world.api("rep1", "POST", "/absences", {"ends": "2026-03-04T15:00:00Z", "backups": ["rep2"]}), 201)
    world.handset_texts(ADA, REP1_LINE, "Are you open?")
    visible = seconds_until(world, lambda: shows(world, "rep2", REP1_LINE, ADA, "Are you open?"))
    assert visible + INBOX < VISIBLE
    assert visible + seconds_until(world, lambda: mailed(world, "rep2")) < ALERTED


def test_each_text_of_a_burst_is_seen(world: World) -> None:
    """A4: one alert tells of all of them."""
    for place in range(5):
        world.handset_texts(ADA, SHARED, f"Text {place}")
        visible = seconds_until(world, lambda words=f"Text {place}": shows(world, "rep2", SHARED, ADA, words))  # type: ignore[misc]
        assert visible + INBOX < VISIBLE
    assert seconds_until(world, lambda: mailed(world, "rep1", "rep2", "limited")) < ALERTED


def test_a_lead_by_a_form() -> None:
    """LD-1: by two queues until it is there, and one more until the managers are told."""
    answers = {"phone": STRANGER, "agree": True, "first_name": "Gus", "size": "large"}
    with World(brand.form) as world:
        good(world.api("admin", "PATCH", "/forms/club", {"lead": True}))
        assert world.api(None, "POST", "/forms/club", answers).status == 202
        visible = seconds_until(world, lambda: waits(world, "manager", STRANGER))
        alerted = seconds_until(world, lambda: mailed(world, "manager", "admin"))
    assert 1 < visible + LEADS < VISIBLE
    assert visible + alerted < ALERTED


def test_a_lead_who_only_texts(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"lead_strangers": True}))
    world.handset_texts(STRANGER, SHARED, "Are you open?")
    visible = seconds_until(world, lambda: waits(world, "manager", STRANGER))
    assert visible + LEADS < VISIBLE
    assert visible + seconds_until(world, lambda: mailed(world, "manager", "admin")) < ALERTED


def test_a_lead_from_another_system_and_whom_it_is_given_to(world: World) -> None:
    lead = good(world.api("rep2", "POST", "/leads", {"line": SHARED, "phone": STRANGER}, key=world.key()), 201)
    visible = seconds_until(world, lambda: waits(world, "manager", STRANGER))
    assert visible + LEADS < VISIBLE
    assert visible + seconds_until(world, lambda: mailed(world, "manager", "admin")) < ALERTED
    given = {"owner": "rep1", "version": lead["version"]}
    good(world.api("manager", "POST", f"/leads/{lead['id']}/assign", given))
    own_phone = seconds_until(world, lambda: any(lead["id"] in text for text in world.carrier.got(REP1_PHONE)))
    assert own_phone < ALERTED
