"""What an event costs in calls (reliability goal G13), and that nothing personal is logged on the way (G16)."""

from __future__ import annotations

import pytest

from chalicelib.core.ids import GroupId
from tests.harness import brand
from tests.harness.faults import Mode
from tests.harness.lives import calls_of_an_answer
from tests.harness.media_stories import uploaded
from tests.harness.metering import metered
from tests.harness.recorder import Recorder, forget_the_secret
from tests.harness.scenarios import SCENARIOS
from tests.harness.sweep import run
from tests.harness.teller import Scenario, Teller
from tests.harness.world import World

HANDSET = brand.HANDSETS[0]
BODY = "A canary sings at dawn"


@pytest.mark.parametrize("body", ["Hello", "stop texting me", "START"])
@pytest.mark.parametrize("sender", [HANDSET, brand.STRANGER])
def test_a_text_takes_three_calls_at_most(world: World, sender: str, body: str) -> None:
    recorder = Recorder()
    with world.around(recorder):
        assert world.handset_texts(sender, brand.LOCAL, body).ok
    assert recorder.total <= 3
    assert recorder.of("hooks_inbound")[0][:2] == ["dynamodb.BatchGetItem", "dynamodb.TransactWriteItems"]


@pytest.mark.parametrize("body", ["Who brings cake?", "STOP"])
def test_a_text_of_a_group_conversation_takes_three_calls_at_most(world: World, body: str) -> None:
    """It finds its group by the head that is read anyway (docs/decisions/0029)."""
    world.api("rep1", "POST", "/group-chats", {"line": brand.SHARED, "to": list(brand.HANDSETS)}, key=world.key())
    world.drain()
    recorder = Recorder()
    with world.around(recorder):
        assert world.handset_texts(HANDSET, brand.SHARED, body).ok
    assert recorder.total <= 3
    assert recorder.of("hooks_inbound")[0][:2] == ["dynamodb.BatchGetItem", "dynamodb.TransactWriteItems"]


def test_the_life_of_an_answer_takes_eight_calls(world: World) -> None:
    assert calls_of_an_answer(world) <= 8


@pytest.mark.parametrize("files", [0, 2])
@pytest.mark.parametrize("short_links", [False, True])
def test_a_broadcast_writes_four_units_a_recipient(files: int, *, short_links: bool) -> None:
    """Its row, its claim, what the provider said, and its receipt: no index has a part in it, nor have its links and
    pictures."""
    more, fewer = (_writes_of_broadcast(group, files, short_links=short_links) for group in (brand.GROUP, brand.SOLO))
    assert (more - fewer) / (len(brand.HANDSETS) - 1) <= 4


def test_a_batch_asks_the_bucket_once_a_file_and_lends_it_once(world: World) -> None:
    order = {"line": brand.SHARED, "group": brand.GROUP, "media": uploaded(Teller(world), "rep2")}
    world.api("rep2", "POST", "/broadcasts", order, key=world.key())
    recorder = Recorder()
    with world.around(recorder):
        world.drain()
    asked = [call for calls in recorder.of("deliver") for call in calls if call.startswith("s3.")]
    assert asked == ["s3.GetObject", "s3.CopyObject"]
    assert len(world.carrier.sent) == len(brand.HANDSETS)


def _writes_of_broadcast(group: GroupId, files: int, *, short_links: bool) -> float:
    body = "Spring is here: https://example.com/spring and https://example.com/sale"
    order = {"line": brand.SHARED, "group": group, "body": body, "short_links": short_links}
    with World(brand.solo) as world, metered(world, 0) as meter:
        uploads = [one for _ in range(files) for one in uploaded(Teller(world), "rep2")]
        world.api("rep2", "POST", "/broadcasts", order | {"media": uploads}, key=world.key())
        world.drain()
        for text in world.carrier.sent:
            world.callback(text, "sent")
            world.callback(text, "delivered")
    return meter.writes


def test_a_cold_function_reads_the_secret_once(world: World) -> None:
    recorder = Recorder()
    forget_the_secret(world)
    with world.around(recorder):
        assert world.handset_texts(HANDSET, brand.SHARED, "Hello").ok
        assert world.handset_texts(HANDSET, brand.SHARED, "Hello again").ok
    first, second = recorder.of("hooks_inbound")
    assert first.count("secrets-manager.GetSecretValue") == 1
    assert "secrets-manager.GetSecretValue" not in second


@pytest.mark.parametrize("mode", [None, Mode.THROTTLE_HARD])
@pytest.mark.parametrize("scenario", SCENARIOS[:6], ids=lambda scenario: scenario.name)
def test_no_number_and_no_word_of_anybody_is_logged(
    scenario: Scenario, mode: Mode | None, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    run(scenario, dict.fromkeys(range(1, 40, 9), mode) if mode else None)
    told = capsys.readouterr()
    logged = told.out + told.err + caplog.text
    assert logged
    for phone in (*brand.HANDSETS, *brand.LINES, brand.STRANGER, brand.OPTED_OUT, brand.REP1_PHONE):
        assert phone.removeprefix("+1") not in logged
    for word in ("Tell me more", "spring is here", "Are you open", "Good morning", "Gladly", "example.com"):
        assert word not in logged
