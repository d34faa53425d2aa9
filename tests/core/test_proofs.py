"""What a consent rests on, and when its ledger is believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.core import ledger, proofs
from chalicelib.core.consent import Act, Consent, ConsentEvent, after
from chalicelib.core.outbound import CONVERSATION
from chalicelib.core.proofs import Basis
from chalicelib.core.threads import Thread
from tests.core.builders import CONTACT, LOCAL, NOW, later, thread


def agreed() -> tuple[Thread, list[ConsentEvent]]:
    head, events = thread(), []
    for act in (Act.OPT_IN, Act.CONFIRM):
        state = after(head.consent, act)
        event = ConsentEvent(
            head.contact, head.line, act, head.consent, state, NOW, "form", evidence={"ip": "192.0.2.1"}
        )
        head, event = ledger.record(head, replace(head, consent=state), event)
        events.append(event)
    return head, events


def test_a_whole_ledger_that_leads_to_the_state_is_believed() -> None:
    assert proofs.breach(*agreed()) is None


def test_a_state_that_its_events_do_not_lead_to_is_a_breach() -> None:
    head, events = agreed()
    found = proofs.breach(replace(head, consent=Consent.NO), events)
    assert found is not None
    assert (found.number, found.what) == (2, "The events lead to yes, the line shows no.")


def test_evidence_that_was_altered_is_a_breach() -> None:
    head, events = agreed()
    found = proofs.breach(head, [replace(events[0], evidence={"ip": "192.0.2.2"}), events[1]])
    assert found is not None
    assert found.number == 1


@pytest.mark.parametrize(
    ("state", "basis"),
    [
        (None, Basis.NONE),
        ({}, Basis.NONE),
        ({"consent": Consent.YES}, Basis.CONSENT),
        ({"consent": Consent.YES, "stopped": True}, Basis.NONE),
        ({"consent": Consent.YES, "frozen": True}, Basis.NONE),
        ({"consent": Consent.PENDING, "last_inbound": NOW}, Basis.NONE),
        ({"last_inbound": NOW - CONVERSATION}, Basis.NONE),
    ],
)
def test_the_basis_of_a_state(state: dict[str, Any] | None, basis: Basis) -> None:
    head = None if state is None else thread(**state)
    assert proofs.basis(head, NOW) == (basis, None)


def test_who_wrote_first_may_be_answered_until_it_ends() -> None:
    wrote = NOW - timedelta(days=1)
    assert proofs.basis(thread(last_inbound=wrote), NOW) == (Basis.CONVERSATIONAL, wrote + CONVERSATION)


def stop_at(at: datetime, act: Act = Act.STOP) -> ConsentEvent:
    return ConsentEvent(CONTACT, LOCAL.id, act, Consent.YES, Consent.NO, at, "text")


def test_the_stop_for_the_brand_is_the_one_of_its_moment_else_the_latest() -> None:
    first, second = stop_at(NOW), stop_at(later(hours=1))
    ledgers = [[first], [second, stop_at(later(hours=2), Act.PROVIDER_STOP)]]
    assert proofs.stopping(ledgers, NOW) == first
    assert proofs.stopping(ledgers, later(minutes=1)) == proofs.stopping(ledgers, None) == second
    assert proofs.stopping([], NOW) is None
