"""The invariants of docs/reliability.md that the core decides, over world and model."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise

from chalicelib.core.consent import Act, Consent
from chalicelib.core.ids import thread_of
from chalicelib.core.messages import Direction, Origin, Status
from chalicelib.core.outbound import Kind
from tests.core.builders import IDS
from tests.core.machine_hands import Hands
from tests.core.machine_model import LINES, REP_PHONE, Key

NONE, PENDING, YES, NO = Consent
ALLOWED = {
    Act.OPT_IN: {(NONE, PENDING)},
    Act.CONFIRM: {(PENDING, YES)},
    Act.STOP: {(NONE, NO), (PENDING, NO), (YES, NO), (NO, NO)},
    Act.PROVIDER_STOP: {(NONE, NO), (PENDING, NO), (YES, NO)},
    Act.START: {(NONE, YES), (PENDING, YES), (NO, YES), (YES, YES)},
    Act.DOUBT: {(state, state) for state in Consent},
    Act.CLEAR: {(state, state) for state in Consent},
}
"""C3. A STOP from No, and a START from Yes, move the brand-wide stop, or answer a question, only."""
A_DAY = timedelta(hours=23, minutes=59, seconds=59)
WAY = [Status.QUEUED, Status.SENDING, Status.ACCEPTED, Status.SENT]
"""O4: the order of what is not final."""


def heads(machine: Hands) -> None:
    """C3, C4, I5, T1, T2, T3: every head is as the model says, and there is one per line and contact."""
    assert machine.world.heads.keys() == {thread_of(*key) for key in machine.model.places}
    for key, place in machine.model.places.items():
        head = machine.world.heads[thread_of(*key)]
        assert (head.line, head.contact) == key
        assert IDS.thread(head.line_number, head.phone) == head.id
        assert (head.consent, head.last_act) == (place.consent, place.last_act)
        assert head.stopped is (head.contact in machine.model.stopped)
        assert head.frozen is machine.model.is_frozen(key)
        assert head.doubted == (place.question[1] if place.question else "")
        assert (head.doubt is None) is (place.question is None)
        assert head.doubt is None or machine.world.messages[head.id, head.doubt].body == head.doubted
        assert (head.folder, head.tab, head.unread) == (place.folder, place.tab, place.unread)
        assert (head.preview, head.activity, head.last_inbound) == (place.preview, place.activity, place.last_inbound)
        assert (head.assignee, head.answers_to) == (place.assignee, place.answers_to)


def standings(machine: Hands) -> None:
    """CN-12: the brand-wide stop, and every line that it must reach."""
    for contact, standing in machine.world.standings.items():
        assert standing.stopped is (contact in machine.model.stopped)
        assert standing.last_stop == machine.model.last_stop.get(contact)
        assert standing.frozen is (contact in machine.model.frozen)
        asked = {on for (on, other), place in machine.model.places.items() if other == contact and place.question}
        assert standing.doubts == asked
        assert asked or not standing.frozen, "what is frozen is asked about somewhere"
        assert standing.lines == {line for line, other in machine.model.places if other == contact}
    rep = {IDS.contact(REP_PHONE)} & machine.model.last_stop.keys()
    assert machine.world.standings.keys() == {contact for _, contact in machine.model.places} | rep


def history(machine: Hands) -> None:
    """C3, C8: each change is allowed, follows from the one before, and leads to what is stored."""
    chains: dict[Key, list[Consent]] = defaultdict(lambda: [Consent.NONE])
    counts: Counter[Key] = Counter()
    for event in machine.world.events:
        key = (event.line, event.contact)
        assert (event.before, event.after) in ALLOWED[event.act]
        assert event.before is chains[key][-1]
        chains[key].append(event.after)
        counts[key] += 1
    for key, place in machine.model.places.items():
        assert chains[key][-1] is place.consent
        assert counts[key] == place.events
        assert all(before is not NO or then in (NO, YES) for before, then in pairwise(chains[key]))


def boxes(machine: Hands) -> None:
    """I1, O9, C2, A4: each text in one thread, each word of consent answered once, all from the thread's own line."""
    inbound: dict[str, list[str]] = defaultdict(list)
    answers: Counter[str] = Counter()
    entries: Counter[str] = Counter()
    numbers: dict[str, str] = {
        thread_of(line.id, contact): line.number for line in LINES for _, contact in machine.model.places
    }
    for message in machine.world.messages.values():
        if message.provider_id is not None:
            inbound[message.box].append(message.provider_id)
        entries[message.box] += message.origin is Origin.CONSENT
        answers[message.box] += message.origin is Origin.AUTOMATIC
        if message.direction is Direction.OUT:
            assert message.sender == numbers[message.box]
            assert message.hidden is message.body.startswith("Acme: You "), "help shows, the others do not"
            assert message.hidden <= (message.origin is Origin.AUTOMATIC)
    for key, place in machine.model.places.items():
        box = thread_of(*key)
        assert sorted(inbound.pop(box, [])) == sorted(place.texts)
        assert (answers[box], entries[box]) == (place.answers, place.events)
    assert set(inbound) <= {"person#rep1"}


def alerts(machine: Hands) -> None:
    """A4, AL-1: one alert for each text that asks for a person, none for a word of consent or a rep's own phone."""
    found = Counter(effect.job["thread"] for effect in machine.world.effects if effect.id.startswith("alert."))
    assert found == {thread_of(*key): place.alerts for key, place in machine.model.places.items() if place.alerts}
    ids = [effect.id for effect in machine.world.effects]
    assert len(ids) == len(set(ids))
    assert REP_PHONE not in {contact.phone for contact in machine.world.contacts.values()}


def handsets(machine: Hands) -> None:
    """O1: one copy each."""
    assert len(machine.handsets) == len(set(machine.handsets))
    assert {(cause, key) for kind, key, cause in machine.handsets if kind is Kind.BROADCAST} == {
        (str(broadcast), key) for broadcast, key in machine.recipients
    }


def loops(machine: Hands) -> None:
    """A2: whatever the peer says, two automatic texts a day. A decision is some milliseconds older than its save."""
    for sent in machine.world.automatic.values():
        assert all(third - first >= A_DAY for first, third in zip(sent, sent[2:], strict=False))


EVERY = (heads, standings, history, boxes, alerts, handsets, loops)


def told(before: Status, following: Status) -> Status:
    """O4: what a text becomes that is told of; it goes forward only, and the first final status wins."""
    later = WAY[WAY.index(before) + 1 :] if before in WAY else []
    return following if following in later or (before in WAY and following not in WAY) else before
