"""Templates: each name once per owner, listed by name, changed by whoever knows how they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.core.errors import Invalid
from chalicelib.core.ids import PersonId, TemplateId
from chalicelib.core.templates import Template
from chalicelib.flows.ports import Stale
from chalicelib.store import keys
from chalicelib.store.database import Database
from chalicelib.store.templates import TemplateStore
from tests.store.given import NOW, REP

OTHER = PersonId("rep2")


def template(place: int, name: str = "Hello", owner: PersonId | None = REP, body: str = "Hi") -> Template:
    return Template(TemplateId(f"t{place}"), name, body, owner, NOW)


def names(templates: TemplateStore, *owners: PersonId | None, query: str = "", limit: int = 100) -> list[str]:
    """All pages of a list."""
    found, cursor = [], None
    while True:
        page = templates.page(owners, query, cursor, limit)
        assert len(page.items) <= limit
        found += [one.name for one in page.items]
        if page.cursor is None:
            return found
        cursor = page.cursor


def taken(database: Database, owner: PersonId | None, name: str) -> bool:
    return database.get("contacts", keys.template_name(owner, name)) is not None


@pytest.mark.parametrize("owner", [REP, None])
def test_a_template_is_kept_as_it_is(templates: TemplateStore, owner: PersonId | None) -> None:
    made = template(1, owner=owner, body="Hi {{first_name|there}}\n")
    assert templates.create(made) == made == templates.get(made.id)
    assert templates.get(TemplateId("t2")) is None


def test_a_name_is_once_per_owner_whatever_its_case(templates: TemplateStore) -> None:
    templates.create(template(1, "Straße"))
    with pytest.raises(Invalid) as refused:
        templates.create(template(2, "STRASSE"))
    assert list(refused.value.fields) == ["name"]
    assert templates.get(TemplateId("t2")) is None
    for place, owner in enumerate((OTHER, None), 3):
        assert templates.create(template(place, "strasse", owner)).owner == owner


def test_who_creates_what_is_there_learns_what_stands_there(templates: TemplateStore) -> None:
    first = templates.create(template(1))
    assert templates.create(template(1, body="Other")) == first
    assert templates.create(template(1, "Another name")) == first
    assert names(templates, REP) == ["Hello"]


def test_a_new_name_frees_the_old_one(templates: TemplateStore, database: Database) -> None:
    before = templates.create(template(1))
    after = templates.update(before, replace(before, name="Bye", body="See you"))
    assert (after.version, templates.get(before.id)) == (1, after)
    assert (taken(database, REP, "hello"), taken(database, REP, "bye")) == (False, True)
    assert templates.create(template(2, "HELLO")).name == "HELLO"


def test_another_spelling_of_the_same_name_is_no_new_one(templates: TemplateStore, database: Database) -> None:
    before = templates.create(template(1))
    assert templates.update(before, replace(before, name="HELLO")).name == "HELLO"
    assert taken(database, REP, "hello")
    assert names(templates, REP) == ["HELLO"]


def test_a_name_that_is_taken_changes_nothing(templates: TemplateStore) -> None:
    before, other = templates.create(template(1)), templates.create(template(2, "Bye"))
    with pytest.raises(Invalid) as refused:
        templates.update(other, replace(other, name="hello", body="x"))
    assert list(refused.value.fields) == ["name"]
    assert (templates.get(before.id), templates.get(other.id)) == (before, other)


def test_who_knows_an_older_state_changes_nothing(templates: TemplateStore, database: Database) -> None:
    before = templates.create(template(1))
    after = templates.update(before, replace(before, name="Bye"))
    for moved in (replace(before, body="x"), replace(before, name="Third")):
        with pytest.raises(Stale):
            templates.update(before, moved)
    with pytest.raises(Stale):
        templates.delete(before)
    assert templates.get(before.id) == after
    assert (taken(database, REP, "bye"), taken(database, REP, "third")) == (True, False)


def test_what_is_deleted_is_gone_with_its_name(templates: TemplateStore, database: Database) -> None:
    made = templates.create(template(1))
    templates.delete(made)
    templates.delete(made)
    assert (templates.get(made.id), taken(database, REP, "hello"), names(templates, REP)) == (None, False, [])
    with pytest.raises(Stale):
        templates.update(made, replace(made, body="x"))


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_lists_are_by_name_each_owners_or_several_in_one_order(templates: TemplateStore, limit: int) -> None:
    for place, (name, owner) in enumerate(
        [("delta", REP), ("Alpha", REP), ("bravo", None), ("Alpha beta", None), ("alpha", None), ("charlie", OTHER)]
    ):
        templates.create(template(place, name, owner))
    assert names(templates, REP, limit=limit) == ["Alpha", "delta"]
    assert names(templates, None, limit=limit) == ["alpha", "Alpha beta", "bravo"]
    assert names(templates, REP, None, limit=limit) == ["Alpha", "alpha", "Alpha beta", "bravo", "delta"]
    assert names(templates, REP, None, query=" ALPHA ", limit=limit) == ["Alpha", "alpha", "Alpha beta"]
    assert names(templates, REP, None, query="zulu", limit=limit) == []


def test_a_cursor_leads_on_in_its_own_list_only(templates: TemplateStore) -> None:
    for place in range(3):
        templates.create(template(place, f"name {place}"))
    cursor = templates.page([REP], "", None, 1).cursor
    for owners, query in (([OTHER], ""), ([None], ""), ([REP, None], ""), ([REP], "name")):
        with pytest.raises(Invalid):
            templates.page(owners, query, cursor, 1)
    assert [one.name for one in templates.page([REP], "", cursor, 1).items] == ["name 1"]


def test_the_longest_names_fit(templates: TemplateStore) -> None:
    """DynamoDB's sort keys hold 1,024 bytes; U+1D1C0 takes most of them, three letters of four bytes, when composed."""
    longest = "\U0001d1c0" * 80
    templates.create(template(1, longest))
    assert names(templates, REP) == [longest]
