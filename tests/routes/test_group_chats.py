"""Group conversations by the API (SD-3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.core.phone import PhoneNumber
from chalicelib.flows import timeline
from tests.harness import brand
from tests.harness.brand import HANDSETS, LOCAL, REP1_LINE, REP1_PHONE, SHARED, STRANGER
from tests.harness.world import World
from tests.routes.answers import problem

ADA, BEN, CLEO, DAN, EVE = HANDSETS


def started(world: World, *to: str, body: str = "", line: str = SHARED) -> str:
    made = world.api("rep1", "POST", "/group-chats", {"line": line, "to": list(to or (ADA, BEN, CLEO)), "body": body})
    assert made.status == 201, made.body
    world.drain()
    return str(made.json["thread"]["id"])


def got(world: World, phone: PhoneNumber) -> list[str]:
    return world.carrier.got(phone)


def entries(world: World, chat: str) -> list[dict[str, Any]]:
    """The timeline, oldest first."""
    found: list[dict[str, Any]] = world.api("rep2", "GET", f"/threads/{chat}/messages").json["items"]
    return found[::-1]


def change(world: World, chat: str, **wish: object) -> Any:
    answer = world.api("rep1", "PATCH", f"/group-chats/{chat}", wish)
    world.drain()
    return answer


def test_each_member_is_told_first_who_reads_what_it_writes(world: World) -> None:
    chat = started(world, body="Party on Friday!")
    assert got(world, BEN) == [
        (
            "Brand: You are in a group text with Ada, Cleo and Rep (Brand). What you write here goes to all of them. "
            "Reply STOP to opt out.\nRep: Party on Friday!"
        )
    ]
    begun, said = entries(world, chat)
    assert (begun["origin"], begun["body"]) == ("membership", "Started with Ada, Ben and Cleo.")
    assert (said["body"], said["author"]["name"]) == ("Party on Friday!", "Rep One")
    assert [copy["name"] for copy in said["copies"]] == ["Ada", "Ben", "Cleo"]


def test_the_team_has_one_row_and_answers_in_one_thread(world: World) -> None:
    chat = started(world)
    world.handset_texts(ADA, SHARED, "Who brings cake?")
    world.handset_texts(BEN, SHARED, "I do")
    world.drain()
    (row,) = world.api("rep2", "GET", "/threads").json["items"]
    assert (row["id"], row["group"], row["contact"]["name"]) == (chat, True, "Ada, Ben, Cleo")
    assert (row["unread_count"], row["preview"], row["tab"]) == (2, "Ben: I do", "needs_attention")
    assert [entry["speaker"]["name"] for entry in entries(world, chat)[1:]] == ["Ada", "Ben"]
    assert got(world, CLEO)[1:] == ["Ada: Who brings cake?", "Ben: I do"]
    assert got(world, ADA)[1:] == ["Ben: I do"]
    alerts = [mail for mail in world.mails if f"/t/{chat}" in mail["text"]]
    assert len({mail["to"] for mail in alerts}) == len(alerts)
    assert alerts[0]["subject"].startswith("Ada wrote")


def test_a_rep_writes_to_all_of_them(world: World) -> None:
    chat = started(world)
    answer = world.api("rep2", "POST", f"/threads/{chat}/messages", {"body": "{{brand}} brings wine"}, key="k")
    again = world.api("rep2", "POST", f"/threads/{chat}/messages", {"body": "{{brand}} brings wine"}, key="k")
    assert (answer.status, again.json) == (201, answer.json)
    world.drain()
    assert got(world, ADA)[1:] == got(world, BEN)[1:] == ["Rep2: Brand brings wine"]
    problem(world.api("rep2", "POST", f"/threads/{chat}/messages", {"body": "{{first_name}}"}), 422, "invalid")


def test_nobody_is_texted_alone_whose_answer_would_go_to_everybody(world: World) -> None:
    """SD-3: by the line of the group, that is; the member's own thread says so and leads there."""
    world.handset_texts(ADA, SHARED, "Hi there")
    chat = started(world)
    alone = {"line": SHARED, "to": ADA, "body": "Just for you"}
    problem(world.api("rep1", "POST", "/threads", alone), 409, "in_group_chat")
    own = world.api("rep1", "GET", f"/threads/{world.thread(SHARED, ADA)}").json
    assert (own["composer"]["open"], own["composer"]["code"], own["group_chat"]) == (False, "in_group_chat", chat)
    assert world.api("rep1", "GET", f"/threads/{chat}").json["group_chat"] is None
    assert world.api("rep1", "POST", "/threads", {**alone, "line": REP1_LINE}).ok
    assert change(world, chat, remove=world.contact(ADA)).ok
    assert world.api("rep1", "POST", "/threads", alone).ok
    world.drain()
    assert got(world, ADA).count("Just for you") == 2
    assert len(got(world, BEN)) == 2


