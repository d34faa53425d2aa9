"""What opts out, what is asked about, and what is a conversation: three tables in three languages (C5, CN-9)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import keywords, phrases
from chalicelib.core.keywords import Keyword, classify, normalise
from chalicelib.core.phrases import Phrases

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    return (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()


STOP, NOT, DOUBTFUL = lines("stop_spellings"), lines("stop_not"), lines("stop_doubtful")
TABLE = keywords.standard()


def test_the_tables_are_as_large_as_the_rule_is_important() -> None:
    assert len(STOP) == len(set(STOP)) >= 200
    assert len(NOT) == len(set(NOT)) >= 100
    assert len(DOUBTFUL) == len(set(DOUBTFUL)) >= 80
    assert not set(STOP) & set(NOT) | set(STOP) & set(DOUBTFUL) | set(NOT) & set(DOUBTFUL)


@pytest.mark.parametrize("body", STOP)
def test_it_opts_out(body: str) -> None:
    assert classify(body) is Keyword.STOP


@pytest.mark.parametrize("body", NOT)
def test_it_is_a_conversation(body: str) -> None:
    assert classify(body) not in (Keyword.STOP, Keyword.DOUBT)


@pytest.mark.parametrize("body", DOUBTFUL)
def test_a_person_must_say_what_it_means(body: str) -> None:
    assert classify(body) is Keyword.DOUBT


def test_the_data_are_written_as_messages_are_compared() -> None:
    every = [*TABLE.words, *TABLE.meant, *TABLE.phrases.polite, *TABLE.phrases.before, *TABLE.phrases.after]
    assert [word for word in every if normalise(word) != word] == []
    assert max(len(phrase.split()) for phrase in TABLE.meant) <= phrases.LONGEST
    assert max(len(phrase.split()) for phrase in TABLE.phrases.polite) == phrases.LONGEST_POLITE


def test_every_word_and_phrase_of_the_data_means_what_it_stands_for() -> None:
    """No politeness may eat a part of a phrase, and no phrase hide another."""
    wanted = {**TABLE.meant, **TABLE.words}
    assert {said: classify(said) for said in wanted} == wanted


def test_the_table_is_built_once_a_process() -> None:
    assert keywords.standard() is TABLE


CLEAR = st.sampled_from(sorted(said for said, keyword in TABLE.meant.items() if keyword is Keyword.STOP))
POLITE = st.sampled_from(["please", "Thanks!", "por favor,", "merci", "Hi", "now", "can you", "s'il vous plaît", "ok"])


@given(st.lists(POLITE, max_size=4), CLEAR, st.lists(POLITE, max_size=4))
def test_a_clear_phrase_stays_one_in_any_politeness(before: list[str], phrase: str, after: list[str]) -> None:
    assert classify(" ".join([*before, phrase, *after])) is Keyword.STOP


def test_what_is_polite_may_also_be_the_end_of_what_is_meant() -> None:
    assert classify("please do not ever contact me again") is Keyword.STOP
    assert classify("ok, never contact me again, thanks") is Keyword.STOP


@given(CLEAR, st.sampled_from(["by at 5", "the bus", "my 3 pm", "tomorrow, or on Tuesday", "unless it rains"]))
def test_with_more_to_it_a_clear_phrase_opts_nobody_out_by_itself(phrase: str, more: str) -> None:
    assert classify(f"{phrase} {more}") in (None, Keyword.DOUBT)


@pytest.mark.parametrize("word", sorted(word for word, keyword in TABLE.words.items() if keyword is Keyword.STOP))
@pytest.mark.parametrize("more", ["by at 5?", "the second one", "my 3 pm and come"])
def test_a_word_of_stopping_in_a_sentence_is_a_conversation(word: str, more: str) -> None:
    assert classify(f"{word} {more}") is None


@pytest.mark.parametrize(
    "piece", ["please ", "stop texting ", "stop ", "can you please ", "a", "s t o p ", "don't stop texting me ", "ﷺ"]
)
def test_the_longest_text_is_read_in_one_pass(piece: str) -> None:
    """Ten times as long takes about ten times as much: counted in words looked at, as clocks are not to be trusted."""

    class Counting(dict[str, object]):
        looked = 0

        def __contains__(self, key: object) -> bool:
            type(self).looked += 1
            return super().__contains__(key)

    def work(body: str) -> int:
        Counting.looked = 0
        table = Phrases(TABLE.phrases.polite, Counting(TABLE.phrases.anywhere), turned=TABLE.phrases.turned)
        phrases.holds(normalise(body).split(), table)
        return Counting.looked

    words = len(normalise(piece * 40).split())
    assert work(piece * 40) <= words
    assert classify(piece * 2000) is classify((piece * 2000)[: keywords.LONGEST])


def test_what_stands_behind_the_longest_text_is_not_looked_at() -> None:
    assert classify("hello " * 300 + "leave me alone") is None
    assert classify("hello " * 200 + "leave me alone") is Keyword.DOUBT


def test_a_table_of_phrases_can_be_given() -> None:
    tree = phrases.tree(["a b", "a b c", "d"])
    table = Phrases(frozenset({"x", "x y"}), tree, before=frozenset({"not"}), turned=frozenset({"d"}))
    assert list(phrases.unwrapped(["x", "y", "a", "x"], table)) == ["x y a x", "x y a", "a x", "a"]
    assert [phrases.holds(said.split(), table) for said in ("z a b z", "a c", "d", "not d", "d not", "")] == [
        True,
        False,
        True,
        False,
        True,
        False,
    ]


def test_a_message_of_nothing_but_politeness_means_nothing() -> None:
    assert list(phrases.unwrapped(["x"] * 30, Phrases(frozenset({"x"}))))[-1] == "x"
    assert list(phrases.unwrapped([], Phrases())) == []
