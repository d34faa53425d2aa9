from __future__ import annotations

import pytest

from chalicelib.core.contacts import MERGE_FIELDS, Contact, merge_values, search_word, search_words
from chalicelib.core.phone import PhoneNumber
from tests.core.builders import CONTACT, PHONE


def contact(phone: str = PHONE, **fields: str) -> Contact:
    return Contact(CONTACT, PhoneNumber(phone), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "last", "name"), [("", "", ""), ("Ann", "", "Ann"), ("", "Lee", "Lee"), ("Ann", "Lee", "Ann Lee")]
)
def test_a_name_is_first_and_last_as_far_as_they_are_known(first: str, last: str, name: str) -> None:
    assert contact(first_name=first, last_name=last).name == name


def test_every_merge_field_has_its_value() -> None:
    """SD-5."""
    ann = contact(
        first_name="Ann", last_name="Lee", email="ann@example.com", location="Here", status="lead", package="Gold"
    )
    assert merge_values(ann) == {
        "first_name": "Ann",
        "last_name": "Lee",
        "name": "Ann Lee",
        "email": "ann@example.com",
        "location": "Here",
        "status": "lead",
        "package": "Gold",
    }
    assert tuple(merge_values(ann)) == MERGE_FIELDS


@pytest.mark.parametrize(
    ("phone", "words"),
    [
        ("+12025550123", {"12025550123", "2025550123", "5550123", "0123"}),
        ("+442079460018", {"442079460018", "9460018", "0018"}),
        ("+18005550100", {"18005550100", "8005550100", "5550100", "0100"}),
        ("+1202555012", {"1202555012", "2555012", "5012"}),
    ],
)
def test_a_contact_is_found_by_its_number_in_each_usual_length(phone: str, words: set[str]) -> None:
    """SD-1."""
    assert search_words(contact(phone)) == words


def test_a_contact_is_found_by_each_word_of_its_name() -> None:
    words = search_words(contact(first_name="Ann  Marie", last_name="STRAßE"))
    assert {"ann", "marie", "strasse"} < words


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("", ""),
        (" ", ""),
        ("Ann", "ann"),
        ("  ANN Lee", "ann"),
        ("(202) 555", "202555"),
        ("+1 202-555", "1202555"),
        ("0123", "0123"),
        ("Ann 2", "ann"),
        ("2nd Ann", "2nd"),
        ("()", "()"),
    ],
)
def test_what_is_typed_becomes_digits_or_the_first_word(query: str, word: str) -> None:
    assert search_word(query) == word


@pytest.mark.parametrize("query", ["ann", "LEE", "+1 (202) 555-0123", "202 555 0123", "555-0123", "0123", "1 202"])
def test_what_people_type_finds_the_contact(query: str) -> None:
    words = search_words(contact(first_name="Ann", last_name="Lee"))
    assert any(found.startswith(search_word(query)) for found in words)
