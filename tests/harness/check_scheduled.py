"""What a quiet world must show of texts for later, by all that was ever written of them (SD-7)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.harness.commits import Change, Commit
from tests.harness.state import State

BOX = "later#"


def each_comes_to_one_end(state: State) -> Iterator[str]:
    """At most once: a text for later leaves its box together with the one entry of its thread that says what became of
    it; and no such entry comes by another way."""
    for commit in state.world.monitor.commits:
        left = sorted(change.pk.removeprefix(BOX) for change in _texts(commit) if change.after is None)
        came = sorted(change.pk for change in _entries(commit))
        if left != came:
            yield f"SD-7: {commit.function} took {left} out of their boxes and wrote entries into {came}"


def heads_list_what_is_to_go(state: State) -> Iterator[str]:
    """A head lists the texts in its box, each of which the schedule looks at."""
    for thread, head in state.heads.items():
        rows = {row["sk"].removeprefix("m#"): row for row in state.messages if row["pk"] == f"{BOX}{thread}"}
        if rows.keys() != set(head.get("scheduled", ())):
            yield f"SD-7: {thread} lists {head.get('scheduled')} and has {sorted(rows)}"
        yield from (f"SD-7: nothing looks at {text}" for text, row in rows.items() if "due_shard" not in row)


def replies_call_off(state: State) -> Iterator[str]:
    """Once a text of the contact stands in its thread, nothing is left there that a reply calls off; and nothing else
    is called off by it."""
    until_reply: dict[tuple[str, str], bool] = {}
    for commit in state.world.monitor.commits:
        replied = {change.pk for change in commit.changes if _came_in(change)}
        for change in _texts(commit):
            key = (change.pk.removeprefix(BOX), change.sk)
            if change.after is None and key[0] in replied and not until_reply[key]:
                yield f"SD-7: a reply called off {key}, which was to go all the same"
            until_reply[key] = change.after is not None and bool(change.now("plan")["until_reply"])
        for thread, text in (key for key, waits in until_reply.items() if waits and key[0] in replied):
            yield f"SD-7: {thread} was replied in, and {text} still waits for no reply"


def _texts(commit: Commit) -> list[Change]:
    return [change for change in commit.changes if change.noun == "conversations" and change.pk.startswith(BOX)]


def _entries(commit: Commit) -> Iterator[Change]:
    for change in commit.changes:
        if change.before is None and change.now("origin") == "scheduled" and not change.pk.startswith(BOX):
            yield change


def _came_in(change: Change) -> bool:
    new = change.before is None and change.sk.startswith("m#")
    return new and change.now("direction") == "in" and change.now("origin") == "one_to_one"
