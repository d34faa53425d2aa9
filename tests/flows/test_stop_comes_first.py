"""C5: a STOP is honoured even if the rest of taking it in fails, and the text is not lost."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

import pytest

from chalicelib.core import arrivals, inbound
from chalicelib.core.consent import Act, Consent
from chalicelib.core.errors import Busy
from chalicelib.core.ids import PersonId
from chalicelib.core.threads import Thread
from tests.harness import aws
from tests.harness.brand import HANDSETS, LOCAL, REP1_LINE, REP1_PHONE, STRANGER, UNKNOWN_LINE
from tests.harness.check import check_all
from tests.harness.quiet import quiet
from tests.harness.world import World


def broken(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("a bug")


def head(world: World, line: str, phone: str) -> Thread | None:
    wiring = world.wiring
    return wiring.conversations.load(line=world.line(line), contact=world.contact(phone)).thread


def refused(world: World, line: str, phone: str) -> bool:
    order = {"line": line, "to": phone, "body": "Hi"}
    return world.api("rep2" if line == LOCAL else "rep1", "POST", "/threads", order).status == 409


@pytest.mark.parametrize(
    ("phone", "line", "body"), [(HANDSETS[0], REP1_LINE, "STOP"), (STRANGER, LOCAL, "Please take me off your list")]
)
def test_a_stop_counts_though_nothing_else_can_be_done_with_it(
    world: World, monkeypatch: pytest.MonkeyPatch, phone: str, line: str, body: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(inbound, "decide", broken)
        text = world.carrier.took_in(phone, line, body)
        assert world.webhook(text).status == 500
        found = head(world, line, phone)
        assert found is not None
        assert found.consent is Consent.NO
        assert world.webhook(text).status == 500, "the provider comes again; the ledger has it once"
    assert refused(world, line, phone)
    assert world.webhook(text).status == 200
    events = [item["act"]["S"] for item in aws.items("consent") if item["pk"]["S"] == world.thread(line, phone)]
    assert events[-2:] == [Act.STOP, Act.STOP], "the second is the brand-wide stop, with the text"
    assert quiet(world)
    assert check_all(world) == []


def test_the_stop_of_a_contact_whose_phone_is_a_person_s_counts_as_well(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = world.wiring.team.person(PersonId("rep2"))
    assert person is not None
    world.wiring.team.put_person(replace(person, phone=HANDSETS[0]), world.contact(HANDSETS[0]))
    with monkeypatch.context() as patch:
        patch.setattr(inbound, "decide", broken)
        text = world.carrier.took_in(HANDSETS[0], REP1_LINE, "STOP")
        assert world.webhook(text).status == 500
        found = head(world, REP1_LINE, HANDSETS[0])
        assert found is not None
        assert found.consent is Consent.NO
    assert world.webhook(text).status == 200
    assert quiet(world)


def test_an_old_stop_that_comes_again_undoes_no_newer_start(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    text = world.carrier.took_in(HANDSETS[0], REP1_LINE, "STOP")
    world.webhook(text)
    world.advance(1)
    world.handset_texts(HANDSETS[0], REP1_LINE, "START")
    with monkeypatch.context() as patch:
        patch.setattr(inbound, "decide", broken)
        assert world.webhook(text).status == 500
    found = head(world, REP1_LINE, HANDSETS[0])
    assert found is not None
    assert found.consent is Consent.YES


@pytest.mark.parametrize(
    ("sender", "to", "body"),
    [(HANDSETS[0], REP1_LINE, "hello"), (REP1_PHONE, REP1_LINE, "STOP"), (HANDSETS[0], UNKNOWN_LINE, "STOP")],
)
def test_what_is_no_stop_of_a_contact_changes_nothing_by_itself(
    world: World, monkeypatch: pytest.MonkeyPatch, sender: str, to: str, body: str
) -> None:
    before = list(aws.items("consent"))
    for module, name in ((inbound, "decide"), (arrivals, "quarantined"), (arrivals, "message")):
        monkeypatch.setattr(module, name, broken)
    assert world.handset_texts(sender, to, body).status == 500
    assert list(aws.items("consent")) == before


def test_a_store_that_does_not_answer_is_not_asked_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def busy(*_: object, **__: object) -> NoReturn:
        asked.append(1)
        raise Busy("store_busy", "The store is busy.")

    with monkeypatch.context() as patch:
        patch.setattr(type(world.wiring.conversations), "load", busy)
        assert world.handset_texts(HANDSETS[0], REP1_LINE, "STOP").status == 200
    assert len(asked) == 1
    world.drain()
    assert refused(world, REP1_LINE, HANDSETS[0])
