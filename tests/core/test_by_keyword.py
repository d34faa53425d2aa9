"""What becomes of a text that a line's keyword rule is for (AU-1, A1, A2)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core import arrivals, by_keyword, effects
from chalicelib.core.brand import Brand
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import Queue
from chalicelib.core.ids import GroupId, MessageId
from chalicelib.core.inbound import decide
from chalicelib.core.keyword_rule import KeywordRule
from chalicelib.core.lines import Backing, Line
from chalicelib.core.messages import Message, Origin, Status
from chalicelib.core.office import Stretch
from chalicelib.core.people import Role
from chalicelib.core.threads import Folder, Standing, Tab, Thread
from chalicelib.core.waits import Wait
from tests.core.builders import (
    CONTACT,
    NOW,
    OTHER,
    PHONE,
    REP1,
    REP2,
    facts,
    later,
    line,
    own_line,
    person,
    text,
    thread,
)

REPLY = KeywordRule(("hours",), reply="We are open 9 to 5.")
ANYWHERE = replace(REPLY, anywhere=True)
QUIET = replace(REPLY, alert=False)
TAGS = KeywordRule(("price",), anywhere=True, tags=frozenset({"price"}))
GROUP = KeywordRule(("club",), group=GroupId("g1"))
HAND = KeywordRule(("agent",), assignee=REP1)
SHUT: dict[str, Any] = {"week": (Stretch(0, 0, 60),), "zone": "UTC", "away_message": "We are shut."}
KNOWN = Contact(CONTACT, PHONE, first_name="Ada", tags=frozenset({"old"}), version=3)


def ruled(rule: KeywordRule, **fields: Any) -> Line:
    return line(rules=(rule,), **fields)


def agreed(on: Line, **fields: Any) -> Thread:
    known: dict[str, Any] = {"consent": Consent.YES, "introduced": later(days=-9), "folder": Folder.ARCHIVED}
    return thread(on, **(known | fields))


def unsaid(head: Thread) -> by_keyword.Unsaid:
    return by_keyword.Unsaid(head, line(), KNOWN, Brand())


def came(rule: KeywordRule, body: str, head: Thread | None = None, on: Line | None = None, **known: Any) -> Changes:
    on = on or ruled(rule)
    return decide(text(body, on=on), facts(head or agreed(on), on, **known))


def said(changes: Changes) -> list[str]:
    return [message.body for message in changes.messages if message.origin is Origin.AUTOMATIC]


def alerted(changes: Changes) -> bool:
    return any(effect.id.startswith("alert.") for effect in changes.effects)


def after(changes: Changes) -> Thread:
    assert changes.thread is not None
    return changes.thread


def test_who_texts_the_word_is_replied_to_and_somebody_is_alerted() -> None:
    changes = came(REPLY, "Hours?")
    assert said(changes) == ["We are open 9 to 5."]
    message: Message = changes.messages[1]
    assert (message.away, message.hidden, message.due) == (True, False, NOW)
    assert message.id > changes.messages[0].id, "it stands behind what it answers"
    assert effects.deliver(message.box, message.id) in changes.effects
    assert alerted(changes)
    head = after(changes)
    assert (head.folder, head.tab, head.unread) == (Folder.INBOX, Tab.NEEDS_ATTENTION, 1)
    assert (head.automatic, head.away_told) == ((NOW,), None)


def test_a_stranger_is_told_who_texts_and_how_to_end_it() -> None:
    """CN-11: it is the line's first text to it."""
    on = ruled(REPLY)
    changes = decide(text("hours", on=on), facts(on=on))
    assert said(changes) == ["We are open 9 to 5. - Acme. Reply STOP to opt out."]
    assert changes.contact is not None


def test_a_reply_that_is_all_there_is_to_it_asks_nobody() -> None:
    changes = came(QUIET, "hours")
    assert said(changes) == ["We are open 9 to 5."]
    assert not alerted(changes)
    head = after(changes)
    assert (head.folder, head.tab, head.unread, head.wait) == (Folder.ARCHIVED, Tab.PARTICIPATING, 0, None)
    assert (head.last_inbound, head.preview) == (NOW, "hours")
    on = ruled(QUIET)
    new = after(decide(text("hours", on=on), facts(on=on)))
    assert (new.folder, new.unread) == (Folder.INBOX, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {"automatic": (later(hours=-20),)},
        {"consent": Consent.PENDING},
        {"frozen": True},
        {"stopped": True},
        {"consent": Consent.NO},
    ],
)
@pytest.mark.parametrize("rule", [REPLY, QUIET])
def test_where_no_reply_may_go_somebody_is_asked(rule: KeywordRule, fields: dict[str, Any]) -> None:
    on = ruled(rule)
    changes = came(rule, "hours", agreed(on, **fields), on)
    assert said(changes) == []
    assert alerted(changes)
    assert after(changes).tab is Tab.NEEDS_ATTENTION


