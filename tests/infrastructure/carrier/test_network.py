"""What the network does by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from infrastructure.local.carrier.db import Database
from infrastructure.local.carrier.network import (
    NETWORK_STOPPED,
    PROVIDER_HELPS,
    PROVIDER_STARTED,
    PROVIDER_STOPPED,
    e164,
    keyword,
)
from infrastructure.local.carrier.numbers import Numbers
from infrastructure.local.carrier.segments import segments
from tests.infrastructure.carrier.brand import eventually
from tests.infrastructure.carrier.test_sending import refusal
from tests.infrastructure.carrier.world import ANN, BEN, LOCAL, TOLL_FREE, World


def test_a_toll_free_stop_blocks_the_line_until_unstop(world: World) -> None:
    world.line()
    world.text(" stop ")
    assert refusal(world) == (400, 21610)
    assert [d for d, body in world.phone() if "NETWORK MSG" in body] == ["in"]
    world.text("YES")
    assert refusal(world) == (400, 21610)
    world.text("Unstop")
    assert world.send().status == "queued"
    assert len([1 for _, body in world.phone() if "NETWORK MSG" in body]) == 2


def test_a_block_is_of_one_line_and_one_handset(world: World) -> None:
    world.line(TOLL_FREE)
    world.line("+18005550101")
    world.text("STOP")
    assert refusal(world) == (400, 21610)
    assert world.send(to=BEN).status == "queued"
    assert world.send(line="+18005550101").status == "queued"
    assert world.call("GET", f"/handsets/{ANN}")["blocked"] == [TOLL_FREE]


def test_a_stop_still_reaches_the_hook_and_the_networks_answer_is_not_the_accounts(world: World) -> None:
    world.line()
    world.text("STOP")
    world.settle()
    assert [hit.form["Body"] for hit in world.brand.hits] == ["STOP"]
    assert [m.body for m in world.client.messages.list()] == ["STOP"]


def test_on_a_local_line_the_providers_words_work_and_can_be_switched_off(world: World) -> None:
    world.line(LOCAL)
    world.text("Unsubscribe", line=LOCAL)
    assert refusal(world, from_=LOCAL) == (400, 21610)
    world.text("yes", line=LOCAL)
    assert world.send(line=LOCAL).status == "queued"
    assert [m.direction for m in world.client.messages.list(from_=LOCAL)].count("outbound-reply") == 2
    world.call("PUT", f"/lines/{LOCAL}", {"provider_words": False})
    world.text("STOP", line=LOCAL)
    assert world.send(line=LOCAL).status == "queued"


def test_on_a_local_line_the_provider_answers_help_and_changes_nothing(world: World) -> None:
    world.line(LOCAL)
    world.line()
    world.text("help", line=LOCAL)
    world.text("HELP")
    assert [body for direction, body in world.phone() if direction == "in"] == [PROVIDER_HELPS]
    assert world.send(line=LOCAL).status == "queued"


def test_with_advanced_opt_out_the_hook_is_told_what_a_word_was_taken_for(world: World) -> None:
    world.line(LOCAL)
    words = {"STOP": ["adios"], "START": ["Hola"], "HELP": []}
    line = world.call("PUT", f"/lines/{LOCAL}", {"advanced": words})
    assert line["advanced"] == {"STOP": ["ADIOS"], "START": ["HOLA"], "HELP": []}
    for body in ("Adios", "hola", "QUIT", "info", "adios amigo"):
        world.text(body, line=LOCAL)
    world.settle()
    told = {hit.form["Body"]: hit.form.get("OptOutType") for hit in world.brand.hits}
    assert told == {"Adios": "STOP", "hola": "START", "QUIT": "STOP", "info": "HELP", "adios amigo": None}
    assert refusal(world, from_=LOCAL) == (400, 21610)
    answers = [body for direction, body in world.phone() if direction == "in"]
    assert sorted(answers) == sorted([PROVIDER_STOPPED, PROVIDER_STARTED, PROVIDER_STOPPED, PROVIDER_HELPS])
    world.call("PUT", f"/lines/{LOCAL}", {"advanced": None})
    world.brand.hits.clear()
    world.text("hola", line=LOCAL)
    world.settle()
    assert "OptOutType" not in world.brand.hits[0].form
    assert refusal(world, from_=LOCAL) == (400, 21610)


def test_on_toll_free_the_network_is_first_and_the_hook_is_told_all_the_same(world: World) -> None:
    world.line()
    world.call("PUT", f"/lines/{TOLL_FREE}", {"advanced": {}})
    world.text("STOP")
    world.text("YES")
    world.settle()
    assert {hit.form["Body"]: hit.form["OptOutType"] for hit in world.brand.hits} == {"STOP": "STOP", "YES": "START"}
    assert [body for direction, body in world.phone() if direction == "in"] == [NETWORK_STOPPED]
    assert refusal(world) == (400, 21610)


@pytest.mark.parametrize("words", [{"HALT": ["x"]}, {"STOP": "x"}, {"STOP": [1]}, [], "STOP"])
def test_advanced_words_of_another_shape_are_refused(world: World, words: object) -> None:
    world.line(LOCAL)
    world.call("PUT", f"/lines/{LOCAL}", {"advanced": words})
    assert world.status == 400


def test_a_file_of_an_older_version_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    first = Database(path)
    Numbers(first).add(LOCAL)
    first.write("ALTER TABLE numbers DROP COLUMN advanced")
    first.close()
    later = Database(path)
    found = Numbers(later).get(LOCAL)
    assert found is not None
    assert found.advanced_words is None
    later.close()


@pytest.mark.parametrize(
    ("line", "body", "blocked", "effect"),
    [
        (TOLL_FREE, "STOP", False, True),
        (TOLL_FREE, "stop.", False, None),
        (TOLL_FREE, "STOP please", False, None),
        (TOLL_FREE, "QUIT", False, None),
        (TOLL_FREE, "STOP", True, None),
        (TOLL_FREE, "START", True, False),
        (TOLL_FREE, "YES", True, None),
        (TOLL_FREE, "START", False, None),
        (LOCAL, "QUIT", False, True),
        (LOCAL, "optout", False, True),
        (LOCAL, "YES", True, False),
        (LOCAL, "YES", False, None),
        (LOCAL, "I quit", False, None),
    ],
)
def test_only_a_single_word_of_the_line_counts(line: str, body: str, blocked: bool, effect: bool | None) -> None:
    found = keyword(line, body, provider_words=True, blocked=blocked)
    assert (found.blocks if found else None) == effect


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("mobile", "delivered", None),
        ("landline", "undelivered", 30006),
        ("unreachable", "undelivered", 30003),
        ("unknown", "undelivered", 30005),
        ("filtered", "undelivered", 30007),
    ],
)
def test_each_kind_of_handset_has_its_outcome(world: World, kind: str, status: str, code: int | None) -> None:
    world.line()
    world.call("PUT", f"/handsets/{ANN}", {"kind": kind})
    sent = world.send(status_callback=world.brand.address + "/status")
    world.settle()
    later = sent.fetch()
    assert (later.status, later.error_code) == (status, code)
    assert bool(later.error_message) == bool(code)
    assert len(world.phone()) == (0 if code else 1)
    last = world.brand.at("/status")[-1].form
    assert (last["MessageStatus"], last.get("ErrorCode")) == (status, str(code) if code else None)


def test_a_handset_can_be_slow_and_fail_with_any_code(world: World) -> None:
    world.line()
    world.call("PUT", f"/handsets/{ANN}", {"delay_ms": 200})
    slow = world.send()
    eventually(lambda: slow.fetch().status == "sent")
    assert world.phone() == []
    world.settle()
    assert len(world.phone()) == 1
    world.call("PUT", f"/handsets/{ANN}", {"error": 30008})
    failed = world.send()
    world.settle()
    assert failed.fetch().error_code == 30008


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+12025550111", "+12025550111"),
        ("12025550111", "+12025550111"),
        ("(202) 555-0111", "+12025550111"),
        (" 12025550111", "+12025550111"),
        ("447700900123", "+447700900123"),
        ("72975", "72975"),
        ("+1202555011", ""),
        ("hello", ""),
        ("", ""),
    ],
)
def test_numbers_are_read_in_every_usual_form(written: str, number: str) -> None:
    assert e164(written) == number


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("ё" * 70, 1),
        ("ё" * 71, 2),
        ("ё" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 67, 3),
    ],
)
def test_segments_are_counted_as_the_alphabets_demand(body: str, count: int) -> None:
    assert segments(body) == count
