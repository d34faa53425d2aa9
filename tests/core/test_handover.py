"""Who asks a machine for a person (TH-7)."""

from __future__ import annotations

import pytest

from chalicelib import data
from chalicelib.core import handover, keywords

PHRASES = [phrase for pack in data.table("handover")["packs"].values() for phrase in pack["phrases"]]


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_asks_alone_and_within_more_words(phrase: str) -> None:
    assert keywords.normalise(phrase) == phrase, "as texts are compared with it"
    assert handover.asked(phrase.upper() + "!")
    assert handover.asked(f"Please, {phrase}, now")
    assert keywords.classify(phrase) is None, "it has no meaning of its own"


@pytest.mark.parametrize("body", ["", "🙂", "What are your hours?", "humanly", "reagent", "It was a callme", "price"])
def test_other_words_do_not(body: str) -> None:
    assert not handover.asked(body)
