"""How long an alert took is measured from where it began until it was handed over (AL-3)."""

from __future__ import annotations

import json

import pytest

from chalicelib.flows.ports import ProviderBusy
from chalicelib.wiring import wiring
from tests.harness import aws
from tests.harness.brand import REP1_LINE, REP1_PHONE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import good
from tests.workers.given import again


def latencies(said: str) -> list[float]:
    """In milliseconds, as CloudWatch reads them off the log."""
    lines = [json.loads(line) for line in said.splitlines() if '"AlertLatency"' in line]
    return [value for line in lines for value in line["AlertLatency"]]


def test_of_a_text_since_the_webhook(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.handset_texts(STRANGER, SHARED, "Are you open?")
    world.advance(seconds=7)
    world.drain()
    found = latencies(capsys.readouterr().out)
    assert len(found) == 2, "by mail, and by text"
    assert all(7000 <= took < 7100 for took in found)


def test_until_the_mail_service_has_it(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow hand-over counts."""
    mail, send = wiring.mail, wiring.mail.send

    def slow(**mail: str) -> None:
        world.advance(seconds=3)
        send(**mail)

    monkeypatch.setattr(mail, "send", slow)
    world.handset_texts(STRANGER, SHARED, "Are you open?")
    world.drain()
    took, _ = latencies(capsys.readouterr().out)
    assert 9000 <= took < 9100, "three people were told, each in three seconds"


def test_a_job_that_comes_again_when_all_was_done_took_no_time(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.handset_texts(STRANGER, SHARED, "Are you open?")
    (text,) = (job.body for job in aws.waiting("alert"))
    world.drain()
    path = f"/threads/{world.thread(SHARED, STRANGER)}/notes"
    good(world.api("rep2", "POST", path, {"body": "@Rep One see?"}), 201)
    (note,) = (job.body for job in aws.waiting("alert"))
    world.drain()
    assert len(latencies(capsys.readouterr().out)) == 4, "each by mail, and by text"
    world.advance(60)
    assert again("alert", text, note) == []
    assert latencies(capsys.readouterr().out) == []


def test_what_a_burst_held_back_is_not_measured(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        world.handset_texts(STRANGER, SHARED, "Are you open?")
        world.drain()
    world.advance(6)
    world.tick()
    world.drain()
    assert len(world.mails) == 6
    took = latencies(capsys.readouterr().out)
    assert len(took) == 2, "the first text by mail and by text; the second alerted nobody when it came"
    assert max(took) < 1000


def test_of_a_lead_since_it_came_in_and_once(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    good(world.api("rep1", "POST", "/leads", {"line": SHARED, "phone": STRANGER}), 201)
    world.advance(seconds=7)
    jobs = [job.body for job in aws.waiting("alert")]
    assert again("alert", *jobs) == []
    assert again("alert", *jobs) == []
    found = latencies(capsys.readouterr().out)
    assert len(found) == 2, "the manager and the admin"
    assert all(7000 <= took < 7100 for took in found)


def by_text_alone(world: World) -> None:
    """Of what comes to its own line, where nobody else is told."""
    good(world.api("rep1", "PATCH", "/me", {"alerts": ["text"]}))


def test_by_text_until_the_provider_has_it(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """It lies in the queue of texts for twenty minutes, and is told late."""
    by_text_alone(world)
    world.handset_texts(STRANGER, REP1_LINE, "Are you open?")
    world.advance(seconds=7)
    world.work("alert")
    assert latencies(capsys.readouterr().out) == [], "nobody is told by what lies in a queue"
    world.advance(minutes=20)
    world.drain()
    assert len(world.carrier.got(REP1_PHONE)) == 1
    (took,) = latencies(capsys.readouterr().out)
    assert 1_207_000 <= took < 1_208_000


def test_by_text_each_once_and_none_that_a_burst_held_back(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    by_text_alone(world)
    for _ in range(2):
        world.handset_texts(STRANGER, REP1_LINE, "Are you open?")
        world.drain()
    world.advance(6)
    world.tick()
    world.drain()
    assert len(world.carrier.got(REP1_PHONE)) == 2
    assert len(latencies(capsys.readouterr().out)) == 1


def test_by_text_only_when_the_provider_took_it(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_text_alone(world)

    def busy(**text: object) -> None:
        raise ProviderBusy

    with monkeypatch.context() as patched:
        patched.setattr(wiring.provider, "send", busy)
        world.handset_texts(STRANGER, REP1_LINE, "Are you open?")
        world.drain()
    assert latencies(capsys.readouterr().out) == []
    world.advance(1)
    world.tick()
    world.drain()
    (took,) = latencies(capsys.readouterr().out)
    assert 60_000 <= took < 61_000
