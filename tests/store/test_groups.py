"""Groups: each member once, and a size that is always the number of them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.core.errors import NotFound
from chalicelib.core.ids import ContactId, GroupId
from chalicelib.store.contacts import ContactStore
from tests.store import given as sample

GROUP = GroupId("g1")


def members(contacts: ContactStore, limit: int = 100) -> list[ContactId]:
    found: list[ContactId] = []
    cursor = None
    while True:
        page = contacts.members(GROUP, cursor, limit)
        found += page.items
        cursor = page.cursor
        if cursor is None:
            return found


def size(contacts: ContactStore) -> int:
    group = contacts.group(GROUP)
    assert group is not None
    return group.size


moves = st.lists(st.tuples(st.booleans(), st.lists(st.integers(0, 6), max_size=5)), max_size=8)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=moves, limit=st.integers(1, 4))
def test_the_size_is_the_number_of_members(
    contacts: ContactStore, cleared: Callable[[], None], moves: list[tuple[bool, list[int]]], limit: int
) -> None:
    cleared()
    contacts.create_group(sample.group(GROUP))
    wanted: set[ContactId] = set()
    for adds, places in moves:
        some = [sample.contact_id(place) for place in places]
        if adds:
            contacts.add_members(GROUP, some)
            wanted |= set(some)
        else:
            contacts.remove_members(GROUP, some)
            wanted -= set(some)
    found = members(contacts, limit)
    assert (len(found), set(found), size(contacts)) == (len(wanted), wanted, len(wanted))


def test_two_who_add_at_once_count_each_member_once(contacts: ContactStore) -> None:
    contacts.create_group(sample.group(GROUP))
    some = [sample.contact_id(place) for place in range(12)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda start: contacts.add_members(GROUP, some[start : start + 6]), [0, 2, 4, 6]))
    assert (size(contacts), set(members(contacts))) == (12, set(some))


def test_many_members_are_added_in_parts(contacts: ContactStore) -> None:
    contacts.create_group(sample.group(GROUP))
    contacts.add_members(GROUP, [sample.contact_id(place) for place in range(150)])
    assert (size(contacts), len(members(contacts))) == (150, 150)
    contacts.delete_group(GROUP)
    assert contacts.group(GROUP) is None
    assert members(contacts) == []


def test_a_group_that_is_not_there_takes_no_members(contacts: ContactStore) -> None:
    with pytest.raises(NotFound):
        contacts.add_members(GROUP, [sample.contact_id(1)])
    assert members(contacts) == []


def test_groups_are_listed_by_name(contacts: ContactStore) -> None:
    for place, name in enumerate(["spring", "Autumn", "winter"]):
        contacts.create_group(sample.group(GroupId(f"g{place}"), name))
    contacts.rename_group(GroupId("g2"), "Be first")
    first = contacts.groups(None, 2)
    second = contacts.groups(first.cursor, 2)
    assert [group.name for group in [*first.items, *second.items]] == ["Autumn", "Be first", "spring"]
    assert second.cursor is None


def test_a_group_that_is_not_there_cannot_be_renamed(contacts: ContactStore) -> None:
    with pytest.raises(NotFound):
        contacts.rename_group(GROUP, "x")
    assert contacts.group(GROUP) is None


def test_creating_a_group_twice_keeps_the_first(contacts: ContactStore) -> None:
    contacts.create_group(sample.group(GROUP, "first"))
    contacts.create_group(sample.group(GROUP, "second"))
    group = contacts.group(GROUP)
    assert group == sample.group(GROUP, "first")


def test_a_live_group_keeps_its_rule_and_a_list_gets_none(contacts: ContactStore) -> None:
    live = GroupId("g2")
    contacts.create_group(sample.group(GROUP))
    contacts.create_group(replace(sample.group(live), rule="{}"))
    contacts.change_rule(live, '{"not":{}}')
    found = contacts.many_groups([GROUP, live, GroupId("g3")])
    assert {group: known.rule for group, known in found.items()} == {GROUP: "", live: '{"not":{}}'}
    for group in (GROUP, GroupId("g3")):
        with pytest.raises(NotFound):
            contacts.change_rule(group, "{}")


def test_who_of_several_is_in_which_list(contacts: ContactStore) -> None:
    other = GroupId("g2")
    for group in (GROUP, other):
        contacts.create_group(sample.group(group))
    one, two, three = [sample.contact_id(place) for place in range(3)]
    contacts.add_members(GROUP, [one, two])
    contacts.add_members(other, [two])
    assert contacts.members_among([GROUP, other], [one, two, three]) == {(GROUP, one), (GROUP, two), (other, two)}
    assert contacts.members_among([], [one]) == contacts.members_among([GROUP], []) == set()
