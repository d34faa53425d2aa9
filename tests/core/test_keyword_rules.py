"""Keyword rules of a line: which one is for a text, and which may be saved (AU-1)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import keyword_rules, keywords
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import GroupId
from chalicelib.core.keyword_rule import KeywordRule
from tests.core.builders import REP1, line

HOURS = KeywordRule(("hours", "opening times"), reply="9 to 5.")
PRICE = KeywordRule(("price", "how much"), anywhere=True, tags=frozenset({"price"}))
ANY_HOURS = KeywordRule(("hours",), anywhere=True, reply="Nearly always.")
RULES = (HOURS, PRICE, ANY_HOURS)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("hours", (HOURS, True)),
        (" HOURS! ", (HOURS, True)),
        ("Ｈours\u200b", (HOURS, True)),
        ("Opening  times?", (HOURS, True)),
        ("your hours please", (ANY_HOURS, False)),
        ("what are the opening times", None),
        ("price", (PRICE, True)),
        ("How much is it? And your hours?", (PRICE, False)),
        ("prices", None),
        ("happy hoursx", None),
        ("", None),
        ("🙂", None),
    ],
)
def test_the_whole_text_goes_before_a_word_within_it(body: str, found: object) -> None:
    assert keyword_rules.matching(RULES, body) == found


def test_of_words_within_a_text_the_first_rules_counts() -> None:
    body = "how much, and which hours"
    assert keyword_rules.matching((ANY_HOURS, PRICE), body) == (ANY_HOURS, False)
    assert keyword_rules.matching((PRICE, ANY_HOURS), body) == (PRICE, False)


def test_a_line_without_rules_looks_at_nothing() -> None:
    assert keyword_rules.matching((), "hours") is None


@given(st.text())
def test_whatever_is_texted_a_rule_is_found_by_its_own_words_only(body: str) -> None:
    found = keyword_rules.matching(RULES, body)
    said = keywords.normalise(body)
    if found is not None:
        rule, whole = found
        assert (said in rule.words) == whole
        assert rule.anywhere or whole
        assert any(word in said for word in rule.words)


def test_words_are_kept_as_texts_are_compared_with_them() -> None:
    assert keyword_rules.tidy([" Hours!", "HOURS", "Opening-Times", "!!"]) == ("hours", "opening times", "")


def faults(*rules: KeywordRule, **fields: Any) -> dict[str, str]:
    try:
        keyword_rules.check(line(rules=rules, **fields))
    except Invalid as fault:
        return dict(fault.fields)
    return {}


def test_rules_that_can_be_pass() -> None:
    handed = KeywordRule(("agent",), group=GroupId("g1"), assignee=REP1)
    quiet = KeywordRule(("menu",), reply="Soup.", alert=False)
    assert faults(HOURS, PRICE, handed, quiet) == {}
    many = tuple(KeywordRule((f"word {place}",), reply="x") for place in range(keyword_rules.MOST_RULES))
    assert faults(*many) == {}
    assert list(faults(*many, HOURS)) == ["rules"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Give 1 to 10 words."),
        (tuple(f"w{place}" for place in range(11)), "Give 1 to 10 words."),
        (("",), "1 to 40 letters"),
        (("x" * 41,), "1 to 40 letters"),
        (("stop",), "“stop” has a meaning of its own"),
        (("ok", "help"), "“help” has a meaning of its own"),
        (("join",), "“join” is the keyword of an opt-in form"),
        (("hours",), "“hours” stands here twice"),
    ],
)
def test_a_word_that_cannot_be_is_named_with_the_remedy(words: tuple[str, ...], told: str) -> None:
    found = faults(KeywordRule(words, reply="x"), HOURS, keywords={"join": "form1"})
    assert told in found["rules.0.words"]


def test_the_longest_words_and_the_most_of_them_can_be() -> None:
    assert faults(KeywordRule(("x" * 40, *(f"w{place}" for place in range(9))), reply="x")) == {}


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({}, "rules.0", "what this rule does"),
        ({"tags": frozenset(f"t{place}" for place in range(11))}, "rules.0.tags", "at most 10"),
        ({"reply": "Hi {{first_name}}"}, "rules.0.reply", "not filled in"),
        ({"reply": "x" * 321}, "rules.0.reply", "at most 320"),
        ({"tags": frozenset({"t"}), "alert": False}, "rules.0.alert", "Let it alert"),
        ({"reply": "x", "assignee": REP1, "alert": False}, "rules.0.alert", "Let it alert"),
    ],
)
def test_a_rule_that_cannot_be_is_named_with_the_remedy(fields: dict[str, Any], field: str, told: str) -> None:
    found = faults(KeywordRule(("agent",), **fields))
    assert list(found) == [field]
    assert told in found[field]


def test_as_many_tags_as_may_be_can_be() -> None:
    assert faults(KeywordRule(("agent",), tags=frozenset(f"t{place}" for place in range(10)))) == {}
