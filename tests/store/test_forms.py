"""Forms with their keywords, what is counted, and what waits for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core.changes import Changes, Tally
from chalicelib.core.countries import Held
from chalicelib.core.effects import Effect, Queue
from chalicelib.core.errors import Conflict
from chalicelib.core.forms import FieldKind, Form, FormField, FormId, Wording
from chalicelib.core.lines import Line
from chalicelib.core.optin import OptIn, Waiting
from chalicelib.flows.ports import Stale
from chalicelib.store.contacts import ContactStore
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.cursors import Cursors
from chalicelib.store.database import Database
from chalicelib.store.forms import FormStore
from chalicelib.store.optin import OptInStore
from chalicelib.store.team import TeamStore
from tests.store.given import IDS, LINE, NOW, PHONE, contact, line, standing, thread


def form(**values: Any) -> Form:
    fields = (
        FormField("phone", "Mobile", FieldKind.PHONE, required=True),
        FormField("size", "Size", FieldKind.CHOICE, options=("small", "large")),
    )
    known: dict[str, Any] = {"fields": fields, "wordings": (Wording(1, "I agree.", NOW), Wording(2, "Yes.", NOW))}
    named: dict[str, Any] = {"name": "Club", "title": "Join us"}
    return Form(FormId("club"), line=IDS.line(LINE), **(named | known | values))


@pytest.fixture
def forms(database: Database) -> FormStore:
    return FormStore(database)


@pytest.fixture
def opt_ins(database: Database, cursors: Cursors) -> OptInStore:
    return OptInStore(database, cursors)


def with_words(of: Line, **words: str) -> tuple[Line, Line]:
    return of, replace(of, keywords=words)


def test_a_form_reads_as_it_was_saved(forms: FormStore) -> None:
    rich = form(tags=frozenset({"a"}), tag_fields=("size",), keyword="join", widget=True, active=False)
    assert forms.save(None, rich, []) == replace(rich, version=1)
    assert forms.get(FormId("club")) == replace(rich, version=1)
    assert forms.all() == [replace(rich, version=1)]
    assert forms.get(FormId("other")) is None


def test_a_form_is_saved_with_the_keywords_of_its_line(forms: FormStore, team: TeamStore) -> None:
    team.put_line(line())
    saved = forms.save(None, form(), [with_words(line(), join="club")])
    known = team.line(IDS.line(LINE))
    assert known is not None
    assert known.keywords == {"join": "club"}
    forms.save(saved, replace(saved, title="Join"), [with_words(known)])
    assert team.line(IDS.line(LINE)) == line()


def test_of_two_changes_one_is_made_again(forms: FormStore, team: TeamStore) -> None:
    team.put_line(line())
    first = forms.save(None, form(), [])
    with pytest.raises(Stale):
        forms.save(first, replace(first, title="A"), [with_words(replace(line(), keywords={"old": "x"}), join="club")])
    second = forms.save(first, replace(first, title="A"), [])
    with pytest.raises(Stale):
        forms.save(first, replace(first, title="B"), [])
    assert forms.save(first, replace(first, title="A"), []) == second, "the SDK asks twice after a lost answer"
    with pytest.raises(Conflict):
        forms.save(None, form(title="C"), [])


def test_counting_counts_each_name_apart(opt_ins: OptInStore) -> None:
    assert [opt_ins.count("a", NOW) for _ in range(3)] == [1, 2, 3]
    assert opt_ins.count("b", NOW) == 1


def test_the_days_tally_is_saved_with_the_decision_or_not_at_all(
    opt_ins: OptInStore, conversations: ConversationStore
) -> None:
    conversations.save(Changes(tally=Tally("2026-11-22", 0), standing=standing()), NOW)
    assert opt_ins.asked_on("2026-11-22") == 1
    with pytest.raises(Stale):
        conversations.save(Changes(tally=Tally("2026-11-22", 0), thread=thread()), NOW)
    assert conversations.threads([thread().id]) == {}
    conversations.save(Changes(tally=Tally("2026-11-22", 1)), NOW)
    assert (opt_ins.asked_on("2026-11-22"), opt_ins.asked_on("2026-11-23")) == (2, 0)


def waiting(place: str = "a", **values: Any) -> Waiting:
    asked = OptIn(
        "s1", PHONE, NOW, "form", "I agree.", "YES?", {"form": "club"}, {"first_name": "Ann"}, {"size": "small"}
    )
    return Waiting(f"l-{place}", IDS.line(LINE), Held.BUDGET, replace(asked, tags=frozenset({"t"}), **values))


def test_what_waits_reads_as_it_was_kept_and_stands_in_the_list_once(opt_ins: OptInStore) -> None:
    opt_ins.keep(waiting(), NOW)
    opt_ins.keep(waiting(id="s2"), NOW)
    assert opt_ins.waiting("l-a") == waiting()
    for place in "bcd":
        opt_ins.keep(waiting(place), NOW)
    first = opt_ins.review(None, 3)
    assert [one.id for one in first.items] == ["l-a", "l-b", "l-c"]
    assert [one.id for one in opt_ins.review(first.cursor, 3).items] == ["l-d"]
    opt_ins.explain("l-a", Held.LINE)
    assert opt_ins.waiting("l-a") == replace(waiting(), reason=Held.LINE)
    opt_ins.done("l-a")
    opt_ins.explain("l-a", Held.LINE)
    assert opt_ins.waiting("l-a") is None


def test_a_contact_is_changed_with_the_decision_and_found_by_its_new_name(
    conversations: ConversationStore, contacts: ContactStore
) -> None:
    contacts.create(contact())
    known = contacts.get(IDS.contact(PHONE))
    assert known is not None
    named = replace(known, first_name="Annabel")
    conversations.save(Changes(thread=thread(), contact_before=known, contact=named), NOW)
    assert contacts.get(known.id) == replace(named, version=known.version + 1)
    assert [one.id for one in contacts.page("annab", None, 10).items] == [known.id]
    with pytest.raises(Stale):
        conversations.save(Changes(standing=standing(), contact_before=known, contact=named), NOW)


def test_an_effect_of_later_is_given_only_then(conversations: ConversationStore) -> None:
    after = NOW + timedelta(days=1)
    effect = Effect("remind.1", Queue.OPT_IN, {"kind": "remind"}, stored=True, after=after)
    conversations.save(Changes(standing=standing(), effects=(effect,)), NOW)
    assert conversations.due_effects(after - timedelta(seconds=1), 10) == []
    (given,) = conversations.due_effects(after, 10)
    assert (given.id, given.queue, given.after) == ("remind.1", Queue.OPT_IN, None)