def test_while_a_person_chats_only_the_word_alone_is_replied_to() -> None:
    on = ruled(ANYWHERE)
    chatting = agreed(on, last_manual=later(minutes=-29))
    assert said(came(ANYWHERE, "hours", chatting, on)) == ["We are open 9 to 5."]
    assert said(came(ANYWHERE, "and your hours are?", chatting, on)) == []
    silent = agreed(on, last_manual=later(minutes=-30))
    assert said(came(ANYWHERE, "and your hours are?", silent, on)) == ["We are open 9 to 5."]


def test_a_machine_is_not_replied_to() -> None:
    """A2: it sends back what it got, or the same for the third time."""
    on = ruled(replace(REPLY, words=("we are open 9 to 5",)))
    assert said(came(REPLY, "We are open 9 to 5.", None, on)) == []
    on = ruled(REPLY)
    again = agreed(on, preview="hours", activity=later(minutes=-1), last_inbound=later(minutes=-1))
    assert said(came(REPLY, "hours", replace(again, repeats=(later(minutes=-2), later(minutes=-1))), on)) == []
    assert said(came(REPLY, "hours", again, on)) == ["We are open 9 to 5."]


def test_another_line_of_ours_follows_no_rule() -> None:
    changes = came(replace(REPLY, tags=frozenset({"t"})), "hours", contact=KNOWN, peer=True)
    assert (said(changes), changes.contact) == ([], None)
    assert alerted(changes)


def test_words_of_consent_go_before_every_rule() -> None:
    """C5, whatever an older version saved."""
    changes = came(replace(REPLY, words=("stop",)), "stop")
    assert after(changes).consent is Consent.NO
    assert "We are open 9 to 5." not in said(changes)


def test_a_word_that_is_known_is_not_told_that_nobody_is_there() -> None:
    """A1: whatever the rule does about it; within a longer text it is as any text, unless it was replied to."""
    assert said(came(TAGS, "price", None, ruled(TAGS, **SHUT))) == []
    assert said(came(TAGS, "what is the price", None, ruled(TAGS, **SHUT))) == ["Acme: We are shut."]
    assert said(came(ANYWHERE, "your hours", None, ruled(ANYWHERE, **SHUT))) == ["We are open 9 to 5."]


def test_its_tags_are_put_on_the_contact_and_its_thread() -> None:
    changes = came(TAGS, "price", contact=KNOWN)
    assert changes.contact == replace(KNOWN, tags=frozenset({"old", "price"}))
    assert changes.contact_before == KNOWN
    assert (after(changes).tags, after(changes).name) == (frozenset({"old", "price"}), "Ada")
    assert said(changes) == []
    assert alerted(changes)


def test_a_stranger_becomes_a_contact_with_the_tags() -> None:
    on = ruled(TAGS)
    changes = decide(text("price?", on=on), facts(on=on))
    assert changes.contact is not None
    assert (changes.contact.tags, changes.contact.source) == (frozenset({"price"}), "texted_first")
    assert changes.contact_before is None
    assert after(changes).tags == {"price"}


def test_tags_that_it_has_already_change_nothing() -> None:
    known = replace(KNOWN, tags=frozenset({"price"}))
    changes = came(TAGS, "price", contact=known)
    assert (changes.contact, changes.contact_before) == (None, None)


def filed(changes: Changes) -> list[dict[str, object]]:
    return [dict(effect.job) for effect in changes.effects if effect.job.get("kind") == "filed"]


def test_the_group_is_a_jobs_to_see_to() -> None:
    changes = came(GROUP, "club", contact=KNOWN)
    (job,) = filed(changes)
    assert (job["group"], job["thread"]) == ("g1", after(changes).id)
    (effect,) = (one for one in changes.effects if one.job == job)
    assert (effect.stored, effect.queue) == (True, Queue.ALERT)
    assert effect.id == f"filed.{changes.messages[0].id}"


def test_the_contacts_other_threads_are_a_jobs_to_label() -> None:
    standing = Standing(CONTACT, lines=frozenset({ruled(TAGS).id, OTHER}))
    (job,) = filed(came(TAGS, "price", contact=KNOWN, standing=standing))
    assert job["group"] is None
    assert (
        filed(came(TAGS, "price", contact=KNOWN, standing=replace(standing, lines=frozenset({ruled(TAGS).id})))) == []
    )
    assert filed(came(REPLY, "hours", contact=KNOWN, standing=standing)) == []