def test_a_broadcast_skips_who_takes_part_in_a_group(world: World) -> None:
    started(world, ADA, BEN)
    asked = {"line": SHARED, "body": "Sale!", "contacts": [world.contact(one) for one in (ADA, BEN, CLEO)]}
    preview = world.api("manager", "POST", "/broadcasts/preview", asked).json
    assert [(why["code"], why["recipients"]) for why in preview["refused_by"]] == [("in_group_chat", 2)]
    sent = world.api("manager", "POST", "/broadcasts", asked)
    assert sent.status == 202, sent.body
    world.drain()
    assert [len(got(world, one)) for one in (ADA, BEN, CLEO)] == [1, 1, 1]


def test_who_takes_part_after_a_broadcast_was_listed_is_skipped_all_the_same(world: World) -> None:
    """The claim's own head says so."""
    asked = {"line": SHARED, "body": "Sale!", "contacts": [world.contact(one) for one in (ADA, BEN, CLEO)]}
    sent = world.api("manager", "POST", "/broadcasts", asked).json
    assert world.api("rep1", "POST", "/group-chats", {"line": SHARED, "to": [ADA, BEN]}).ok
    world.drain()
    assert [body for body in got(world, ADA) + got(world, BEN) if "Sale" in body] == []
    assert len(got(world, CLEO)) == 1
    assert sent["id"]


def test_who_says_stop_leaves_and_the_others_are_told_once(world: World) -> None:
    chat = started(world)
    world.handset_texts(BEN, SHARED, "STOP")
    world.drain()
    world.handset_texts(BEN, SHARED, "STOP")
    world.handset_texts(ADA, SHARED, "Who brings cake?")
    world.drain()
    assert len(got(world, BEN)) == 1
    assert got(world, CLEO)[1:] == ["Brand: Ben has left this group text.", "Ada: Who brings cake?"]
    members = world.api("rep2", "GET", f"/group-chats/{chat}").json["members"]
    assert [member["left_at"] is not None for member in members] == [False, True, False]


def test_who_is_skipped_is_named_with_the_reason(world: World) -> None:
    chat = started(world)
    world.handset_texts(BEN, REP1_LINE, "STOP")
    world.handset_texts(ADA, SHARED, "Who brings cake?")
    world.drain()
    copies = {copy["name"]: copy for copy in entries(world, chat)[-1]["copies"]}
    assert copies["Ben"]["status"] == "suppressed"
    assert "STOP to the brand" in copies["Ben"]["reason"]
    members = {one["name"]: one for one in world.api("rep2", "GET", f"/group-chats/{chat}").json["members"]}
    assert "STOP to the brand" in members["Ben"]["obstacle"]
    assert members["Ada"]["obstacle"] is None


def test_somebody_is_let_in_and_somebody_taken_out(world: World) -> None:
    chat = started(world, ADA, BEN)
    assert change(world, chat, add=DAN).ok
    assert change(world, chat, add=DAN).ok
    assert got(world, DAN)[0].startswith("Brand: You are in a group text with Ada, Ben and Rep (Brand).")
    assert got(world, ADA)[1:] == ["Brand: Dan has joined this group text and reads what you write here."]
    assert change(world, chat, remove=world.contact(BEN)).ok
    assert got(world, BEN)[-1].startswith("Brand: You are no longer in the group text.")
    world.handset_texts(BEN, SHARED, "Am I out?")
    world.drain()
    assert world.api("rep2", "GET", f"/threads/{world.thread(SHARED, BEN)}").json["preview"] == "Am I out?"
    assert got(world, DAN)[-1] == "Brand: Ben has left this group text."


