"""The canary sings: what would show a person's own number is noticed in any test (AL-4)."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

import pytest

from tests.harness.brand import HANDSETS, REP1_LINE, REP1_PHONE, STRANGER
from tests.harness.gateway import Answer
from tests.harness.world import World

LOCAL = REP1_PHONE.removeprefix("+1")


def logs(world: World) -> None:
    logging.getLogger("parley").warning("alert", extra={"to": REP1_PHONE})


def logs_a_fault(world: World) -> None:
    try:
        int(f"no number: {LOCAL}")
    except ValueError:
        logging.getLogger("parley").exception("alert")


def answers(world: World) -> None:
    written = f"({LOCAL[:3]}) {LOCAL[3:6]}-{LOCAL[6:]}"
    world.canary.answered("GET", "/me", Answer(200, f'{{"phone": "{written}"}}', {}))


def texts(world: World) -> None:
    world.carrier.send(sender=REP1_LINE, to=HANDSETS[0], body=f"Call {REP1_PHONE}", media=(), ref="a.b.c")


def texts_from_it(world: World) -> None:
    world.carrier.send(sender=REP1_PHONE, to=HANDSETS[0], body="Hi", media=(), ref="a.b.c")


@pytest.mark.parametrize("shows", [logs, logs_a_fault, answers, texts, texts_from_it])
def test_what_shows_a_persons_own_number_fails_its_test(shows: Callable[[World], None]) -> None:
    with pytest.raises(AssertionError, match="AL-4"):
        played(shows)


def played(shows: Callable[[World], None]) -> None:
    with World() as world:
        world.carrier.on_send.clear()
        shows(world)


def given(world: World, phone: str) -> None:
    """rep2 gives this phone by its code."""
    assert world.api("rep2", "POST", "/me/phone", {"phone": phone}).status == 202
    world.drain()
    (code,) = re.findall(r": (\d{6}) is your code", world.carrier.got(phone)[-1])
    assert world.api("rep2", "POST", "/me/phone/code", {"code": code}).ok


def shows_what_was_given(world: World) -> None:
    shown = Answer(200, f'{{"phone": "{STRANGER}"}}', {})
    world.canary.answered("GET", "/contacts", shown)
    given(world, STRANGER)
    assert world.canary.found == [], "it was nobody's yet"
    world.canary.answered("GET", "/me", shown)


def test_a_phone_that_was_given_by_code_is_looked_for_once_it_is_a_persons() -> None:
    with pytest.raises(AssertionError, match="AL-4: the answer to GET /me"), World() as world:
        shows_what_was_given(world)


def test_one_that_is_a_contacts_as_well_is_shown_as_such() -> None:
    with World() as world:
        given(world, HANDSETS[0])
        assert HANDSETS[0] in world.api("rep1", "GET", "/contacts").body


def test_what_goes_to_the_person_itself_does_not() -> None:
    with World() as world:
        assert world.handset_texts(HANDSETS[0], REP1_LINE, "Hello").ok
        world.drain()
        assert world.carrier.got(REP1_PHONE)
        assert world.api("rep1", "GET", "/me").ok
