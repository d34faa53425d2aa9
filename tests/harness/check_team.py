"""What a quiet world must show of the team's own work: nobody outside of it hears of it, and who it is for does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.harness.state import State
from tests.harness.told import told_of

LATE = timedelta(minutes=2)
INSIDE = ("note", "assignment", "escalation")


def notes_reach_no_handset(state: State) -> Iterator[str]:
    """TH-9: what the team says to itself was never handed over, by itself or in another text, nor mailed."""
    inside = [row for origin in INSIDE for row in state.of(origin)]
    for row in inside:
        ref = f"m.{row['pk']}.{row['sk'].removeprefix('m#')}"
        if state.handed_over[ref] or {"to", "sender", "provider_id", "due"} & row.keys():
            yield f"TH-9: the {row['origin']} {ref} was on its way to somebody"
        if row["status"] != "received":
            yield f"TH-9: the {row['origin']} {ref} is {row['status']}"
    said = [text.body for text in state.world.carrier.sent] + [mail["text"] for mail in state.world.mails]
    for row in state.of("note"):
        if any(row["body"] in text for text in said):
            yield f"TH-9: the words of {row['sk']} went out"


def mentions_are_told(state: State) -> Iterator[str]:
    """AL-1: whoever a note mentions was alerted of just that, whatever it was alerted of before."""
    for row in state.of("note"):
        for name in set(row.get("tells", ())) - {row["author"]}:
            if not told_of(state, name, row, "mentioned you", "You were mentioned"):
                yield f"AL-1: {name} was not told of the note {row['sk']}"


def who_is_given_a_conversation_is_told(state: State) -> Iterator[str]:
    """AL-1: who was given a conversation by another, and still has it, was alerted of just that; a lead is told so."""
    leads = {row["sk"].removeprefix("lead#") + "-" + row["pk"] for row in state.contacts if row["sk"][:5] == "lead#"}
    latest = {row["pk"]: row for row in sorted(state.of("assignment"), key=lambda row: str(row["sk"]))}
    words = ("gave you a conversation", "A conversation for you")
    for thread, row in latest.items():
        holder = state.heads[thread].get("assignee")
        given = holder in row.get("tells", ()) and row.get("author") not in (None, holder)
        if holder and given and thread not in leads and not told_of(state, holder, row, *words):
            yield f"AL-1: {holder} was not told that it has {thread}"


def what_is_put_off_comes_back(state: State) -> Iterator[str]:
    """TH-9: what the schedule looks at is what is put off, and nothing stays away that is due."""
    late = (state.world.now - LATE).timestamp() * 1000
    for thread, head in state.heads.items():
        off = head.get("folder") == "snoozed"
        if off != ("due" in head) or (off and head["due"] != head.get("snoozed_until")):
            yield f"TH-9: {thread} is {head.get('folder')} and due at {head.get('due')}"
        if off and head["due"] < late:
            yield f"TH-9: {thread} was to come back and did not"
