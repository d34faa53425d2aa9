from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from chalicelib.core import ledger, threads
from chalicelib.core.consent import Act, Consent, ConsentEvent
from chalicelib.core.threads import Thread
from tests.core.builders import LOCAL, NOW, later, thread

ACTS = (Act.OPT_IN, Act.CONFIRM, Act.STOP, Act.START)
Events = list[ConsentEvent]


def story() -> tuple[Thread, Events]:
    """A contact that opted in, confirmed, stopped and came back."""
    head, events = thread(LOCAL), []
    for hours, act in enumerate(ACTS):
        moved = threads.acted(head, act, later(hours=hours))
        at, evidence = later(hours=hours), {"page": "https://example.com"}
        event = ConsentEvent(
            head.contact, head.line, act, head.consent, moved.consent, at, "text", act, evidence=evidence
        )
        head, event = ledger.record(head, moved, event)
        events.append(event)
    return head, events


def test_each_event_follows_the_one_before() -> None:
    head, events = story()
    assert [event.number for event in events] == [1, 2, 3, 4]
    assert [event.previous for event in events] == ["", *(event.digest for event in events[:-1])]
    assert (head.events, head.digest) == (4, events[-1].digest)


def test_a_whole_ledger_leads_to_the_state_and_has_no_breach() -> None:
    """C8, CN-7."""
    head, events = story()
    assert ledger.breach(head, events) is None
    assert ledger.replayed(events) is head.consent is Consent.YES
    assert ledger.breach(thread(LOCAL), []) is None
    assert ledger.replayed([]) is Consent.NONE


BREACHES: list[tuple[str, Callable[[Events], Events], int]] = [
    ("removed first", lambda told: told[1:], 1),
    ("removed within", lambda told: [told[0], *told[2:]], 2),
    ("removed last", lambda told: told[:-1], 4),
    ("all removed", lambda told: [], 1),
    ("other words", lambda told: [*told[:2], replace(told[2], wording="hello"), told[3]], 3),
    ("other time", lambda told: [*told[:3], replace(told[3], at=NOW)], 4),
    ("other state", lambda told: [replace(told[0], after=Consent.YES), *told[1:]], 1),
    ("other evidence", lambda told: [replace(told[0], evidence={}), *told[1:]], 1),
    ("exchanged", lambda told: [told[1], told[0], *told[2:]], 1),
    ("renumbered", lambda told: [told[0], *(replace(one, number=one.number - 1) for one in told[2:])], 2),
]


@pytest.mark.parametrize(("name", "tampered", "number"), BREACHES, ids=[name for name, _, _ in BREACHES])
def test_what_was_removed_or_altered_shows(name: str, tampered: Callable[[Events], Events], number: int) -> None:
    head, events = story()
    found = ledger.breach(head, tampered(events))
    assert found is not None, name
    assert found.number == number
    assert found.what.endswith(".")


def test_an_altered_event_with_a_new_digest_breaks_the_next() -> None:
    head, events = story()
    forged = replace(events[1], wording="yes, all of it", digest="")
    events[1] = replace(forged, digest=ledger.digest(forged))
    found = ledger.breach(head, events)
    assert found is not None
    assert found.number == 3


def test_an_altered_last_event_with_a_new_digest_is_not_what_the_head_knows() -> None:
    head, events = story()
    forged = replace(events[3], after=Consent.NO, digest="")
    found = ledger.breach(head, [*events[:3], replace(forged, digest=ledger.digest(forged))])
    assert found is not None
    assert found.number == 5


def test_a_digest_is_the_same_on_every_machine() -> None:
    """What is stored today must be right in ten years."""
    event = ConsentEvent(thread().contact, thread().line, Act.STOP, Consent.YES, Consent.NO, NOW, "text", "STOP 🛑")
    assert ledger.digest(event) == ledger.digest(replace(event, digest="whatever"))
    assert len(ledger.digest(event)) == ledger.DIGEST
