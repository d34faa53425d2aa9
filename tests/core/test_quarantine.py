"""What becomes of a text that found no line (TH-5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core import arrivals, quarantine
from chalicelib.core.consent import Consent
from chalicelib.core.effects import Queue, alert
from chalicelib.core.forms import Form, FormId, Wording
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Folder, Tab
from tests.core.builders import BOSS, LOCAL, NOW, PHONE, facts, later, line, person, text, thread


def kept(body: str = "hello", **fields: Any) -> Message:
    return arrivals.quarantined(text(body, **fields))


def test_a_text_can_be_taken_in_once_its_line_is_in_use() -> None:
    assert quarantine.obstacle(kept(), LOCAL) is None


@pytest.mark.parametrize(
    ("sender", "on", "code"),
    [
        (PHONE, None, "no_line"),
        (PHONE, line(active=False), "line_off"),
        (PhoneNumber("40404"), LOCAL, "no_number"),
        (None, None, "no_number"),
    ],
)
def test_what_stands_in_the_way_is_named(sender: PhoneNumber | None, on: Line | None, code: str) -> None:
    found = quarantine.obstacle(replace(kept(), sender=sender), on)
    assert found is not None
    assert found.code == code


def test_a_text_taken_in_asks_for_a_person_and_leaves_the_quarantine() -> None:
    said = kept("Is anyone there?", media=("https://example.com/1.jpg",), segments=2)
    changes = quarantine.taken_in(said, facts(now=later(days=3)))
    assert changes.thread is not None
    moved = (changes.thread.folder, changes.thread.tab, changes.thread.unread, changes.thread.activity)
    assert moved == (Folder.INBOX, Tab.NEEDS_ATTENTION, 1, NOW)
    assert changes.messages == (replace(said, box=thread().id),)
    assert changes.leaves == said
    assert changes.seen is None, "it was marked as seen when it came"
    alerted, fetched = changes.effects
    assert alerted == alert(thread().id, said.id, later(days=3))
    assert (fetched.queue, fetched.job["box"], fetched.job["message"]) == (Queue.MEDIA, thread().id, said.id)


@pytest.mark.parametrize(("body", "consent"), [("STOP", Consent.NO), ("START", Consent.YES), ("HELP", Consent.NONE)])
def test_a_word_counts_and_nothing_answers_it_so_late(body: str, consent: Consent) -> None:
    changes = quarantine.taken_in(kept(body), facts(now=later(seconds=1)))
    assert changes.thread is not None
    assert changes.thread.consent is consent
    assert changes.effects == ()


def test_a_start_that_a_stop_has_overtaken_lifts_nothing() -> None:
    stopped = thread(consent=Consent.NO, last_act=later(hours=1))
    changes = quarantine.taken_in(kept("START"), facts(stopped, now=later(days=1)))
    assert changes.thread is not None
    assert changes.thread.consent is Consent.NO


def test_a_keyword_asks_for_no_opt_in_so_late() -> None:
    form = Form(
        FormId("fair"), "Fair", LOCAL.id, "Spring fair", wordings=(Wording(1, "Text me.", NOW),), keyword="fair"
    )
    joining = line(keywords={"fair": form.id})
    changes = quarantine.taken_in(kept("FAIR"), facts(on=joining, form=form))
    assert [said.body for said in changes.messages] == ["FAIR"]
    assert changes.thread is not None
    assert changes.thread.consent is Consent.NONE


def test_a_reps_own_phone_makes_no_thread() -> None:
    """A4: a number may have become a rep's since."""
    changes = quarantine.taken_in(kept(), facts(sender=person("rep1")))
    assert changes.thread is None
    assert [said.box for said in changes.messages] == ["person#rep1"]
    assert changes.leaves == kept()


def test_a_text_without_a_providers_id_can_be_taken_in() -> None:
    said = replace(kept(), provider_id=None)
    assert quarantine.taken_in(said, facts()).leaves == said


def test_what_is_put_away_is_kept_with_who_did_so() -> None:
    changes = quarantine.dismissed(kept(), BOSS)
    assert changes.messages == (replace(kept(), box="dismissed", author=BOSS),)
    assert changes.leaves == kept()
