"""CN-11: the first text of a line says who texts and how to end it, once, and only where it does not say so itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import data
from chalicelib.core import introductions, lint, segments, wording
from chalicelib.core.brand import Brand
from chalicelib.core.segments import MAX_BODY, Encoding
from tests.core.builders import NOW, later, thread

ACME = Brand(name="Acme Shoes")
WHOLE = " - Acme Shoes. Reply STOP to opt out."
PACKS = data.table("introductions")["packs"]


@pytest.mark.parametrize(
    ("body", "added"),
    [
        ("Hello", WHOLE),
        ("Hello from ACME shoes", " Reply STOP to opt out."),
        ("Hello. Text STOP to end.", " - Acme Shoes."),
        ("Acme Shoes: hello. Reply STOP to opt out.", ""),
        ("Acme Shoes: can you stop by at 5?", " Reply STOP to opt out."),
        ("acme shoes: Responda ALTO para salir", ""),
        ("Acme Shoes. Répondez ARRÊT", ""),
        ("Acme Shoes. STOP to quit", ""),
    ],
)
def test_what_a_text_does_not_say_is_added(body: str, added: str) -> None:
    assert introductions.tail(body, ACME) == added
    assert introductions.tail(introductions.whole(body, added), ACME) == ""


@pytest.mark.parametrize("language", sorted(PACKS))
def test_each_language_has_its_words_and_knows_them_again(language: str) -> None:
    brand = Brand(name="Acme", language=language)
    added = introductions.tail("Hi", brand)
    assert added == f" - Acme. {PACKS[language]['way_out']}"
    assert introductions.tail(f"Hi{added}", Brand(name="Acme")) == ""
    assert segments.count(added).encoding is Encoding.GSM_7, "one strange letter would make every segment short"


def test_a_brand_without_a_name_of_its_own_is_not_named() -> None:
    assert introductions.tail("Hi", Brand()) == " Reply STOP to opt out."
    assert introductions.named(Brand()) == ""
    assert introductions.named(Brand(name=" Acme ")) == "Acme"


def test_the_tail_follows_the_text_and_nothing_is_no_tail() -> None:
    assert introductions.whole("Hi \n", " - Acme.") == "Hi - Acme."
    assert introductions.whole("Hi \n", "") == "Hi \n"


@given(st.text(max_size=60), st.text("Acme STOPreply to optu.", max_size=40))
def test_what_goes_out_is_complete_and_said_once(body: str, more: str) -> None:
    whole = introductions.whole(body + more, introductions.tail(body + more, ACME))
    assert introductions.tail(whole, ACME) == ""
    assert lint.says(whole, ("Acme Shoes",))


@pytest.mark.parametrize(
    ("body", "added", "whole"),
    [
        ("Acme: Back Monday", " Reply STOP.", "Acme: Back Monday. Reply STOP."),
        ("Acme: Back at 9 \n", " Reply STOP.", "Acme: Back at 9. Reply STOP."),
        ("Acme: De vuelta mañana en México", " Reply STOP.", "Acme: De vuelta mañana en México. Reply STOP."),
        ("Acme: Back Monday!", " Reply STOP.", "Acme: Back Monday! Reply STOP."),
        ("Acme: Back soon 🙂", " Reply STOP.", "Acme: Back soon 🙂 Reply STOP."),
        ("Acme: See example.com/away", " Reply STOP.", "Acme: See example.com/away Reply STOP."),
        ("Back Monday", " - Acme. Reply STOP.", "Back Monday - Acme. Reply STOP."),
        ("Acme: Back Monday", "", "Acme: Back Monday"),
        (" ", " Reply STOP.", " Reply STOP."),
    ],
)
def test_what_is_said_by_itself_ends_before_the_way_out_begins(body: str, added: str, whole: str) -> None:
    assert introductions.after_sentence(body, added) == whole


def test_only_the_first_text_is_introduced() -> None:
    fresh = thread()
    for known in (thread(introduced=NOW), thread(confirmed_at=NOW)):
        assert introductions.in_broadcast(known, "Hi", ACME) == ""
        assert introductions.in_answer(known, "Hi", ACME, NOW) == ""
    assert introductions.in_broadcast(fresh, "Hi", ACME) == WHOLE
    assert introductions.in_broadcast(None, "Hi", ACME) == WHOLE
    assert introductions.in_answer(fresh, "Hi", ACME, NOW) == WHOLE


def test_an_answer_is_a_conversation_and_a_broadcast_is_none() -> None:
    """CTIA 5.1: the consumer wrote first, and knows to whom."""
    wrote = thread(last_inbound=NOW)
    assert introductions.in_answer(wrote, "Hi", ACME, later(days=13)) == ""
    assert introductions.in_answer(wrote, "Hi", ACME, later(days=14)) == WHOLE
    assert introductions.in_broadcast(wrote, "Hi", ACME) == WHOLE


def test_a_text_that_says_it_all_is_noted_once() -> None:
    said = f"Hi{WHOLE}"
    assert introductions.noted(thread(), "Hi", ACME, NOW).introduced is None
    assert introductions.noted(thread(), said, ACME, NOW).introduced == NOW
    assert introductions.noted(thread(introduced=NOW), said, ACME, later(days=1)).introduced == NOW


@pytest.mark.parametrize(
    "body",
    [wording.start_answer("Acme Shoes"), wording.welcome_answer("Acme Shoes"), wording.help_answer("Acme Shoes", "")],
)
def test_our_own_answers_introduce(body: str) -> None:
    assert introductions.tail(body, ACME) == ""
    assert introductions.noted(thread(), body, ACME, NOW).introduced == NOW


def test_the_answer_to_stop_offers_nothing_and_introduces_nobody() -> None:
    """47 CFR 64.1200(a)(12)."""
    assert introductions.noted(thread(), wording.stop_answer("Acme Shoes"), ACME, NOW).introduced is None


@pytest.mark.parametrize(
    ("body", "brand", "whole"),
    [
        (lint.standard_confirmation("Acme Shoes"), ACME, lint.standard_confirmation("Acme Shoes")),
        ("Reply YES. Txt STOP 2 leave.", ACME, "Reply YES. Txt STOP 2 leave. - Acme Shoes."),
        ("Acme Shoes: reply YES.", ACME, "Acme Shoes: reply YES. Reply STOP to opt out."),
        ("Old name: reply YES.", Brand(), "Old name: reply YES. Reply STOP to opt out."),
        ("YES? " + "x" * (MAX_BODY - 5), ACME, "YES? " + "x" * (MAX_BODY - 5)),
    ],
)
def test_a_request_to_confirm_gets_what_its_form_has_lost(body: str, brand: Brand, whole: str) -> None:
    assert introductions.in_request(body, brand) == whole
