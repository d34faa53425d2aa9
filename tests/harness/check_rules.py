"""What a quiet world must show of keyword rules (AU-1): each text with a rule's word had all that the rule says."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.core import keyword_rules
from chalicelib.core.keyword_rule import KeywordRule
from chalicelib.core.lines import Line
from chalicelib.store import team_items
from tests.harness import aws
from tests.harness.carrier import Text
from tests.harness.state import Row, State

WENT = ("accepted", "sent", "delivered")


def rules_are_followed(state: State) -> Iterator[str]:
    """Tags, group and hands. In the stories all who text them do so after the rules were set."""
    for line in _lines():
        for text in state.world.carrier.received:
            found = keyword_rules.matching(line.rules, text.body) if text.to == line.number else None
            if found is not None and text.sender not in state.world.lines:
                yield from (
                    f"AU-1: {text.body!r} of {text.sender} {fault}" for fault in _left_out(state, line, text, found[0])
                )


def who_is_replied_to_is_so_once(state: State) -> Iterator[str]:
    """A2: one reply by rule a day to a contact, whatever it texts; the harness tells of no longer time."""
    replies = {rule.reply: line for line in _lines() for rule in line.rules if rule.reply}
    for phone in {text.to for text in state.world.carrier.sent}:
        got = [body for body in state.world.carrier.got(phone) if any(body.startswith(reply) for reply in replies)]
        if len(got) > 1 or (got and phone in state.world.lines):
            yield f"A2: {phone} was replied to {len(got)} times"


def answered_in_full(state: State, row: Row) -> bool:
    """Whether a rule replied to this text, and for nobody to look at."""
    line = next((line for line in _lines() if row["pk"].startswith(f"{line.id}-")), None)
    found = keyword_rules.matching(line.rules, row.get("body", "")) if line else None
    replies = (one for one in state.of("automatic") if one.get("away") and one["pk"] == row["pk"])
    return (
        found is not None
        and not found[0].alert
        and any(one["at"] == row["at"] and one["status"] in WENT for one in replies)
    )


def _left_out(state: State, line: Line, text: Text, rule: KeywordRule) -> Iterator[str]:
    """What of a rule was not done."""
    contact = next((row for row in state.contacts if row["sk"] == "contact" and row["phone"] == text.sender), None)
    head = next(
        (row for row in state.heads.values() if (row["line_number"], row["phone"]) == (line.number, text.sender)), None
    )
    if contact is None or head is None:
        yield "made no contact and thread"
        return
    if not rule.tags <= set(contact.get("tags", ())):
        yield "set no tags"
    members = {row["sk"] for row in state.contacts if row["pk"] == rule.group}
    if rule.group and "group" in members and f"member#{contact['pk']}" not in members:
        yield "put nobody into the group"
    if rule.assignee and not head.get("assignee"):
        yield "gave the thread to nobody"
    others = [row for row in state.heads.values() if row["phone"] == text.sender]
    if any(set(row.get("tags", ())) != set(contact.get("tags", ())) for row in others):
        yield "shows its tags on one thread and not on another"


def _lines() -> list[Line]:
    return [team_items.decode_line(item) for item in aws.items("team") if item["pk"]["S"] == "lines"]
