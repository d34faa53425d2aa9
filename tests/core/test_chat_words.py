from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import chat_words, introductions, merge
from chalicelib.core.brand import Brand
from chalicelib.core.segments import MAX_BODY
from chalicelib.core.wording import check_body


def test_the_first_text_says_who_texts_who_reads_and_how_to_leave() -> None:
    """SD-3, CN-11."""
    said = chat_words.announcement("Acme", ["Ann", "Bob"], "Rita")
    assert said == (
        "Acme: You are in a group text with Ann, Bob and Rita (Acme). What you write here goes to all of them. "
        "Reply STOP to opt out."
    )
    assert introductions.tail(said, Brand(name="Acme")) == ""


def test_what_is_said_to_begin_with_goes_along() -> None:
    said = chat_words.announcement("", ["Ann"], "Rita", "Hello")
    assert said.startswith("You are in a group text with Ann and Rita.")
    assert said.endswith("Reply STOP to opt out.\nRita: Hello")


def test_comings_and_goings_are_told_under_the_brands_name() -> None:
    assert chat_words.joined("Acme", "Dan").startswith("Acme: Dan has joined")
    assert chat_words.left("", "Dan") == "Dan has left this group text."
    assert "reaches Acme only" in chat_words.removed("Acme")
    assert "reaches us only" in chat_words.closed("")


BODIES = st.text(max_size=2000) | st.text(st.sampled_from("{}ab \0é"), max_size=2000)


@given(BODIES, st.sampled_from(["Ann", "Guest 12"]))
def test_a_text_is_passed_on_whole_in_parts_that_can_be_sent(body: str, name: str) -> None:
    """SD-3, O8: nothing is lost but what no handset could get."""
    parts = chat_words.parts(name, body)
    said = []
    for part in parts:
        check_body(part)
        assert not merge.unfilled(part)
        assert part.startswith(name)
        said.append(re.sub(r"^[^:]*: ", "", part, count=1))
    wanted = merge.plain("".join(c for c in body if c != "\0" and not "\ud800" <= c <= "\udfff"))
    assert "".join(said) == wanted
    assert all(len(part.encode("utf-16-le")) // 2 <= MAX_BODY for part in parts)
    assert len(parts) > 1 or len(wanted) <= MAX_BODY


def test_what_looks_like_a_field_is_passed_on_as_words() -> None:
    """O8."""
    assert chat_words.parts("Ann", "{{first_name}}") == ["Ann: {first_name}"]


def test_a_long_text_says_which_part_it_is() -> None:
    first, second = chat_words.parts("Ann", "x" * 2000)
    assert first.startswith("Ann (1/2): x")
    assert second.startswith("Ann (2/2): x")
