from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import merge
from chalicelib.core.errors import Invalid

ALLOWED = ("first_name", "last_name", "location")


@pytest.mark.parametrize(
    ("template", "names"),
    [
        ("no field", []),
        ("{{first_name}}", ["first_name"]),
        ("{{ first_name | there }} {{last_name|}}", ["first_name", "last_name"]),
        ("{{a}} {{b}} {{a|again}} {{A}}", ["a", "b"]),
        ("{a} {{1a}}", []),
        ("{{custom.Shoe  size|9}} {{ CUSTOM. shoe size }} {{custom}}", ["custom.shoe size", "custom"]),
        ("{{custom.größe.eu}}", ["custom.größe.eu"]),
    ],
)
def test_names_the_fields_in_order_once(template: str, names: list[str]) -> None:
    assert merge.fields(template) == names


@pytest.mark.parametrize("template", ["", "no field", "{single} } {", "{{first_name|there}}", "{{ Location }}"])
def test_a_template_of_allowed_fields_passes(template: str) -> None:
    merge.check(template, ALLOWED)
    assert set(merge.fields(template)) <= set(ALLOWED)


def test_an_unknown_field_is_named_with_those_that_exist() -> None:
    with pytest.raises(Invalid) as refused:
        merge.check("Hi {{nickname}} {{first_name}} {{shoe|9}}", ALLOWED, field="text")
    sentence = refused.value.fields["text"]
    assert sentence == ("There is no field {{nickname}}, {{shoe}}. Use {{first_name}}, {{last_name}}, {{location}}.")


def test_where_no_field_is_allowed_plain_text_is_the_remedy() -> None:
    with pytest.raises(Invalid) as refused:
        merge.check("{{first_name}}", ())
    assert refused.value.fields["body"].endswith("Use plain text.")


def test_the_brands_own_fields_are_allowed_all_or_none() -> None:
    merge.check("{{custom.size}} {{custom.anything else|9}}", (*ALLOWED, merge.CUSTOM))
    with pytest.raises(Invalid) as refused:
        merge.check("{{custom.size}}", ALLOWED)
    assert refused.value.fields["body"].startswith("There is no field {{custom.size}}. Use {{first_name}}")
    with pytest.raises(Invalid) as refused:
        merge.check("{{customer}} {{custom}}", ("name", merge.CUSTOM))
    assert refused.value.fields["body"].endswith("{{customer}}, {{custom}}. Use {{name}}, {{custom.…}}.")


def test_fields_without_a_value_are_named_with_what_stands_in() -> None:
    values = {"first_name": "Ann", "last_name": " ", merge.custom(" Shoe  Size"): "9"}
    template = "{{first_name|you}} {{Last_Name| friend }} {{location}} {{location}} {{custom.shoe size}} {{custom.x|y}}"
    assert merge.empty(template, values) == [("last_name", "friend"), ("location", ""), ("custom.x", "y")]
    assert merge.render(template, values) == "Ann friend 9 y"
    assert merge.empty("{{a|1}} {{a|2}} {{a|1}}", {}) == [("a", "1"), ("a", "2")]


def test_a_long_row_of_spaces_is_read_in_no_time() -> None:
    """A name may hold spaces: looking for its end must not begin anew at each of them."""
    with pytest.raises(Invalid):
        merge.check("{{custom.x" + " " * 200_000, (merge.CUSTOM,))


