"""What a quiet world must show of opt-ins and of the texts that ask for YES (C2(a))."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.harness.carrier import Text
from tests.harness.state import State

DAY = timedelta(hours=24)
OF_A_PHONE = 3


def confirmations_keep_their_limits(state: State) -> Iterator[str]:
    """C2: one in 24 hours a thread, three in 24 hours a number over all lines, as the handset counts them."""
    by_thread: dict[str, list[datetime]] = defaultdict(list)
    by_phone: dict[str, list[datetime]] = defaultdict(list)
    for text in _asking(state):
        by_thread[text.sender + text.to].append(text.at)
        by_phone[text.to].append(text.at)
    yield from (f"C2: {pair} was asked twice in a day" for pair, at in by_thread.items() if _most(at) > 1)
    yield from (f"C2: {phone} was asked too often" for phone, at in by_phone.items() if _most(at) > OF_A_PHONE)


def confirmations_follow_an_opt_in(state: State) -> Iterator[str]:
    """C2, LD-5: each follows an opt-in that the ledger proves with its words. What consent was when it was claimed is
    the monitor's to see: by their times alone a STOP and a claim that race cannot be told apart."""
    for row in state.messages:
        if not row.get("opt_in") or not state.handed_over[f"m.{row['pk']}.{row['sk'].removeprefix('m#')}"]:
            continue
        events = state.ledger.get(row["pk"], [])
        proofs = [event for event in events if event["act"] == "opt_in" and event["at"] <= row["claimed"]]
        if not proofs or not all(event.get("wording") for event in proofs):
            yield f"C2: {row['pk']} was asked to confirm what it had not opted in to"


def reminders_come_once(state: State) -> Iterator[str]:
    """CN-2: two texts at most for one opt-in."""
    for thread, events in state.ledger.items():
        opted_in = sum(event["act"] == "opt_in" for event in events if event["source"] != "seed")
        asked = sum(row["pk"] == thread for row in state.messages if row.get("opt_in"))
        if not opted_in <= asked <= 2 * opted_in:
            yield f"CN-2: {thread} opted in {opted_in} times and was asked {asked} times"


def pending_ends(state: State) -> Iterator[str]:
    """C3: once nothing is left to do, no opt-in waits that has an end; who confirmed has none."""
    for thread, head in state.heads.items():
        if "pending_until" in head:
            yield f"C3: {thread} is {head['consent']} and still to end"


def _asking(state: State) -> list[Text]:
    asked = {f"m.{row['pk']}.{row['sk'].removeprefix('m#')}" for row in state.messages if row.get("opt_in")}
    return [text for text in state.world.carrier.sent if text.ref in asked]


def _most(moments: list[datetime]) -> int:
    """How many fall into some 24 hours."""
    return max(sum(begin <= at < begin + DAY for at in moments) for begin in moments)
