"""What a quiet world must show of consent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from chalicelib.core import proofs, wording
from chalicelib.core.consent import ConsentEvent
from chalicelib.store import heads, ledger
from tests.harness import aws
from tests.harness.state import Row, State

OPTED_OUT = 21610


def consent_is_what_the_ledger_says(state: State) -> Iterator[str]:
    """C8: replaying the ledger gives the stored state, each event beginning where the one before ended."""
    for thread, head in state.heads.items():
        known = "none"
        for event in state.ledger.get(thread, []):
            if event["before"] != known:
                yield f"C8: {thread} went on from {event['before']}, not from {known}"
            known = event["after"]
        if known != head["consent"]:
            yield f"C8: {thread} is {head['consent']}, its ledger says {known}"


def ledgers_are_whole(state: State) -> Iterator[str]:
    """C8: each thread's chain of events is unbroken, and ends where the head says."""
    events: dict[str, list[ConsentEvent]] = defaultdict(list)
    for item in aws.items("consent"):
        events[item["pk"]["S"]].append(ledger.decode(item))
    for item in aws.items("conversations"):
        if item["sk"]["S"].startswith("thread#"):
            head = heads.decode(item)
            broken = proofs.breach(head, sorted(events[head.id], key=lambda event: event.number))
            if broken is not None:
                yield f"C8: the ledger of {head.id} is broken at {broken.number}: {broken.what}"


def nobody_is_asked_again_twice(state: State) -> Iterator[str]:
    """LN-7: of who had agreed to a number that is no more, each gets one question, and it stands in the ledger."""
    asked = Counter(
        (text.sender, text.to) for text in state.world.carrier.sent if "Our number has changed" in text.body
    )
    for thread, head in state.heads.items():
        acts = sum(event["source"] == "recapture" for event in state.ledger.get(thread, []))
        if not asked[head["line_number"], head["phone"]] <= acts <= 1:
            yield f"LN-7: {thread} was asked again {asked[head['line_number'], head['phone']]} times on {acts} acts"


def brand_wide_stop_stands_everywhere(state: State) -> Iterator[str]:
    """C4: every thread of a contact bears the brand-wide stop, or none does."""
    stopped = {row["pk"]: bool(row.get("stopped")) for row in state.conversations if row["sk"] == "standing"}
    for thread, head in state.heads.items():
        if bool(head.get("stopped")) != stopped.get(head["pk"], False):
            yield f"C4: {thread} has the stop {head.get('stopped')}, its contact {stopped.get(head['pk'])}"


def stop_is_answered_once(state: State) -> Iterator[str]:
    """C2: one answer at most for each act that changed something, and none to one that did not."""
    handed = Counter((text.sender, text.to, text.body) for text in state.world.carrier.sent)
    answers = {"stop": wording.stop_answer("Brand"), "start": wording.start_answer("Brand")}
    for act, body in answers.items():
        for thread, head in state.heads.items():
            acts = sum(event["act"] == act for event in state.ledger.get(thread, []))
            if handed[head["line_number"], head["phone"], body] > acts:
                yield f"C2: {acts} {act} in {thread}, and more answers"


def refused_is_opted_out(state: State) -> Iterator[str]:
    """C6: the provider's "opted out" is a No on that line, written once."""
    for row in state.messages + state.recipients:
        if row.get("error") != OPTED_OUT:
            continue
        thread = row.get("thread") or _thread_of_recipient(state, row)
        events = [event for event in state.ledger.get(thread, []) if event["act"] == "provider_stop"]
        if len(events) != 1:
            yield f"C6: {thread} was refused as opted out, and the ledger tells so {len(events)} times"


def _thread_of_recipient(state: State, row: Row) -> str:
    (line,) = (known["line"] for known in state.broadcasts if (known["pk"], known["sk"]) == (row["pk"], "broadcast"))
    return f"{line}-{row['sk'].removeprefix('r#')}"
