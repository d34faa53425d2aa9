"""What a quiet world must show of consent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

from chalicelib.core import proofs, wording
from chalicelib.core.consent import ConsentEvent
from chalicelib.store import heads, ledger
from tests.harness import aws
from tests.harness.state import Row, State

OPTED_OUT = 21610
DAY, HOUR, HELD_UP = timedelta(days=1), timedelta(hours=1), timedelta(minutes=30)


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


def asked_again_is_who_still_agrees(state: State) -> Iterator[str]:
    """LN-7: when it is recorded that somebody is asked again, the consent of the old number is still Yes."""
    consents: dict[str, str] = {}
    for commit in state.world.monitor.commits:
        for change in commit.changes:
            if change.noun == "conversations" and change.sk.startswith("thread#"):
                consents[f"{change.sk.removeprefix('thread#')}-{change.pk}"] = change.now("consent", "none")
        for change in commit.changes:
            if change.noun == "consent" and change.now("source") == "recapture":
                old = f"{change.now('evidence')['line']}-{change.pk.partition('-')[2]}"
                if consents.get(old, "yes") != "yes":
                    yield f"LN-7: {change.pk} was asked again, and {old} was {consents[old]} by then"


def brand_wide_stop_stands_everywhere(state: State) -> Iterator[str]:
    """C4: every thread of a contact bears the brand-wide stop, or none does."""
    stopped = {row["pk"]: bool(row.get("stopped")) for row in state.conversations if row["sk"] == "standing"}
    for thread, head in state.heads.items():
        if bool(head.get("stopped")) != stopped.get(head["pk"], False):
            yield f"C4: {thread} has the stop {head.get('stopped')}, its contact {stopped.get(head['pk'])}"


def stop_is_answered_once(state: State) -> Iterator[str]:
    """C2: one answer at most for each act that changed something, and none to one that did not."""
    handed = Counter((text.sender, text.to, text.body) for text in state.world.carrier.sent)
    answers = {
        "stop": wording.stop_answer("Brand"),
        "start": wording.start_answer("Brand"),
        "confirm": wording.welcome_answer("Brand"),
    }
    for act, body in answers.items():
        for thread, head in state.heads.items():
            said = [event for event in state.ledger.get(thread, []) if event["source"] == "text"]
            acts = sum(event["act"] == act for event in said)
            if handed[head["line_number"], head["phone"], body] > acts:
                yield f"C2: {acts} {act} in {thread}, and more answers"


def frozen_is_the_same_everywhere(state: State) -> Iterator[str]:
    """CN-9: a thread is frozen by its own open question or by one that stands for the brand, and by nothing else."""
    standings = {row["pk"]: row for row in state.conversations if row["sk"] == "standing"}
    for thread, head in state.heads.items():
        standing = standings.get(head["pk"], {})
        if bool(head.get("frozen")) != (bool(standing.get("frozen")) or "doubt" in head):
            yield f"CN-9: {thread} is frozen {head.get('frozen')}, its contact {standing.get('frozen')}"
        if ("doubt" in head) != (thread.partition("-")[0] in standing.get("doubts", ())):
            yield f"CN-9: {thread} has the question {head.get('doubt')}, its contact {standing.get('doubts')}"
    for contact, standing in standings.items():
        if standing.get("frozen") and not standing.get("doubts"):
            yield f"CN-9: {contact} is frozen, and nobody is asked why"


def machines_come_to_an_end(state: State) -> Iterator[str]:
    """A2, C2(d): two automatic texts in a day, one answer to HELP in an hour; a fault may hold one up a little."""
    for row in state.heads.values():
        automatic = {entry["sk"]: entry for entry in state.of("automatic") if entry["thread"] == _id(row)}
        sent = [text for text in state.world.carrier.sent if _entry(text.ref) in automatic]
        helps = [text for text in sent if not automatic[_entry(text.ref)].get("hidden")]
        for most, span, texts in ((2, DAY, sent), (1, HOUR, helps)):
            for first, later in zip(texts, texts[most:], strict=False):
                if later.at - first.at < span - HELD_UP:
                    yield f"A2: {_id(row)} got {most + 1} automatic texts within {later.at - first.at}"


def _id(head: Row) -> str:
    return f"{head['sk'].removeprefix('thread#')}-{head['pk']}"


def _entry(ref: str) -> str:
    kind, _, message = ref.split(".")
    return f"m#{message}" if kind == "m" else ""


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