def test_who_may_only_answer_lets_nobody_in(world: World) -> None:
    """AD-1: it would begin to text somebody."""
    chat = started(world, ADA, BEN)
    problem(world.api("limited", "PATCH", f"/group-chats/{chat}", {"add": DAN}), 403, "role_too_low")
    assert world.api("limited", "PATCH", f"/group-chats/{chat}", {"remove": world.contact(BEN)}).ok


def test_it_ends_and_texts_are_ordinary_again(world: World) -> None:
    chat = started(world, ADA, BEN)
    ended = change(world, chat, ended=True)
    assert ended.json["ended_at"] is not None
    assert change(world, chat, ended=True).json["ended_at"] == ended.json["ended_at"]
    assert got(world, ADA)[1:] == ["Brand: This group text has ended. What you write here now reaches Brand only."]
    composer = world.api("rep1", "GET", f"/threads/{chat}").json["composer"]
    assert (composer["open"], composer["code"]) == (False, "group_chat_ended")
    problem(world.api("rep1", "POST", f"/threads/{chat}/messages", {"body": "Hi"}), 409, "group_chat_ended")
    problem(change(world, chat, add=CLEO), 409, "group_chat_ended")
    world.handset_texts(ADA, SHARED, "Hello?")
    world.drain()
    assert len(got(world, BEN)) == 2
    assert started(world, ADA, BEN) != chat


def test_who_is_back_before_its_leaving_was_told_stays_in(world: World) -> None:
    """SD-3: the job that tells it comes late and twice, and means the time before."""
    chat = started(world)
    world.handset_texts(BEN, SHARED, "STOP")
    world.advance(1)
    world.handset_texts(BEN, SHARED, "START")
    assert world.api("rep1", "PATCH", f"/group-chats/{chat}", {"add": BEN}).ok
    world.drain(duplicate=True)
    members = world.api("rep1", "GET", f"/group-chats/{chat}").json["members"]
    assert [(one["name"], one["left_at"]) for one in members] == [("Ada", None), ("Cleo", None), ("Ben", None)]
    world.handset_texts(BEN, SHARED, "Back again")
    world.drain()
    assert got(world, ADA)[-1] == "Ben: Back again"


@pytest.mark.parametrize("wish", [{"ended": True}, {"remove": BEN}])
def test_who_said_stop_just_now_holds_nothing_up(world: World, wish: dict[str, object]) -> None:
    """Its place is gone, and the party does not know it yet."""
    chat = started(world)
    world.handset_texts(BEN, SHARED, "STOP")
    asked = {**wish, **({"remove": world.contact(BEN)} if "remove" in wish else {})}
    assert world.api("rep1", "PATCH", f"/group-chats/{chat}", asked).ok
    world.drain()
    assert len(got(world, BEN)) == 1
    assert "Ben left." not in [entry["body"] for entry in entries(world, chat)]


def test_where_nobody_is_left_nobody_writes(world: World) -> None:
    chat = started(world, ADA, BEN)
    for phone in (ADA, BEN):
        assert change(world, chat, remove=world.contact(phone)).ok
    composer = world.api("rep1", "GET", f"/threads/{chat}").json["composer"]
    assert (composer["open"], composer["code"]) == (False, "group_chat_empty")
    problem(world.api("rep1", "POST", f"/threads/{chat}/messages", {"body": "Hi"}), 409, "group_chat_empty")
    assert change(world, chat, add=CLEO).ok
    assert world.api("rep1", "POST", f"/threads/{chat}/messages", {"body": "Hi"}).ok


