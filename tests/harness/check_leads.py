"""What a quiet world must show of leads (T5): each in its one place, and each new owner told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.harness.state import Row, State


def leads_stand_where_they_are_found(state: State) -> Iterator[str]:
    """T5: a lead is in the hands of one person and in its list, or new and in the queue; and has a place in all."""
    places = {
        row["pk"] + row["sk"].removeprefix("lead-place#"): row for row in state.contacts if _is(row, "lead-place#")
    }
    found = {row["pk"] + row["sk"].removeprefix("lead#"): row for row in _leads(state)}
    for lead in found.keys() ^ places.keys():
        yield f"T5: the lead {lead} stands in one of its two places only"
    for row in found.values():
        owner = row.get("owner")
        if (owner is None) != (row["stage"] == "new"):
            yield f"T5: a lead of {owner} is {row['stage']}"
        if row["list"] != f"leads#{owner or '-'}":
            yield f"T5: a lead of {owner} stands in {row['list']}"
    for lead, row in found.items():
        wanted = row["rank"] if row.get("owner") else places[lead]["rank"]
        if lead in places and places[lead]["rank"] != wanted:
            yield f"T5: a lead is {row['rank']} for its owner and {places[lead]['rank']} for all"


def each_new_owner_is_told_once(state: State) -> Iterator[str]:
    """T5: as many alerts as a person got leads: by text just so, by email so many or, after a crash, more.

    A mail that failed is missing only where the texts told of every lead (AL-3).
    """
    told_to = {str(person.id): person for person in state.world.people}
    got: Counter[str] = Counter()
    for row in _leads(state):
        got.update(event["owner"] for event in row["history"] if event["what"] == "assigned")
    for person, times in got.items():
        mails = sum(_is_news(mail["subject"]) and mail["to"] == told_to[person].email for mail in state.world.mails)
        texts = sum(_is_news(row["body"]) and row["pk"] == f"person#{person}" for row in state.of("alert"))
        if texts != times if texts else mails < times:
            yield f"T5: {person} got {times} leads, {mails} emails and {texts} texts"


def each_intake_is_noted_once(state: State) -> Iterator[str]:
    """LD-1: a lead tells how it came in, and no form, text or request twice."""
    for row in _leads(state):
        causes = [event["cause"] for event in row["history"] if event.get("cause")]
        if len(causes) != len(set(causes)) or not causes:
            yield f"LD-1: a lead came in by {causes}"


def _leads(state: State) -> list[Row]:
    return [row for row in state.contacts if _is(row, "lead#")]


def _is(row: Row, kind: str) -> bool:
    return bool(row["sk"].startswith(kind))


def _is_news(words: str) -> bool:
    return words.startswith("New lead for you")
