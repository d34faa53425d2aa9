from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.core import effects, group_chats
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.errors import Conflict
from chalicelib.core.ids import ContactId, MessageId, is_chat, thread_of
from chalicelib.core.messages import Direction, Origin, Status
from chalicelib.core.parties import Place
from chalicelib.core.threads import Folder, Tab, Thread
from tests.core.builders import LOCAL, NOW, REP1, REP2, later
from tests.core.chat_builders import (
    ADA,
    BEN,
    CHAT,
    CLEO,
    DAN,
    NAMES,
    PHONES,
    RITA,
    begun,
    chat,
    copies,
    member,
    own,
    party,
    stage,
    to,
)

CAUSE = MessageId("0" * 26)


def test_it_begins_as_one_thread_that_has_members_in_the_place_of_a_contact() -> None:
    """SD-3, TH-1."""
    head = begun("Hello all").thread
    assert head is not None
    assert is_chat(head.id)
    assert (head.name, head.phone, head.line_number) == ("Ada, Ben, Cleo", "", LOCAL.number)
    assert (head.folder, head.tab, head.unread, head.assignee) == (Folder.INBOX, Tab.PARTICIPATING, 0, REP1)
    assert (head.consent, head.preview) == (Consent.NONE, "Rita: Hello all")


def test_each_takes_its_place_with_the_text_that_tells_it() -> None:
    changes = begun()
    assert [(join.thread, join.place) for join in changes.joins] == [
        (thread_of(LOCAL.id, contact), Place(CHAT, name, NOW))
        for contact, name in zip((ADA, BEN, CLEO), NAMES, strict=False)
    ]
    assert to(changes, BEN) == [
        (
            "Acme: You are in a group text with Ada, Cleo and Rita (Acme). What you write here goes to all of them. "
            "Reply STOP to opt out."
        )
    ]
    assert len(changes.effects) == len(copies(changes)) == 3


def test_a_copy_is_a_text_of_the_members_own_thread_that_shows_nowhere() -> None:
    first = copies(begun())[0]
    assert (first.box, first.thread, first.hidden) == (own(0).id, own(0).id, True)
    assert (first.sender, first.to, first.direction) == (LOCAL.number, PHONES[0], Direction.OUT)
    assert (first.status, first.segments, first.due) == (Status.QUEUED, 1, later(minutes=1))
    assert not first.prompt
    assert first.chat == CHAT


def test_the_timeline_tells_of_the_beginning_and_knows_the_copies() -> None:
    entry, *texts = begun().messages
    assert (entry.box, entry.origin, entry.author) == (CHAT, Origin.MEMBERSHIP, RITA.id)
    assert entry.body == "Started with Ada, Ben and Cleo."
    assert [(one.contact, one.copy) for one in entry.passed] == [
        (contact, text.id) for contact, text in zip((ADA, BEN, CLEO), texts, strict=True)
    ]


def test_what_the_rep_says_first_stands_there_as_its_words() -> None:
    entry, said, *_ = begun("Hello all").messages
    assert entry.passed == ()
    assert (said.origin, said.body, said.direction) == (Origin.ONE_TO_ONE, "Hello all", Direction.OUT)
    assert len(said.passed) == 3
    assert entry.id < said.id


def test_no_number_and_no_last_name_is_in_what_goes_out() -> None:
    """SD-3: the canary."""
    joined = group_chats.join(chat(), member(3), stage())
    left = group_chats.part(chat(), BEN, stage())
    for changes in (begun("Hello"), joined, left, group_chats.close(chat(), stage())):
        for text in copies(changes):
            assert not [phone for phone in (*PHONES, RITA.phone) if phone and phone[2:] in text.body]
            assert "Long" not in text.body


def test_what_the_rep_writes_goes_to_every_member_under_its_first_name() -> None:
    changes = group_chats.say(chat(alone=7), "When?", (), stage(), REP2, None)
    assert [to(changes, contact) for contact in (ADA, BEN, CLEO)] == [["Rita: When?"]] * 3
    assert changes.thread is not None
    assert (party(changes.thread).alone, changes.thread.answers_to, changes.thread.unread) == (0, REP2, 0)
    assert changes.messages[0].passed
    assert changes.messages[0].body == "When?"


def test_nobody_speaks_to_nobody() -> None:
    with pytest.raises(Conflict) as refused:
        group_chats.say(chat(members=(member(0, left=NOW),)), "Hi", (), stage(), REP1, None)
    assert refused.value.code == "group_chat_empty"


def test_a_picture_without_words_is_named() -> None:
    changes = group_chats.say(chat(), "", (), stage(), REP1, None)
    assert to(changes, ADA) == ["Rita: (picture)"]
    assert changes.thread is not None
    assert changes.thread.preview == "Rita: Picture"


def test_without_a_brands_name_and_a_person_it_is_the_team() -> None:
    nobody = stage(brand=Brand(), person=None)
    assert (nobody.host, nobody.sign) == ("Team", "")
    assert (nobody.names, stage().names) == (("Team", "Team"), ("Rita", "Team", "Acme"))