def test_a_thread_that_nobody_has_comes_into_its_hands() -> None:
    changes = came(HAND, "agent", holder=person("rep1"))
    assert (after(changes).assignee, after(changes).answers_to) == (REP1, REP1)
    entry = changes.messages[-1]
    assert (entry.origin, entry.body, entry.author) == (Origin.ASSIGNMENT, "Assigned to rep1", None)
    assert entry.id > changes.messages[0].id
    assert alerted(changes)


def test_a_thread_that_somebody_has_stays_there() -> None:
    on = ruled(HAND)
    changes = came(HAND, "agent", agreed(on, assignee=REP2, answers_to=REP2), on, holder=person("rep1"))
    assert (after(changes).assignee, len(changes.messages)) == (REP2, 1)
    mine = own_line(REP2, rules=(HAND,))
    assert after(decide(text("agent", on=mine), facts(on=mine, holder=person("rep1")))).assignee == REP2


@pytest.mark.parametrize(
    "holder", [None, person("rep2"), person("rep1", active=False), person("stranger", Role.LIMITED)]
)
def test_who_may_not_have_it_does_not_get_it(holder: Any) -> None:
    rule = replace(HAND, assignee=holder.id if holder and holder.id == "stranger" else REP1)
    changes = came(rule, "agent", holder=holder)
    assert after(changes).assignee is None
    assert len(changes.messages) == 1
    assert alerted(changes)


def bots(*rules: KeywordRule) -> Line:
    return line(rules=rules, backing=Backing.BOT)


def test_what_a_rule_answers_stays_with_the_line_that_rules_back() -> None:
    """TH-7, LN-5."""
    changes = came(QUIET, "hours", None, bots(QUIET))
    assert (said(changes), after(changes).tab, alerted(changes)) == (["We are open 9 to 5."], Tab.PARTICIPATING, False)


@pytest.mark.parametrize(
    "body", ["what is the meaning of it", "Agent!", "can I talk to a person about your hours", "¿Una persona?", ""]
)
def test_what_no_rule_answers_and_who_asks_for_a_person_is_handed_over(body: str) -> None:
    changes = came(QUIET, body, None, bots(replace(QUIET, anywhere=True)))
    assert (said(changes), after(changes).tab, alerted(changes)) == ([], Tab.NEEDS_ATTENTION, True)


def test_what_was_handed_over_is_told_that_nobody_is_there() -> None:
    on = replace(bots(QUIET), **SHUT)
    handed = agreed(on, folder=Folder.INBOX, tab=Tab.NEEDS_ATTENTION)
    assert said(came(QUIET, "hours", handed, on)) == ["Acme: We are shut."]


def test_what_was_handed_over_is_a_persons_until_one_has_answered() -> None:
    on = bots(QUIET)
    handed = agreed(on, folder=Folder.INBOX, tab=Tab.NEEDS_ATTENTION)
    changes = came(QUIET, "hours", handed, on)
    assert (said(changes), after(changes).tab, alerted(changes)) == ([], Tab.NEEDS_ATTENTION, True)
    assert said(came(QUIET, "hours", replace(handed, tab=Tab.PARTICIPATING), on)) == ["We are open 9 to 5."]
    assert said(came(QUIET, "hours", replace(handed, folder=Folder.ARCHIVED), on)) == ["We are open 9 to 5."]


def test_on_a_line_that_people_back_rules_speak_all_the_same() -> None:
    on = ruled(ANYWHERE)
    waiting = agreed(on, folder=Folder.INBOX, tab=Tab.NEEDS_ATTENTION)
    assert said(came(ANYWHERE, "hours, or call me", waiting, on)) == ["We are open 9 to 5."]


def test_after_as_many_replies_as_may_go_a_person_is_asked() -> None:
    """A2 is how many turns a machine gets."""
    on = bots(QUIET)
    once = after(came(QUIET, "hours", None, on))
    changes = came(QUIET, "hours", replace(once, preview="?"), on)
    assert (said(changes), after(changes).tab) == ([], Tab.NEEDS_ATTENTION)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("hours? please call me", {}),
        ("I have waited for three hours now for my parcel that never came", {}),
        ("hours", {"media": ("https://example.com/a.jpg",)}),
    ],
)
def test_what_a_reply_cannot_have_answered_is_a_persons_too(body: str, fields: dict[str, Any]) -> None:
    on = ruled(replace(QUIET, anywhere=True))
    changes = decide(text(body, on=on, **fields), facts(agreed(on), on))
    assert (said(changes), alerted(changes)) == (["We are open 9 to 5."], True)


def test_a_question_of_a_few_words_is_answered_in_full() -> None:
    rule = replace(QUIET, anywhere=True)
    assert not alerted(came(rule, "hello there, what are your hours on monday", None, ruled(rule)))
    assert alerted(came(rule, "hello there, what are your hours on monday then", None, ruled(rule)))


