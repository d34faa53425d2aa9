"""A line's first text to a contact, and the fields of a text: written, previewed, sent and shown alike (CN-11, O8)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.core import merge, segments
from chalicelib.core.lines import LineKind
from tests.harness import brand
from tests.harness.gateway import Answer
from tests.harness.world import World

FINN, ADA = brand.OPTED_OUT, brand.HANDSETS[0]
TAIL = " - Brand. Reply STOP to opt out."


@pytest.fixture
def world() -> Iterator[World]:
    with World(brand.newcomers) as made:
        yield made


def begin(world: World, body: str, to: str = FINN) -> Answer:
    answer = world.api("rep2", "POST", "/threads", {"line": brand.SHARED, "to": to, "body": body}, key=world.key())
    world.drain()
    return answer


def composer(world: World, phone: str = FINN) -> str:
    found = world.api("rep2", "GET", f"/threads/{world.thread(brand.SHARED, phone)}").json
    said: str = found["composer"]["introduction"]
    return said


def test_the_first_text_is_introduced_and_shown_as_it_went(world: World) -> None:
    started = begin(world, "Good morning").json
    (went,) = world.carrier.got(FINN)
    assert went == f"Good morning{TAIL}" == started["message"]["body"]
    assert started["message"]["segments"] == segments.count(went, LineKind.TOLL_FREE).segments
    assert started["thread"]["preview"] == went
    assert started["thread"]["composer"]["introduction"] == ""
    begin(world, "At noon?")
    assert world.carrier.got(FINN)[-1] == "At noon?"
    shown = world.api("rep2", "GET", f"/threads/{world.thread(brand.SHARED, FINN)}/messages").json["items"]
    assert [entry["body"] for entry in shown] == ["At noon?", went]


def test_a_repeated_key_gives_what_the_first_request_gave(world: World) -> None:
    body = {"line": brand.SHARED, "to": FINN, "body": "Hi {{first_name}}"}
    first, again = (world.api("rep2", "POST", "/threads", body, key="once") for _ in range(2))
    world.drain()
    assert first.json["message"] == again.json["message"]
    assert world.carrier.got(FINN) == [f"Hi Finn{TAIL}"]


def test_who_wrote_first_is_answered_without_and_a_fortnight_later_with_it(world: World) -> None:
    world.handset_texts(FINN, brand.SHARED, "Are you open?")
    world.drain()
    assert composer(world) == ""
    begin(world, "Yes, until six.")
    world.advance(15 * 24 * 60)
    assert composer(world) == TAIL
    begin(world, "We have moved.")
    assert world.carrier.got(FINN) == ["Yes, until six.", f"We have moved.{TAIL}"]


def test_a_text_that_says_it_all_is_left_as_it_is(world: World) -> None:
    begin(world, "Brand here: reply STOP to opt out.")
    begin(world, "Hello again")
    assert world.carrier.got(FINN) == ["Brand here: reply STOP to opt out.", "Hello again"]


def test_it_counts_in_the_length_of_a_text(world: World) -> None:
    answer = begin(world, "a" * 1590)
    assert (answer.status, list(answer.json["fields"])) == (422, ["body"])
    assert begin(world, "a" * 1590, ADA).ok
    assert world.carrier.got(FINN) == []


def test_a_broadcast_previews_counts_and_sends_it_to_newcomers_only(world: World) -> None:
    order = {"line": brand.SHARED, "group": brand.SOLO, "body": "Hi {{first_name}}, " + "x" * 140}
    preview = world.api("rep2", "POST", "/broadcasts/preview", order).json
    made = world.api("rep2", "POST", "/broadcasts", order, key=world.key()).json
    world.drain()
    (finn,), (ada,) = world.carrier.got(FINN), world.carrier.got(ADA)
    assert finn.endswith(TAIL)
    assert TAIL not in ada
    assert (preview["sample"], preview["segments"]) == (finn, 2)
    rows = world.api("rep2", "GET", "/threads").json["items"]
    assert world.thread(brand.SHARED, FINN) not in [row["id"] for row in rows], "a broadcast raises no row until then"
    world.handset_texts(FINN, brand.SHARED, "Thanks")
    shown = world.api("rep2", "GET", f"/threads/{world.thread(brand.SHARED, FINN)}/messages").json["items"]
    (text,) = (entry for entry in shown if entry["broadcast"] == made["id"])
    assert (text["body"], text["segments"]) == (finn, 2)
    world.api("rep2", "POST", "/broadcasts", order, key=world.key())
    world.drain()
    assert TAIL not in world.carrier.got(FINN)[-1]


def test_the_line_tells_what_it_adds_in_the_brands_language(world: World) -> None:
    world.api("admin", "PATCH", "/settings", {"language": "es"})
    world.advance(1)
    lines = world.api("rep2", "GET", "/lines").json["items"]
    assert {line["introduction"] for line in lines} == {" - Brand. Responda STOP para cancelar."}
    begin(world, "Hola")
    assert world.carrier.got(FINN) == ["Hola - Brand. Responda STOP para cancelar."]


def test_yes_on_the_day_of_the_question_leaves_room_for_help() -> None:
    """The question said all there is; carriers demand an answer to HELP."""
    with World(brand.form) as joining:
        joining.api(None, "POST", "/forms/club", {"phone": brand.STRANGER, "agree": True})
        for word in ("YES", "HELP"):
            joining.drain()
            joining.handset_texts(brand.STRANGER, brand.SHARED, word)
        joining.drain()
        asked, helped = joining.carrier.got(brand.STRANGER)
        assert asked.startswith("Brand: Reply YES")
        assert "STOP" in helped
        assert "You will get our texts" not in helped


def test_a_late_yes_to_a_form_is_confirmed_by_one_text_and_that_is_all() -> None:
    with World(brand.form) as joining:
        joining.api(None, "POST", "/forms/club", {"phone": brand.STRANGER, "agree": True})
        joining.drain()
        joining.advance(26 * 60)
        joining.handset_texts(brand.STRANGER, brand.SHARED, "YES")
        joining.drain()
        asked, welcome = joining.carrier.got(brand.STRANGER)
        assert asked.startswith("Brand: Reply YES")
        assert welcome.startswith("Brand: You will get our texts.")
        joining.api("rep2", "POST", "/threads", {"line": brand.SHARED, "to": brand.STRANGER, "body": "Hello"})
        joining.drain()
        assert joining.carrier.got(brand.STRANGER)[-1] == "Hello"


@pytest.mark.parametrize("path", ["/threads", "/multi", "thread"])
def test_a_field_is_filled_in_however_a_person_writes(world: World, path: str) -> None:
    body = "Hi {{first_name|you}}, {{rep_first_name}} of {{brand}} here{{custom.size}}."
    if path == "thread":
        world.handset_texts(ADA, brand.SHARED, "Hello")
        answer = world.api("rep2", "POST", f"/threads/{world.thread(brand.SHARED, ADA)}/messages", {"body": body})
        assert answer.json["body"] == "Hi Ada, Rep2 of Brand here."
    else:
        to = ADA if path == "/threads" else [ADA]
        answer = world.api("rep2", "POST", path, {"line": brand.SHARED, "to": to, "body": body})
    assert answer.ok
    world.drain()
    assert world.carrier.got(ADA) == ["Hi Ada, Rep2 of Brand here."]


@pytest.mark.parametrize("path", ["/threads", "/multi", "thread"])
@pytest.mark.parametrize("body", ["Hi {{nickname}}", "Hi {{first_name", "Hi }}"])
def test_what_is_no_field_is_refused_by_name(world: World, path: str, body: str) -> None:
    if path == "thread":
        world.handset_texts(ADA, brand.SHARED, "Hello")
        answer = world.api("rep2", "POST", f"/threads/{world.thread(brand.SHARED, ADA)}/messages", {"body": body})
    else:
        to = [ADA] if path == "/multi" else ADA
        answer = world.api("rep2", "POST", path, {"line": brand.SHARED, "to": to, "body": body})
    assert (answer.status, list(answer.json["fields"])) == (422, ["body"])
    world.drain()
    assert world.carrier.got(ADA) == []


def test_a_contact_called_like_a_field_gets_none(world: World) -> None:
    world.api("rep2", "PATCH", f"/contacts/{world.contact(ADA)}", {"first_name": "{{brand}}"})
    answer = begin(world, "Hi {{first_name}}", ADA)
    assert (answer.status, answer.json["code"]) == (409, "unfilled")
    order = {"line": brand.SHARED, "group": brand.SOLO, "body": "Hi {{first_name}}"}
    preview = world.api("rep2", "POST", "/broadcasts/preview", order).json
    assert [row["code"] for row in preview["refused_sample"]] == ["unfilled"]
    world.api("rep2", "POST", "/broadcasts", order, key=world.key())
    world.drain()
    assert world.carrier.got(ADA) == []
    assert world.carrier.got(FINN) == [f"Hi Finn{TAIL}"]


def test_a_reps_phone_shows_no_field_either(world: World) -> None:
    world.handset_texts(ADA, brand.REP1_LINE, "What is {{first_name}}?")
    order = {"line": brand.REP1_LINE, "group": brand.GROUP, "body": "Hi {{first_name}}"}
    world.api("rep1", "POST", "/broadcasts", order, key=world.key())
    world.drain()
    alert, copy = sorted(world.carrier.got(brand.REP1_PHONE), key=lambda body: body.startswith("Copy"))
    assert "What is {first_name}?" in alert
    assert copy.endswith("Hi [first_name]")


PIECES = st.lists(
    st.sampled_from(["{{first_name}}", "{{", "}}", "{", "}", "Hi ", "{{custom.x|y}}", "{{brand}}", "{{a}}", "|"]),
    min_size=1,
    max_size=5,
).map("".join)


@given(PIECES, PIECES)
@settings(max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_reaches_the_carrier_holds_a_field(world: World, body: str, name: str) -> None:
    """O8, whatever people type and are called."""
    world.api("rep2", "PATCH", f"/contacts/{world.contact(ADA)}", {"first_name": name})
    begin(world, body, ADA)
    world.api("rep2", "POST", "/multi", {"line": brand.SHARED, "to": [ADA, FINN], "body": body})
    world.api("rep2", "POST", "/broadcasts", {"line": brand.SHARED, "group": brand.SOLO, "body": body}, key=world.key())
    world.handset_texts(ADA, brand.REP1_LINE, body)
    world.drain()
    assert [text.body for text in world.carrier.sent if merge.unfilled(text.body)] == []