def test_who_joins_is_told_first_and_the_others_that_it_does() -> None:
    changes = group_chats.join(chat(), member(3), stage())
    assert to(changes, DAN)[0].startswith("Acme: You are in a group text with Ada, Ben, Cleo and Rita (Acme).")
    assert to(changes, ADA) == ["Acme: Dan has joined this group text and reads what you write here."]
    assert changes.joins[0].place == Place(CHAT, "Dan", NOW)
    assert changes.thread is not None
    assert changes.thread.name == "Ada, Ben, Cleo, Dan"
    assert changes.messages[0].body == "Dan joined."


def test_who_left_may_come_back() -> None:
    changes = group_chats.join(chat(members=(member(0), member(1, left=NOW))), member(1), stage())
    assert party(changes.thread).members == (member(0), member(1))


def test_who_is_back_before_its_leaving_was_told_is_in_again() -> None:
    """SD-3: the place is new, and the leaving that is told later is that of the time before."""
    back = replace(member(1), joined=later(minutes=1))
    changes = group_chats.join(chat(), back, stage(later(minutes=1)))
    assert to(changes, BEN)[0].startswith("Acme: You are in a group text with Ada, Cleo and Rita")
    assert (len(to(changes, BEN)), len(to(changes, ADA))) == (1, 1)
    assert party(changes.thread).members == (member(0), member(2), back)
    again = replace(chat(), party=party(changes.thread))
    late = stage(later(minutes=2), person=None)
    assert group_chats.part(again, BEN, late, NOW) == Changes()
    assert group_chats.part(again, BEN, late, later(minutes=1)).messages[0].body == "Ben left."


def test_no_more_join_than_its_head_can_bear() -> None:
    many = tuple(replace(member(0), contact=ContactId(f"c{place}"), left=NOW) for place in range(group_chats.MOST_EVER))
    with pytest.raises(Conflict, match="no more"):
        group_chats.join(chat(members=many), member(3), stage())


def test_who_left_by_its_own_word_is_told_nothing_and_the_others_once() -> None:
    changes = group_chats.part(chat(), BEN, stage(person=None))
    assert (to(changes, ADA), to(changes, BEN)) == (["Acme: Ben has left this group text."], [])
    assert changes.parts == ()
    assert changes.messages[0].body == "Ben left."
    assert party(changes.thread).member(BEN) is None
    assert group_chats.part(replace(chat(), party=party(changes.thread)), BEN, stage(person=None)) == Changes()


def test_who_is_taken_out_is_told_so() -> None:
    changes = group_chats.part(chat(), BEN, stage())
    assert to(changes, BEN) == ["Acme: You are no longer in the group text. What you write here now reaches Acme only."]
    assert changes.parts == (thread_of(LOCAL.id, BEN),)
    assert [(text.box == own(1).id, text.chat) for text in copies(changes)] == [
        (True, None),
        (False, CHAT),
        (False, CHAT),
    ]
    assert changes.messages[0].body == "Ben was taken out."


def test_a_head_without_a_party_has_nobody_to_leave() -> None:
    assert group_chats.part(own(0), BEN, stage()) == Changes()


def test_when_it_ends_each_is_told_once() -> None:
    changes = group_chats.close(chat(members=(member(0), member(1), member(2, left=NOW))), stage())
    told = "Acme: This group text has ended. What you write here now reaches Acme only."
    assert [to(changes, contact) for contact in (ADA, BEN, CLEO)] == [[told], [told], []]
    assert changes.parts == (thread_of(LOCAL.id, ADA), thread_of(LOCAL.id, BEN))
    assert {text.chat for text in copies(changes)} == {None}
    assert changes.thread is not None
    assert changes.thread.name == "Ada, Ben, Cleo"
    assert group_chats.close(replace(chat(), party=party(changes.thread)), stage()) == Changes()


@pytest.mark.parametrize("head", [chat(closed=NOW), own(0)])
def test_nobody_writes_or_joins_where_it_has_ended(head: Thread) -> None:
    with pytest.raises(Conflict) as refused:
        group_chats.say(head, "Hi", (), stage(), REP1, None)
    assert refused.value.code == "group_chat_ended"
    with pytest.raises(Conflict, match="has ended"):
        group_chats.join(head, member(3), stage())


def test_a_head_that_comes_and_goes_keeps_its_folder() -> None:
    put_away = replace(chat(), folder=Folder.ARCHIVED)
    changes = group_chats.join(put_away, member(3), stage())
    assert changes.thread is not None
    assert changes.thread.folder is Folder.ARCHIVED


def test_with_its_consent_a_contact_leaves_its_place() -> None:
    placed = own(1, consent=Consent.NO, place=Place(CHAT, "Ben", NOW))
    changes = group_chats.parted(Changes(thread=placed), CAUSE)
    assert changes.thread is not None
    assert changes.thread.place is None
    (told,) = changes.effects
    assert (told.id, told.stored, told.job["joined"]) == (f"parted.{CAUSE}", True, NOW.isoformat())
    assert "joined" not in effects.parted(CHAT, BEN, CAUSE, None).job
    for unmoved in (None, own(1, consent=Consent.NO), own(1, place=Place(CHAT, "Ben"))):
        assert group_chats.parted(Changes(thread=unmoved), CAUSE) == Changes(thread=unmoved)
