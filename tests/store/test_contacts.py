"""Contacts: known by number, listed by name, found by the words of it, and gone with their memberships."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Conflict, Invalid
from chalicelib.core.ids import GroupId
from chalicelib.flows.ports import Stale
from chalicelib.store.contacts import ContactStore
from chalicelib.store.database import Database
from tests.store import given as sample
from tests.store.given import PHONE


def all_pages(contacts: ContactStore, query: str, limit: int) -> list[Contact]:
    found: list[Contact] = []
    cursor = None
    while True:
        page = contacts.page(query, cursor, limit)
        assert len(page.items) <= limit
        found += page.items
        cursor = page.cursor
        if cursor is None:
            return found


def test_a_number_is_one_contact(contacts: ContactStore) -> None:
    contacts.create(sample.contact(first_name="Ann"))
    with pytest.raises(Conflict):
        contacts.create(sample.contact(first_name="Bea"))
    assert contacts.get(sample.contact().id) == sample.contact(first_name="Ann")


def test_everything_known_is_kept(contacts: ContactStore) -> None:
    ann = sample.contact(
        first_name="Ann",
        last_name="Lee",
        email="ann@example.com",
        zone="America/Chicago",
        tags=frozenset({"a", "b"}),
        custom={"size": "M", "note": ""},
        owner=sample.REP,
        created=sample.NOW,
    )
    contacts.create(ann)
    assert contacts.many([ann.id, sample.contact_id(1)]) == {ann.id: ann}


def test_a_change_on_an_older_state_is_stale(contacts: ContactStore) -> None:
    ann = sample.contact(first_name="Ann")
    contacts.create(ann)
    bea = contacts.update(ann, replace(ann, first_name="Bea"))
    assert bea.version == 1
    with pytest.raises(Stale):
        contacts.update(ann, replace(ann, first_name="Cleo"))
    assert contacts.get(ann.id) == bea


def test_a_contact_that_is_gone_cannot_be_changed(contacts: ContactStore) -> None:
    with pytest.raises(Stale):
        contacts.update(sample.contact(), sample.contact(first_name="Ann"))


def test_after_a_change_the_old_name_finds_nothing(contacts: ContactStore) -> None:
    ann = sample.contact(first_name="Annabel", last_name="Lee")
    contacts.create(ann)
    saved = contacts.update(ann, replace(ann, first_name="Beatrix"))
    assert all_pages(contacts, "ann", 10) == []
    assert all_pages(contacts, "BEA", 10) == [saved]
    assert all_pages(contacts, "lee", 10) == [saved]
    assert all_pages(contacts, "", 10) == [saved]


@pytest.mark.parametrize("query", ["Ann", "le", "LEE", "ann lee", "Annabel L", "+1 202-555-0123", "2025550123", "0123"])
def test_a_contact_is_found_by_name_and_number(contacts: ContactStore, query: str) -> None:
    ann = sample.contact(first_name="Annabel", last_name="Lee")
    contacts.create(replace(ann, first_name="Lea", last_name="Annison") if query == "le" else ann)
    contacts.create(sample.contact(sample.phone(9), first_name="Zoe"))
    assert [found.phone for found in all_pages(contacts, query, 10)] == [PHONE]


@pytest.mark.parametrize("query", ["bel", "ann lex", "999", "  x"])
def test_what_does_not_begin_so_is_not_found(contacts: ContactStore, query: str) -> None:
    contacts.create(sample.contact(first_name="Annabel", last_name="Lee"))
    assert all_pages(contacts, query, 10) == []


names = st.sampled_from(["", "Ann", "anna", "Annabel", "ANN", "Bea", "Änne", "李明", "~"])
people = st.lists(st.tuples(names, names), max_size=14)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(known=people, query=st.sampled_from(["", "a", "ann", "Anna", "555", "2025550", "änn"]), limit=st.integers(1, 6))
def test_pages_give_each_contact_once(
    contacts: ContactStore, cleared: Callable[[], None], known: list[tuple[str, str]], query: str, limit: int
) -> None:
    cleared()
    made = [
        sample.contact(sample.phone(place), first_name=first, last_name=last)
        for place, (first, last) in enumerate(known)
    ]
    for contact in made:
        contacts.create(contact)

    found = all_pages(contacts, query, limit)

    assert len({contact.id for contact in found}) == len(found)
    if len(query) < 3:
        assert {contact.id for contact in found} == {
            contact.id for contact in made if contact.name.casefold().startswith(query)
        }
        shown = [contact.name.casefold() or f"~{contact.phone}" for contact in found]
        assert shown == sorted(shown)
    elif query.isdecimal():
        assert len(found) == (len(made) if query == "2025550" else 0) or query == "555"
    else:
        wanted = query.casefold()
        assert {contact.id for contact in found} == {
            contact.id for contact in made if any(word.startswith(wanted) for word in contact.name.casefold().split())
        }


def test_a_short_first_word_narrows_with_the_next(contacts: ContactStore) -> None:
    bo = sample.contact(first_name="Bo", last_name=" Lind  Berg")
    contacts.create(bo)
    contacts.create(sample.contact(sample.phone(1), first_name="Bo", last_name="Marsh"))
    assert all_pages(contacts, "bo  lind b", 10) == [bo]


def test_the_longest_names_are_taken(contacts: ContactStore) -> None:
    words = " ".join(chr(0x4E00 + place) for place in range(50))
    long = sample.contact(first_name="ΐ" * 100, last_name=words)
    contacts.create(long)
    other = contacts.update(long, replace(long, first_name=words, last_name="ß" * 100))
    assert all_pages(contacts, words[:9], 10) == [other]
    assert all_pages(contacts, "0123", 10) == [other]
    contacts.delete(other)
    assert all_pages(contacts, "0123", 10) == []


def test_a_deleted_contact_is_in_no_list_and_no_group(contacts: ContactStore, database: Database) -> None:
    ann = sample.contact(first_name="Annabel")
    contacts.create(ann)
    for name in ("g1", "g2"):
        contacts.create_group(sample.group(GroupId(name)))
        contacts.add_members(GroupId(name), [ann.id, sample.contact_id(1)])

    contacts.delete(ann)

    assert contacts.get(ann.id) is None
    assert all_pages(contacts, "ann", 10) == all_pages(contacts, "", 10) == []
    assert contacts.members(GroupId("g1"), None, 10).items == [sample.contact_id(1)]
    group = contacts.group(GroupId("g2"))
    assert group is not None
    assert group.size == 1


def test_a_contact_in_many_groups_leaves_them_all(contacts: ContactStore) -> None:
    contacts.create(sample.contact())
    groups = [GroupId(f"g{place}") for place in range(5)]
    for group in groups:
        contacts.create_group(sample.group(group))
        contacts.add_members(group, [sample.contact().id])
    contacts.delete(sample.contact())
    assert [contacts.members(group, None, 10).items for group in groups] == [[]] * 5


def test_a_cursor_serves_its_own_query_only(contacts: ContactStore) -> None:
    for place in range(3):
        contacts.create(sample.contact(sample.phone(place), first_name="Ann"))
    page = contacts.page("ann", None, 1)
    assert page.cursor is not None
    with pytest.raises(Invalid):
        contacts.page("anna", page.cursor, 1)


def test_a_cursor_shows_no_name_and_no_number(contacts: ContactStore) -> None:
    for place in range(3):
        contacts.create(sample.contact(sample.phone(place)))
    cursor = contacts.page("", None, 1).cursor
    assert cursor is not None
    assert "202555" not in cursor


def test_a_walk_meets_everybody_once_page_by_page(contacts: ContactStore) -> None:
    made = [sample.contact(of=sample.phone(place), first_name=f"Name {place % 7}") for place in range(23)]
    for contact in made:
        contacts.create(contact)
    contacts.create_group(sample.group(GroupId("g1")))
    contacts.add_members(GroupId("g1"), [made[0].id])
    met: list[Contact] = []
    cursor: str | None = None
    for _ in range(40):
        page = contacts.walk(cursor, 3)
        assert len(page.items) <= 3
        met += page.items
        cursor = page.cursor
        if cursor is None:
            break
    assert sorted(contact.id for contact in met) == sorted(contact.id for contact in made)
    with pytest.raises(Invalid):
        contacts.walk("no cursor", 3)
