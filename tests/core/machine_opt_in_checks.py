"""What must hold of consent whatever happens to opt-ins: C1, C2, C3, C4, C8, A2, Q1 of docs/reliability.md, LN-7."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from itertools import chain, pairwise

from chalicelib.core import ledger, recapture
from chalicelib.core.consent import Act, Consent, ConsentEvent
from chalicelib.core.ids import thread_of, thread_parts
from chalicelib.core.outbound import Kind
from tests.core import machine_clock as clock
from tests.core.machine_checks import ALLOWED
from tests.core.machine_opt_in_hands import NEW, OptInHands, by_box

DAY = timedelta(days=1)
MOVES = ALLOWED | {
    Act.EXPIRE: {(Consent.PENDING, Consent.NONE)},
    Act.OPT_IN: {(Consent.NONE, Consent.PENDING), (Consent.PENDING, Consent.PENDING)},
}
"""A second form, a day later, asks once more: the end is then another one."""


def texts_follow_consent(machine: OptInHands) -> None:
    """C1, C2: what each claim found."""
    for one in machine.handed:
        if one.kind is Kind.BROADCAST:
            assert (one.consent, one.free) == (Consent.YES, True)
        elif one.kind is Kind.CONFIRMATION:
            assert (one.consent, one.free) == (Consent.PENDING, True)
        elif one.kind is Kind.WELCOME:
            assert (one.consent, one.free) == (Consent.YES, True)


def confirmations_keep_their_limits(machine: OptInHands) -> None:
    """C2(a), A2: as the handset counts."""
    asked = by_box(machine.handed, Kind.CONFIRMATION)
    of_a_phone: dict[str, list[datetime]] = defaultdict(list)
    for box, moments in asked.items():
        assert most(moments) <= 1
        of_a_phone[thread_parts(box)[1]] += moments
    assert all(most(moments) <= 3 for moments in of_a_phone.values())
    automatic = by_box(machine.handed, Kind.CONFIRMATION, Kind.ANSWER, Kind.WELCOME)
    assert all(most(moments) <= 2 for moments in automatic.values())


def ledgers_tell_the_state(machine: OptInHands) -> None:
    """C3, C4, C8: one chain for each thread; Yes comes from the contact's own words, Pending from an opt-in."""
    chains: dict[str, list[ConsentEvent]] = defaultdict(list)
    for event in machine.world.events:
        assert (event.before, event.after) in MOVES[event.act]
        assert event.wording or event.act is Act.EXPIRE
        if event.after is Consent.YES:
            assert (event.source, event.actor) == ("text", None)
        chains[thread_of(event.line, event.contact)].append(event)
    for head in machine.world.heads.values():
        events = chains[head.id]
        assert ledger.breach(head, events) is None
        assert ledger.replayed(events) is head.consent
        assert all(later.before is earlier.after for earlier, later in pairwise(events))
        assert (head.pending_until is not None) is (head.consent is Consent.PENDING)


def stops_stand_everywhere(machine: OptInHands) -> None:
    """CN-12, CN-9: every thread of a contact is under its stop, and its freeze."""
    for head in machine.world.heads.values():
        standing = machine.world.standings[head.contact]
        assert head.stopped is standing.stopped
        assert head.frozen is (standing.frozen or head.doubt is not None)
        assert head.line in standing.lines


def legal_hours(machine: OptInHands) -> None:
    """Q1: nothing that nobody waits for, but at open hours where the contact is."""
    for one in machine.handed:
        if one.kind is Kind.BROADCAST or (one.kind is Kind.CONFIRMATION and not one.prompt):
            assert clock.is_open(machine.zones[thread_parts(one.box)[1]], one.at)


def asked_again_once(machine: OptInHands) -> None:
    """LN-7."""
    acts = [event for event in machine.world.events if event.source == recapture.SOURCE]
    assert all(event.line == NEW.id for event in acts)
    assert all(times == 1 for times in Counter(event.contact for event in acts).values())


def asked_for_an_opt_in(machine: OptInHands) -> None:
    """CN-2: each opt-in is asked about at least once, and at most once more."""
    opted: Counter[str] = Counter(
        thread_of(event.line, event.contact) for event in machine.world.events if event.act is Act.OPT_IN
    )
    asked: Counter[str] = Counter(text.box for text in machine.world.messages.values() if text.opt_in)
    for box in set(chain(opted, asked)):
        assert opted[box] <= asked[box] <= 2 * opted[box]


def most(moments: list[datetime]) -> int:
    """How many fall into some 24 hours."""
    return max(sum(begin <= at < begin + DAY for at in moments) for begin in moments)


EVERY = (
    texts_follow_consent,
    confirmations_keep_their_limits,
    ledgers_tell_the_state,
    stops_stand_everywhere,
    legal_hours,
    asked_again_once,
    asked_for_an_opt_in,
)