def test_who_writes_takes_it_over_and_the_timeline_says_so(world: World) -> None:
    """TH-8."""
    chat = started(world, ADA, BEN)
    for body in ("Mine now", "And still"):
        assert world.api("rep2", "POST", f"/threads/{chat}/messages", {"body": body}).json["body"] == body
        world.advance(seconds=1)
    assert [entry["body"] for entry in entries(world, chat)] == [
        "Started with Ada and Ben.",
        "Assigned to Rep2",
        "Mine now",
        "And still",
    ]


def test_no_member_is_called_as_the_team_is(world: World) -> None:
    """SD-3: what "Rep:" or "Brand:" says is the team's."""
    for phone, name in ((ADA, "Rep"), (BEN, "brand"), (CLEO, "Team")):
        known = world.wiring.contacts.get(world.contact(phone))
        assert known is not None
        world.wiring.contacts.update(known, replace(known, first_name=name))
    chat = started(world, ADA, BEN)
    assert change(world, chat, add=CLEO).ok
    members = world.api("rep1", "GET", f"/group-chats/{chat}").json["members"]
    assert [one["name"] for one in members] == ["Rep 2", "brand 2", "Team 2"]


def pages(world: World, thread: str, limit: int) -> list[list[str]]:
    """The bodies of a thread's timeline, page by page."""
    found: list[list[str]] = []
    cursor = ""
    while len(found) < 10:
        page = world.api("rep1", "GET", f"/threads/{thread}/messages?limit={limit}{cursor}").json
        found.append([entry["body"] for entry in page["items"]])
        if page["cursor"] is None:
            break
        cursor = f"&cursor={page['cursor']}"
    return found


def test_copies_leave_no_page_of_a_members_own_thread_empty(world: World) -> None:
    """SD-3: they are kept there and show nowhere; what was said before is on the first page all the same."""
    for body in ("One", "Two", "Three"):
        world.handset_texts(BEN, SHARED, body)
        world.advance(seconds=1)
    chat = started(world, ADA, BEN)
    for number in range(6):
        world.handset_texts(ADA, SHARED, f"Text {number}")
        world.advance(seconds=1)
        world.drain()
    assert change(world, chat, ended=True).ok
    world.handset_texts(BEN, SHARED, "Four")
    own = world.thread(SHARED, BEN)
    assert len([item for item in world.items("conversations") if item["pk"].get("S") == own]) > 11
    assert pages(world, own, 2) == [["Four", "Three"], ["Two", "One"]]
    assert pages(world, own, 3) == [["Four", "Three", "Two"], ["One"]]
    assert pages(world, own, 50) == [["Four", "Three", "Two", "One"]]


def test_very_many_copies_are_read_page_by_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "MOST_READS", 1)
    world.handset_texts(BEN, SHARED, "One")
    started(world, ADA, BEN)
    world.handset_texts(ADA, SHARED, "Hello")
    world.drain()
    assert pages(world, world.thread(SHARED, BEN), 1) == [[], [], ["One"]]


def test_nobody_is_let_in_who_can_be_told_only_in_the_morning(world: World) -> None:
    """SD-3, CN-10: what it writes at night would reach all before it knows who reads."""
    chat = started(world, ADA, BEN)
    world.advance(12 * 60)
    order = {"line": SHARED, "to": [CLEO, DAN]}
    refused = world.api("rep1", "POST", "/group-chats", order)
    problem(refused, 422, "invalid")
    assert list(refused.json["fields"]) == ["to.0", "to.1"]
    assert "end at 08:00; try again then" in refused.json["fields"]["to.1"]
    preview = world.api("rep1", "POST", "/group-chats/preview", order).json
    assert all("08:00" in one["obstacle"] for one in preview["people"])
    assert "08:00" in change(world, chat, add=CLEO).json["fields"]["add"]
    members = world.api("rep1", "GET", f"/group-chats/{chat}").json["members"]
    assert [member["obstacle"] for member in members] == [None, None]
    world.advance(10 * 60 + 1)
    assert change(world, chat, add=CLEO).ok