@pytest.mark.parametrize(
    "template",
    [
        "Hi {{first_name",
        "Hi first_name}}",
        "{{}}",
        "{{ }}",
        "{{|there}}",
        "{{{first_name}}}",
        "{{first_name|{{last_name}}}}",
        "{{first name}}",
        "{{first_name.__class__}}",
        "{{first_name!r}}",
        "{{first_name:>9999999}}",
        "{{custom.}}",
        "{{custom. |there}}",
        "{{custom.{{size}}}}",
        "{{customs.size}}",
        "{{custom.size",
        "{{first_name}",
        "{{ {{first_name}} }}",
        "{{first_name|a{b}}",
        "}}{{",
    ],
)
def test_broken_braces_never_reach_a_phone(template: str) -> None:
    with pytest.raises(Invalid) as refused:
        merge.check(template, ALLOWED)
    assert "{{first_name|there}}" in refused.value.fields["body"]
    with pytest.raises(Invalid):
        merge.render(template, {"first_name": "Ann"})


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("Hi {{first_name}}, welcome", "Hi Ann, welcome"),
        ("Hi {{ First_Name | there }}!", "Hi Ann!"),
        ("{{first_name}}{{first_name}}", "AnnAnn"),
        ("Hi {{last_name|there}}, welcome", "Hi there, welcome"),
        ("Hi {{last_name| you there }}!", "Hi you there!"),
        ("Hi {{last_name}}, welcome", "Hi, welcome"),
        ("Hi {{last_name}} and welcome", "Hi and welcome"),
        ("{{last_name}} welcome", "welcome"),
        ("{{last_name}}, welcome", ", welcome"),
        ("Hi {{blank|}} {{last_name}} you", "Hi you"),
        ("Hi\n{{last_name}} you", "Hi\nyou"),
        ("Hi {{last_name}}\nyou", "Hi\nyou"),
        ("Bye {{last_name}}", "Bye"),
        ("({{last_name}})", "()"),
        ("{{first_name}}{{last_name}} x", "Ann x"),
        ("two  spaces stay {x}", "two  spaces stay {x}"),
    ],
)
def test_a_value_then_the_fallback_then_nothing(template: str, text: str) -> None:
    assert merge.render(template, {"first_name": "Ann", "blank": " \n"}) == text


def test_a_value_that_looks_like_a_field_stays_text() -> None:
    values = {"first_name": "{{phone}}", "phone": "+12025550110"}
    assert merge.render("Hi {{first_name}}", values) == "Hi {{phone}}"


def test_a_value_that_looks_like_a_format_stays_text() -> None:
    values = {"first_name": r"{0.__class__} %s \1 \g<1>"}
    assert merge.render("Hi {{first_name}}", values) == r"Hi {0.__class__} %s \1 \g<1>"


PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="{}"), max_size=30)


@given(PLAIN, PLAIN, st.text(min_size=1).filter(str.strip))
def test_values_are_inserted_raw(before: str, after: str, value: str) -> None:
    assert merge.render(f"{before}{{{{a}}}}{after}", {"a": value}) == before + value + after


@given(st.text(st.sampled_from("ab {}|_\n."), max_size=40), PLAIN)
def test_a_rendered_text_bears_no_syntax_of_its_template(template: str, value: str) -> None:
    try:
        text = merge.render(template, {"a": value})
    except Invalid:
        return
    assert "{{" not in text
    assert "}}" not in text


@given(PLAIN, st.lists(st.sampled_from(ALLOWED), max_size=4))
def test_empty_fields_leave_no_double_space(word: str, names: list[str]) -> None:
    plain = "".join(letter for letter in word if letter.isalnum()) or "x"
    template = " ".join([plain, *(f"{{{{{name}}}}}" for name in names), plain])
    assert merge.render(template, {}) == f"{plain} {plain}"
    assert merge.fields(template) == list(dict.fromkeys(names))


@pytest.mark.parametrize(
    ("text", "found"), [("Hi {you}", ""), ("Hi {{you", "{{"), ("a}}", "}}"), ("{ {", ""), ("", "")]
)
def test_what_was_not_filled_in_is_found(text: str, found: str) -> None:
    assert merge.unfilled(text) == found


def test_people_of_the_brand_read_fields_by_name() -> None:
    assert (
        merge.as_words("Hi {{ First_Name |there}}, size {{custom.Shoe  size}}")
        == "Hi [first_name], size [custom.shoe size]"
    )
    assert merge.as_words("broken {{ and }}} stay") == "broken { and } stay"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("no field", "no field"),
        ("Hi {{custom.Imię}}!", "Hi !"),
        ("Hi {{ custom.Imię | Gość }}{{first_name|}}!", "Hi  Gość !"),
        ("{{a}}{{b|é}} {{", "é {{"),
    ],
)
def test_the_words_of_a_template_are_those_that_stand_there(template: str, words: str) -> None:
    assert merge.literal(template) == words


@given(st.text("{}a |_.", max_size=40))
def test_nothing_that_is_made_plain_looks_like_a_field(text: str) -> None:
    assert merge.unfilled(merge.plain(text)) == ""
    assert merge.unfilled(merge.as_words(text)) == ""


VECTORS = json.loads((Path(__file__).parent / "merge_vectors.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_vectors_that_the_dashboard_counts_by(vector: dict[str, Any]) -> None:
    assert merge.render(vector["body"], vector["values"]) == vector["text"]