def test_whether_the_reply_went_is_looked_at_later() -> None:
    changes = came(QUIET, "hours")
    (look,) = (effect for effect in changes.effects if effect.job.get("kind") == "replied")
    assert (look.after, look.job["reply"]) == (later(minutes=10), changes.messages[1].id)
    assert not any(effect.job.get("kind") == "replied" for effect in came(REPLY, "hours").effects)


@pytest.mark.parametrize("status", Status)
def test_a_reply_that_did_not_go_asks_for_a_person(status: Status) -> None:
    changes = came(QUIET, "hours")
    head, (came_in, reply) = replace(after(changes), folder=Folder.ARCHIVED), changes.messages
    found = by_keyword.unanswered(unsaid(head), came_in.id, replace(reply, status=status), later(minutes=10))
    if status in (Status.ACCEPTED, Status.SENT, Status.DELIVERED):
        assert found == Changes()
        return
    asking = after(found)
    assert (asking.folder, asking.tab, asking.unread) == (Folder.INBOX, Tab.NEEDS_ATTENTION, 1)
    assert (found.before, [effect.id for effect in found.effects]) == (head, [f"alert.{came_in.id}"])


def test_where_somebody_has_looked_nobody_is_asked_again_but_who_is_to_look_is_told() -> None:
    changes = came(QUIET, "hours")
    head, (came_in, reply) = after(changes), changes.messages
    failed = replace(reply, status=Status.FAILED)
    answered = replace(head, last_manual=later(minutes=5))
    waiting = replace(head, folder=Folder.INBOX, tab=Tab.NEEDS_ATTENTION)
    before = replace(head, last_manual=later(minutes=-5))
    assert by_keyword.unanswered(unsaid(answered), came_in.id, failed, NOW) == Changes()
    assert by_keyword.unanswered(unsaid(before), came_in.id, failed, NOW) != Changes()
    assert by_keyword.unanswered(unsaid(head), came_in.id, None, NOW) != Changes()
    found = by_keyword.unanswered(unsaid(replace(waiting, unread=3)), came_in.id, failed, NOW)
    assert (after(found).unread, [effect.id for effect in found.effects]) == (3, [f"alert.{came_in.id}"])


def test_where_a_reply_did_not_go_somebody_is_waited_for_but_not_after_a_stop() -> None:
    """AW-4; who has stopped may not be answered."""
    changes = came(QUIET, "hours")
    head, came_in = after(changes), changes.messages[0]
    facts = replace(unsaid(head), brand=Brand(escalate_after=5))
    found = by_keyword.unanswered(facts, came_in.id, None, later(minutes=10))
    assert after(found).wait == Wait(came_in.id, later(minutes=10))
    assert [effect.job["kind"] for effect in found.effects] == ["inbound", "escalate"]
    for stopped in (replace(head, stopped=True), replace(head, consent=Consent.NO)):
        assert by_keyword.unanswered(replace(facts, thread=stopped), came_in.id, None, NOW) == Changes()


def test_a_stranger_whose_rule_did_not_answer_is_a_lead() -> None:
    """LD-1."""
    head = thread(folder=Folder.INBOX)
    facts = replace(unsaid(head), contact=Contact(CONTACT, PHONE, source="texted_first"))
    for strangers, kinds in ((True, ["inbound", "lead"]), (False, ["inbound"])):
        asked = replace(facts, brand=Brand(lead_strangers=strangers))
        found = by_keyword.unanswered(asked, MessageId("0" * 26), None, NOW)
        assert [effect.job["kind"] for effect in found.effects] == kinds


def test_who_is_answered_in_full_is_no_lead() -> None:
    for rule, leads in ((QUIET, 0), (REPLY, 1)):
        on = ruled(rule)
        known = facts(on=on)
        known = replace(known, brand=replace(known.brand, lead_strangers=True))
        found = decide(text("hours", on=on), known).effects
        assert sum(effect.job.get("kind") == "lead" for effect in found) == leads


def test_a_text_without_the_word_is_as_any() -> None:
    on = ruled(REPLY)
    said, head = text("hello", on=on), agreed(on)
    message = arrivals.message(said, head.id)
    done = by_keyword.followed(said, facts(head, on, contact=KNOWN), head, message)
    assert (done.messages, done.contact, done.shut) == ((), None, True)
    assert [effect.id for effect in done.effects] == [effects.alert(head.id, message.id, said.at).id]
    assert (done.thread.tab, done.thread.preview) == (Tab.NEEDS_ATTENTION, "hello")


def test_the_same_text_makes_the_same_entries() -> None:
    rule = replace(REPLY, tags=frozenset({"t"}), group=GroupId("g1"), assignee=REP1)
    once, twice = (came(rule, "hours", contact=KNOWN, holder=person("rep1")) for _ in range(2))
    assert once == twice
    assert len({message.id for message in once.messages}) == 3