def test_what_waited_overnight_reaches_nobody_who_left(world: World) -> None:
    chat = started(world, ADA, BEN)
    world.advance(12 * 60)
    assert world.api("rep1", "POST", f"/threads/{chat}/messages", {"body": "Between us"}).ok
    world.drain()
    assert change(world, chat, remove=world.contact(BEN)).ok
    world.advance(10 * 60 + 1)
    world.tick()
    world.drain()
    # They were due at the same moment, and a queue keeps no order.
    assert set(got(world, ADA)[1:]) == {"Rep: Between us", "Brand: Ben has left this group text."}
    assert [text.partition(".")[0] for text in got(world, BEN)[1:]] == ["Brand: You are no longer in the group text"]
    (said,) = [entry for entry in entries(world, chat) if entry["body"] == "Between us"]
    fate = {copy["name"]: (copy["status"], copy["reason"]) for copy in said["copies"]}
    assert fate["Ben"] == ("suppressed", "Takes no part in this group conversation any more.")


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (STRANGER, "has not agreed"),
        (REP1_PHONE, "phone of one of the team"),
        (LOCAL, "line of the brand"),
        ("12", "number"),
        (ADA, "named twice"),
    ],
)
def test_who_cannot_take_part_is_named_by_its_field(world: World, who: str, why: str) -> None:
    answer = world.api("rep1", "POST", "/group-chats", {"line": SHARED, "to": [ADA, BEN, who]})
    problem(answer, 422, "invalid")
    assert list(answer.json["fields"]) == ["to.2"]
    assert why in answer.json["fields"]["to.2"]
    world.drain()
    assert got(world, ADA) == []


def test_a_contact_is_in_one_group_of_a_line_at_most(world: World) -> None:
    chat = started(world, ADA, BEN)
    answer = world.api("rep1", "POST", "/group-chats", {"line": SHARED, "to": [CLEO, BEN]})
    assert "another group conversation" in answer.json["fields"]["to.1"]
    assert started(world, ADA, BEN, line=REP1_LINE) != chat
    other = started(world, CLEO, DAN)
    assert "another group conversation" in change(world, other, add=BEN).json["fields"]["add"]


def test_a_group_has_two_to_nine(world: World) -> None:
    problem(world.api("rep1", "POST", "/group-chats", {"line": SHARED, "to": [ADA]}), 422, "invalid")
    chat = started(world, *HANDSETS)
    for place in range(5):
        phone = PhoneNumber(f"+1202555013{place}")
        brand.agree(world.wiring, SHARED, phone, f"Pal {place}", world.now)
        answer = change(world, chat, add=phone)
        assert answer.ok is (place < 4)
    assert "9 people take part" in answer.json["fields"]["add"]


def test_one_thing_is_changed_at_a_time(world: World) -> None:
    chat = started(world)
    problem(change(world, chat), 422, "invalid")
    problem(change(world, chat, ended=True, add=DAN), 422, "invalid")
    never = change(world, chat, remove=world.contact(STRANGER))
    problem(never, 422, "invalid")
    assert "ever took part" in never.json["fields"]["remove"]


def test_nobody_named_ends_nothing(world: World) -> None:
    chat = started(world, ADA, BEN)
    problem(change(world, chat, remove=""), 422, "invalid")
    problem(change(world, chat, remove=chat.partition("-")[2]), 422, "invalid")
    assert world.api("rep1", "GET", f"/group-chats/{chat}").json["ended_at"] is None
    assert change(world, chat, remove=world.contact(BEN)).ok
    assert change(world, chat, remove=world.contact(BEN)).ok
    assert len(got(world, BEN)) == 2


def test_the_preview_counts_copies_and_segments_and_sends_nothing(world: World) -> None:
    asked = {"line": SHARED, "to": [ADA, world.contact(BEN), STRANGER], "body": "Party!"}
    found = world.api("rep1", "POST", "/group-chats/preview", asked).json
    assert [(one["name"], one["obstacle"] is None) for one in found["people"]] == [
        ("Ada", True),
        ("Ben", True),
        ("Guest", False),
    ]
    assert (found["copies"], found["segments"]) == (3, 3)
    assert found["amount"] > 0
    assert found["text"].endswith("Rep: Party!")
    world.drain()
    assert world.carrier.sent == []


