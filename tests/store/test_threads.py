"""Lists of threads: complete, in order, and only of the lines asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.core.contacts import Contact
from chalicelib.core.errors import Invalid
from chalicelib.core.ids import LineId, PersonId, ThreadId
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import NOBODY, Folder, Tab, Thread
from chalicelib.flows.ports import Page
from chalicelib.store import keys
from chalicelib.store.codec import Item, text
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.database import Database, keyed
from chalicelib.store.heads import decode, encode
from tests.store import given as sample
from tests.store.given import IDS, LINE, MINUTE, NOW, OTHER_LINE, SECOND

LINES = [IDS.line(LINE), IDS.line(OTHER_LINE)]


def save(conversations: ConversationStore, made: Iterable[Thread]) -> None:
    for place, head in enumerate(made):
        conversations.save(sample.created(head), NOW + place * SECOND)


def all_pages(
    conversations: ConversationStore,
    lines: list[LineId],
    folder: Folder,
    tab: Tab | None,
    assignee: PersonId | None,
    limit: int,
) -> list[ThreadId]:
    found: list[ThreadId] = []
    cursor = None
    while True:
        page: Page[Thread] = conversations.list_threads(lines, folder, tab, assignee, cursor, limit)
        assert len(page.items) <= limit
        found += [thread.id for thread in page.items]
        cursor = page.cursor
        if cursor is None:
            return found


@st.composite
def heads(draw: st.DrawFn) -> list[Thread]:
    """Threads of three lines in any place, many with the same moment of activity."""
    return [
        sample.thread(
            draw(st.sampled_from([LINE, OTHER_LINE, PhoneNumber("+18005550102")])),
            sample.phone(place),
            folder=draw(st.sampled_from([Folder.INBOX, Folder.INBOX, Folder.ARCHIVED, None])),
            tab=draw(st.sampled_from(list(Tab))),
            assignee=draw(st.sampled_from([None, PersonId("rep1"), PersonId("rep2")])),
            activity=NOW + draw(st.integers(0, 3)) * MINUTE,
        )
        for place in range(draw(st.integers(0, 24)))
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    made=heads(),
    lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=2, unique=True),
    folder=st.sampled_from(list(Folder)),
    tab=st.sampled_from([None, *Tab]),
    assignee=st.sampled_from([None, PersonId("rep1"), NOBODY]),
    limit=st.integers(1, 7),
)
def test_pages_give_each_thread_once_and_in_order(
    conversations: ConversationStore,
    cleared: Callable[[], None],
    made: list[Thread],
    lines: list[LineId],
    folder: Folder,
    tab: Tab | None,
    assignee: PersonId | None,
    limit: int,
) -> None:
    cleared()
    save(conversations, made)

    found = all_pages(conversations, lines, folder, tab, assignee, limit)

    wanted = [
        head
        for head in made
        if head.line in lines
        and head.folder is folder
        and (tab is None or folder is not Folder.INBOX or head.tab is tab)
        and (assignee is None or head.assignee == (None if assignee == NOBODY else assignee))
    ]
    wanted.sort(key=lambda head: (head.activity, head.id), reverse=True)
    assert found == [head.id for head in wanted]


def test_a_thread_that_moved_up_meanwhile_hides_no_other(conversations: ConversationStore) -> None:
    made = [sample.thread(LINE, sample.phone(place), activity=NOW + place * MINUTE) for place in range(6)]
    save(conversations, made)
    first = conversations.list_threads(LINES, Folder.INBOX, None, None, None, 2)
    oldest = conversations.threads([made[0].id])[made[0].id]
    conversations.save(sample.moved(oldest, activity=NOW + 60 * MINUTE), NOW)

    second = conversations.list_threads(LINES, Folder.INBOX, None, None, first.cursor, 10)

    assert [thread.id for thread in second.items] == [head.id for head in reversed(made[1:4])]


def test_a_row_shows_what_the_inbox_needs(conversations: ConversationStore) -> None:
    head = sample.consenting(unread=2, preview="Hi", tags=frozenset({"vip"}), last_inbound=NOW, assignee=sample.REP)
    save(conversations, [head])
    (row,) = conversations.list_threads([head.line], Folder.INBOX, head.tab, None, None, 10).items
    assert (row.id, row.name, row.phone, row.line_number) == (head.id, "Ann", head.phone, LINE)
    assert (row.unread, row.preview, row.tags, row.consent) == (2, "Hi", head.tags, head.consent)
    assert (row.last_inbound, row.activity, row.changed, row.assignee) == (NOW, NOW, NOW, sample.REP)


@pytest.mark.parametrize("theirs", [False, True])
def test_a_row_knows_whose_words_it_shows_though_it_moved_up_without_any(
    conversations: ConversationStore, theirs: bool
) -> None:
    head = sample.thread(preview="Hi", theirs=theirs, last_inbound=NOW, activity=NOW + MINUTE)
    save(conversations, [head])
    (row,) = conversations.list_threads([head.line], Folder.INBOX, head.tab, None, None, 10).items
    (changed,) = conversations.changed_threads([head.line], NOW, 10)
    for known in (row, changed, conversations.threads([head.id])[head.id]):
        assert (known.preview, known.theirs) == ("Hi", theirs)


@pytest.mark.parametrize(
    ("written", "shown", "theirs"),
    [(NOW, NOW, True), (NOW, NOW + MINUTE, False), (NOW + MINUTE, NOW, True), (None, NOW, False), (NOW, None, False)],
)
def test_a_head_of_before_tells_by_its_moments_whose_words_it_shows(
    written: datetime | None, shown: datetime | None, theirs: bool
) -> None:
    known = decode(_unmarked(sample.thread(last_inbound=written, activity=shown, preview="Hi")))
    assert (known.preview, known.theirs) == ("Hi", theirs)


@pytest.mark.parametrize("moved", [{"activity": NOW + MINUTE}, {"last_inbound": NOW + MINUTE}])
def test_a_head_of_before_keeps_whose_words_it_shows_once_its_moments_move(
    database: Database, conversations: ConversationStore, moved: dict[str, datetime]
) -> None:
    head = sample.thread(last_inbound=NOW, preview="Hi")
    database.put("conversations", _unmarked(head))
    before = conversations.threads([head.id])[head.id]
    conversations.save(sample.moved(before, **moved), NOW)
    assert conversations.threads([head.id])[head.id].theirs


def _unmarked(head: Thread) -> Item:
    """As it was kept before previews had a mark."""
    return keyed(keys.head(head.id), {**encode(head), "preview": text(head.preview)})


def test_without_lines_there_are_no_threads(conversations: ConversationStore) -> None:
    save(conversations, [sample.thread(assignee=sample.REP)])
    assert conversations.list_threads([], Folder.INBOX, None, None, None, 10) == Page([])
    assert conversations.list_threads([], Folder.INBOX, None, sample.REP, None, 10) == Page([])
    assert conversations.changed_threads([], NOW, 10) == []


def test_a_cursor_serves_its_own_list_only(conversations: ConversationStore) -> None:
    save(conversations, [sample.thread(LINE, sample.phone(place)) for place in range(3)])
    page = conversations.list_threads(LINES, Folder.INBOX, None, None, None, 1)
    assert page.cursor is not None
    with pytest.raises(Invalid) as fault:
        conversations.list_threads(LINES[:1], Folder.INBOX, None, None, page.cursor, 1)
    assert set(fault.value.fields) == {"cursor"}


def test_a_page_is_never_longer_than_a_hundred(conversations: ConversationStore) -> None:
    save(conversations, [sample.thread(LINE, sample.phone(place)) for place in range(103)])
    page = conversations.list_threads(LINES, Folder.INBOX, None, None, None, 5000)
    assert len(page.items) == 100
    assert len(conversations.list_threads(LINES, Folder.INBOX, None, None, page.cursor, 0).items) == 1


def test_changes_come_oldest_first_over_all_lines(conversations: ConversationStore) -> None:
    made = [sample.thread([LINE, OTHER_LINE][place % 2], sample.phone(place)) for place in range(5)]
    save(conversations, made)
    changed = conversations.changed_threads(LINES, NOW + SECOND, 3)
    assert [thread.id for thread in changed] == [head.id for head in made[1:4]]


def test_a_contacts_threads_are_found_on_all_lines(conversations: ConversationStore) -> None:
    made = [sample.thread(LINE), sample.thread(OTHER_LINE, folder=None), sample.thread(LINE, sample.phone(7))]
    save(conversations, made)
    assert {head.id for head in conversations.threads_of(made[0].contact)} == {made[0].id, made[1].id}


def test_heads_by_id_leave_out_the_absent(conversations: ConversationStore) -> None:
    made = [sample.thread(LINE, sample.phone(place)) for place in range(3)]
    save(conversations, made[:2])
    assert set(conversations.threads(head.id for head in made)) == {made[0].id, made[1].id}


def test_many_heads_are_read_in_batches(conversations: ConversationStore) -> None:
    made = [sample.thread(LINE, sample.phone(place)) for place in range(130)]
    save(conversations, made)
    assert len(conversations.threads(head.id for head in made)) == 130


def test_a_new_name_and_tags_show_in_the_list(conversations: ConversationStore) -> None:
    head = sample.thread(tags=frozenset({"old"}))
    save(conversations, [head])
    bea = Contact(head.contact, head.phone, "Bea", zone="America/Boise", region="ID", tags=frozenset({"vip", "new"}))
    conversations.relabel(head.id, bea, NOW + MINUTE)
    conversations.relabel(sample.thread(of=sample.phone(1)).id, bea, NOW + MINUTE)
    (row,) = conversations.changed_threads(LINES, NOW + MINUTE, 10)
    assert (row.id, row.name, row.tags) == (head.id, "Bea", frozenset({"vip", "new"}))
    assert (row.zone, row.region, row.postcode) == ("America/Boise", "ID", "")

    conversations.relabel(head.id, replace(bea, zone="", tags=frozenset()), NOW + 2 * MINUTE)
    found = conversations.threads([head.id])[head.id]
    assert (found.tags, found.zone, found.region) == (frozenset(), "", "ID")


def test_what_nobody_has_is_found_behind_much_that_somebody_has(
    conversations: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request looks so far and no farther: the next one goes on from there, though the page is empty."""
    monkeypatch.setattr("chalicelib.store.threads.MOST", 2)
    held = [sample.thread(of=sample.phone(place), assignee=sample.REP, activity=NOW + MINUTE) for place in range(12)]
    save(conversations, [sample.thread(of=sample.phone(12)), *held])
    lines = [held[0].line]
    first = conversations.list_threads(lines, Folder.INBOX, None, NOBODY, None, 10)
    assert (list(first.items), first.cursor is None) == ([], False)
    assert len(all_pages(conversations, lines, Folder.INBOX, None, NOBODY, 10)) == 1
