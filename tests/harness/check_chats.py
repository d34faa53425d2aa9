"""What a quiet world must show of group conversations (SD-3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.harness.state import Row, State


def each_text_is_passed_on_once(state: State) -> Iterator[str]:
    """SD-3: what a member wrote was decided about, and each copy that an entry knows of is one text of its member's
    own thread; no copy is there that no entry knows of."""
    known: Counter[tuple[str, str]] = Counter()
    for chat, head in _chats(state).items():
        line = chat.partition("-")[0]
        for row in (row for row in state.messages if row["pk"] == chat):
            if row["direction"] == "in" and "relayed" not in row:
                yield f"SD-3: {row['sk']} of {chat} was never passed on"
            members = [one["contact"] for one in row.get("passed", [])]
            if row.get("speaker", {}).get("contact") in members:
                yield f"SD-3: {row['sk']} of {chat} went back to who wrote it"
            if set(members) - {member["contact"] for member in head["party"]["members"]}:
                yield f"SD-3: {row['sk']} of {chat} went to somebody who was no member"
            known.update((f"{line}-{one['contact']}", f"m#{one['copy']}") for one in row.get("passed", []))
    there = Counter((row["pk"], row["sk"]) for row in state.of("relay"))
    for place in (known - there) | (there - known):
        yield f"SD-3: the copy {place} is known {known[place]} times, and there {there[place]} times"


def places_are_those_of_the_members(state: State) -> Iterator[str]:
    """SD-3: who takes part bears its place, and nobody else does; of who left the timeline tells once."""
    wanted = {
        (f"{chat.partition('-')[0]}-{member['contact']}", chat)
        for chat, head in _chats(state).items()
        for member in head["party"]["members"]
        if "left" not in member and "closed" not in head["party"]
    }
    placed = {(thread, head["place"]["chat"]) for thread, head in state.heads.items() if "place" in head}
    for thread, chat in wanted ^ placed:
        yield f"SD-3: {thread} and {chat} do not agree whether it takes part"
    for chat, head in _chats(state).items():
        told = sum(row["pk"] == chat and row.get("body", "").endswith(" left.") for row in state.of("membership"))
        left = sum("left" in member for member in head["party"]["members"])
        if told > left:
            yield f"SD-3: {chat} tells of {told} who left, and {left} have"


def nobody_learns_a_number(state: State) -> Iterator[str]:
    """SD-3: what the members get bears nobody's number, and no more than a first name."""
    copies = {f"m.{row['pk']}.{row['sk'].removeprefix('m#')}" for row in state.of("relay")}
    numbers = {head["phone"] for head in state.heads.values() if head["phone"]}
    numbers |= {person.phone for person in state.world.people if person.phone}
    names = {row["last_name"] for row in state.contacts if row["sk"] == "contact" and row.get("last_name")}
    for text in (text for text in state.world.carrier.sent if text.ref in copies):
        if any(number.removeprefix("+1") in text.body for number in numbers) or any(
            name in text.body for name in names
        ):
            yield f"SD-3: {text.ref} tells a number, or a last name"


def _chats(state: State) -> dict[str, Row]:
    return {chat: head for chat, head in state.heads.items() if "party" in head}