def test_what_is_of_one_contact_is_refused_for_a_group(world: World) -> None:
    chat = started(world)
    later = {"body": "Hi", "send_at": "2026-03-03T15:00:00Z"}
    problem(world.api("rep1", "POST", f"/threads/{chat}/messages", later), 409, "group_chat")
    problem(world.api("rep1", "POST", f"/threads/{chat}/lead", {}), 409, "group_chat")
    problem(world.api("rep1", "GET", f"/group-chats/{world.thread(SHARED, ADA)}"), 404, "not_found")
    assert world.api("rep2", "POST", f"/threads/{chat}/notes", {"body": "Watch this one"}).ok


def test_what_a_line_may_not_text_is_not_begun(world: World) -> None:
    line = world.wiring.team.line(world.line(SHARED))
    assert line is not None
    chat = started(world, ADA, BEN)
    world.wiring.team.put_line(replace(line, active=False))
    problem(world.api("rep1", "POST", f"/threads/{chat}/messages", {"body": "Hi"}), 409, "line_inactive")
    answer = world.api("rep1", "POST", "/group-chats", {"line": SHARED, "to": [CLEO, DAN]})
    assert "switched off" in answer.json["fields"]["to.0"]


def test_nobody_learns_a_number_or_a_last_name(world: World) -> None:
    """The canary: names that hold more than a first name, or a number."""
    ada = world.wiring.contacts.get(world.contact(ADA))
    ben = world.wiring.contacts.get(world.contact(BEN))
    assert ada is not None
    assert ben is not None
    world.wiring.contacts.update(ada, replace(ada, first_name="Ada Lovelace", last_name="Canary"))
    world.wiring.contacts.update(ben, replace(ben, first_name=BEN))
    chat = started(world, ADA, BEN, CLEO, body="Hi")
    world.handset_texts(ADA, SHARED, "Hello")
    world.handset_texts(BEN, SHARED, "STOP")
    world.drain()
    change(world, chat, add=DAN)
    change(world, chat, ended=True)
    texts = [text for text in world.carrier.sent if text.to in HANDSETS]
    assert len(texts) > 10
    for text in texts:
        for canary in ("Lovelace", "Canary", "One", *(phone[2:] for phone in (*HANDSETS, REP1_PHONE))):
            assert canary not in text.body


def test_copies_that_wait_say_why_or_until_when(world: World) -> None:
    """SD-13, CN-10: at night nobody is woken by what others say; a line that is not verified sends nothing."""
    chat = started(world)
    world.advance(minutes=13 * 60)
    world.api("rep1", "POST", f"/threads/{chat}/messages", {"body": "Party tomorrow!"})
    world.drain()
    copies = entries(world, chat)[-1]["copies"]
    assert {(copy["status"], copy["reason"]) for copy in copies} == {("queued", "")}
    (opens,) = {copy["until"] for copy in copies}
    assert world.now < datetime.fromisoformat(opens) < world.now + timedelta(hours=12)
    path = f"/lines/{world.line(SHARED)}"
    assert world.api("admin", "PATCH", path, {"verification": "pending"}).ok
    copies = entries(world, chat)[-1]["copies"]
    assert all("have not verified this line" in copy["reason"] for copy in copies)
    assert world.api("admin", "PATCH", path, {"verification": "verified"}).ok
    world.advance(minutes=12 * 60)
    world.tick()
    world.drain()
    copies = entries(world, chat)[-1]["copies"]
    assert {(copy["reason"], copy["until"]) for copy in copies} == {("", None)}
    assert got(world, ADA)[1:] == ["Rep: Party tomorrow!"]


def test_a_copy_in_its_turn_is_not_put_off(world: World) -> None:
    made = world.api("rep1", "POST", "/group-chats", {"line": SHARED, "to": [ADA, BEN], "body": "Party!"})
    chat = made.json["thread"]["id"]
    copies = entries(world, chat)[-1]["copies"]
    assert {(copy["status"], copy["until"]) for copy in copies} == {("queued", None)}
