from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import ids
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import (
    Ids,
    PersonId,
    chat_of,
    is_chat,
    message_of,
    own_box,
    owner_of,
    shard,
    thread_of,
    thread_parts,
    ulid,
    ulid_time,
)
from chalicelib.core.phone import PhoneNumber
from tests.core.builders import IDS

A, B = PhoneNumber("+12025550123"), PhoneNumber("+12025550124")


def test_a_group_conversation_has_an_id_of_its_own_kind() -> None:
    """docs/decisions/0029."""
    chat = chat_of(IDS.line(A), "a seed")
    assert thread_parts(chat) == (IDS.line(A), chat[14:])
    assert (is_chat(chat), is_chat(IDS.thread(A, A)), is_chat("l")) == (True, False, False)
    assert chat == chat_of(IDS.line(A), "a seed") != chat_of(IDS.line(A), "another")


def test_the_box_of_a_persons_own_phone_tells_whose_it_is() -> None:
    assert owner_of(own_box(PersonId("rep1"))) == "rep1"
    assert owner_of(IDS.thread(A, B)) is None


def test_ids_of_numbers_have_their_shape_and_show_no_digit_of_them() -> None:
    assert re.fullmatch(r"c[0-9a-hjkmnp-tv-z]{24}", IDS.contact(A))
    assert re.fullmatch(r"l[0-9a-hjkmnp-tv-z]{12}", IDS.line(A))
    assert "5550123" not in IDS.contact(A) + IDS.line(A)


def test_a_number_has_one_id_each_as_a_line_and_as_a_contact() -> None:
    assert IDS.contact(A) == Ids(b"a key for tests").contact(A)
    assert IDS.contact(A) != IDS.contact(B)
    assert IDS.line(A) != IDS.line(B)
    assert IDS.contact(A)[1:13] != IDS.line(A)[1:]


def test_another_key_gives_other_ids() -> None:
    other = Ids(b"another key")
    assert (other.contact(A), other.line(A)) != (IDS.contact(A), IDS.line(A))


def test_ids_that_are_stored_stay_as_they_are() -> None:
    assert IDS.contact(A) == "cqqtncjk2wg368vjdqwsy3n21"
    assert IDS.line(A) == "lrrg3gzc7wwrt"
    assert ulid(1_700_000_000_000, "seed") == "01HF7YAT0036S5GNQ1R58CN0TC"
    assert shard("seed", 8) == 1


@given(st.integers(10**9, 10**14), st.integers(10**9, 10**14))
def test_a_thread_id_is_its_line_and_its_contact(number: int, phone: int) -> None:
    """TH-1, I5."""
    line, contact = PhoneNumber(f"+{number}"), PhoneNumber(f"+{phone}")
    assert thread_parts(IDS.thread(line, contact)) == (IDS.line(line), IDS.contact(contact))
    assert IDS.thread(line, contact) == thread_of(IDS.line(line), IDS.contact(contact))


GOOD = IDS.thread(A, B)


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "-",
        GOOD.upper(),
        GOOD + "\n",
        " " + GOOD,
        GOOD[:-1],
        GOOD + "0",
        GOOD.replace("-", ""),
        GOOD.replace("-", "--"),
        GOOD.replace("l", "c", 1),
        "l" + "i" * 12 + "-c" + "0" * 24,
        "l" + "u" * 12 + "-c" + "0" * 24,
        "l" + "0" * 12 + "-c" + "٠" * 24,
        "l" + "0" * 12 + "-c" + "o" * 24,
        "person#rep1",
        "quarantine",
        "../" + GOOD,
        GOOD + "\x00",
        "\ud800",
    ],
)
def test_what_cannot_be_a_thread_is_not_found(garbage: str) -> None:
    with pytest.raises(NotFound) as absent:
        thread_parts(garbage)
    assert absent.value.sentence == "There is no such thread."


@given(st.text())
def test_no_text_breaks_the_reading_of_a_thread_id(garbage: str) -> None:
    with pytest.raises(NotFound):
        thread_parts(garbage)


@pytest.mark.parametrize("garbage", ["", "0" * 25, "0" * 27, "0" * 25 + "U", "m" * 26, "../" + "0" * 23, "٠" * 26])
def test_what_cannot_be_a_message_is_not_found(garbage: str) -> None:
    with pytest.raises(NotFound) as absent:
        message_of(garbage)
    assert absent.value.sentence == "There is no such text."


def test_a_message_id_is_a_ulid() -> None:
    assert message_of(ulid(1, "seed")) == ulid(1, "seed")


MOMENTS = st.integers(0, 2**48 - 1)


@given(MOMENTS, MOMENTS, st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_ulids_sort_by_time_and_tell_it(first: int, second: int, one: str, other: str) -> None:
    early, late = ulid(first, one), ulid(second, other)
    assert re.fullmatch(f"[{ids.CROCKFORD}]{{26}}", early)
    assert (ulid_time(early), ulid_time(late)) == (first, second)
    assert first == second or (early < late) == (first < second)


@given(MOMENTS, st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_the_same_cause_makes_the_same_ulid_and_another_cause_another(at: int, one: str, other: str) -> None:
    assert ulid(at, one) == ulid(at, one)
    assert (ulid(at, one) == ulid(at, other)) == (one == other)


@given(st.text(st.characters(codec="utf-8")), st.integers(1, 64))
def test_a_shard_is_one_of_those_there_are(text: str, shards: int) -> None:
    assert 0 <= shard(text, shards) < shards
    assert shard(text, shards) == shard(text, shards)


def test_every_shard_is_used() -> None:
    assert {shard(str(number), 8) for number in range(200)} == set(range(8))


def test_a_lent_file_has_a_name_of_160_bits_that_only_the_key_gives() -> None:
    name = Ids(b"one").lent("message:file")
    assert len(name) == 32
    assert name == Ids(b"one").lent("message:file")
    assert len({name, Ids(b"two").lent("message:file"), Ids(b"one").lent("message:other")}) == 3
