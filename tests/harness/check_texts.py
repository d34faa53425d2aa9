"""What a quiet world must show of the texts that went out."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.core import merge, templates
from chalicelib.core.ids import PersonId
from chalicelib.settings import QUEUES
from tests.harness import aws
from tests.harness.state import Row, State

FINAL = frozenset({"delivered", "undelivered", "failed", "cancelled", "suppressed", "received"})


def nothing_stays_open(state: State) -> Iterator[str]:
    """O3, G15: every text is final, every broadcast done; no effect is left, no job given up."""
    for row in state.messages + state.recipients:
        if row["status"] not in FINAL:
            yield f"O3: {row['pk']} {row['sk']} stays {row['status']}"
    for row in state.broadcasts:
        if row["sk"] == "broadcast" and row["stage"] != "done":
            yield f"O3: a broadcast stays {row['stage']}"
    yield from (
        f"O3: the effect {row['pk']} is not done" for row in state.conversations if row["pk"].startswith("out#")
    )
    yield from (f"G15: {len(aws.dead(noun))} jobs of {noun} were given up" for noun in QUEUES if aws.dead(noun))


def each_gets_a_broadcast_once(state: State) -> Iterator[str]:
    """O1, O7: one text for each recipient that was not refused, and a reason for each that was."""
    for row in state.recipients:
        broadcast = row["pk"].partition("#")[0]
        yield from _as_handed_over(state, f"b.{broadcast}.{row['sk'].removeprefix('r#')}", row)


def texts_are_what_was_handed_over(state: State) -> Iterator[str]:
    """O2, O7, O9: a text that is sent was handed over once, from its thread's line; one that was not has its reason."""
    for row in state.messages:
        if row["direction"] == "out" and row["origin"] not in ("assignment", "escalation"):
            yield from _as_handed_over(state, f"m.{row['pk']}.{row['sk'].removeprefix('m#')}", row)
    for text in state.world.carrier.sent:
        head = state.heads.get(text.ref.split(".")[1])
        if head is not None and text.sender != head["line_number"]:
            yield f"O9: {text.ref} went out from another line than its thread's"


def _cut_off(state: State, row: Row) -> bool:
    """Whether it was ended before anything of it went, so that there was nothing to tell its author of."""
    went = any(text.ref.startswith(f"b.{row['pk']}.") for text in state.world.carrier.sent)
    return row.get("halt") in ("cancelled", "expired") and not went


def copies_come_once(state: State) -> Iterator[str]:
    """SD-15: one copy of a broadcast by text; by email one or, after a crash, more (docs/decisions/0006). Whoever was
    switched off before it went has none, and one that ended before anything of it went needs none."""
    mails = [mail for mail in state.world.mails if mail["subject"].startswith("Your message to")]
    for row in state.broadcasts:
        if row["sk"] == "broadcast":
            copies = [text for text in state.of("copy") if _in_words(state, row) in text["body"]]
            if "listed" not in row and row.get("halt") in ("cancelled", "expired"):
                if copies or mails:
                    yield "SD-15: a copy came of a broadcast that never began"
                continue
            unwanted = _left(state, row["author"]) or _cut_off(state, row)
            if len(copies) > 1 or (copies and mails) or not (copies or mails or unwanted):
                yield f"SD-15: {len(copies)} copies by text and {len(mails)} by email"


def _in_words(state: State, row: Row) -> str:
    """A broadcast's text as its author reads it."""
    author = state.world.wiring.team.person(PersonId(row["author"]))
    assert author is not None
    return merge.as_words(row.get("body", ""), templates.values(None, author, state.world.wiring.brand))


def _left(state: State, person: str) -> bool:
    return not state.people[person]["active"]


def _as_handed_over(state: State, ref: str, row: Row) -> Iterator[str]:
    """The provider's id is known of what it took, and of nothing else; a failure tells why."""
    times = state.handed_over[ref]
    if times != ("provider_id" in row):
        yield f"O2: {ref} is {row['status']} and was handed over {times} times"
    if row["status"] in ("suppressed", "failed") and not row.get("reason"):
        yield f"O7: {ref} is {row['status']} without a reason"
