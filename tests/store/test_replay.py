"""Whatever is said, in whatever order and on however old a state: the events, replayed, give the stored state (C8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pynamodb.expressions.operand import Path

from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, Consent, ConsentEvent, after
from chalicelib.core.messages import Message
from chalicelib.core.threads import Thread
from chalicelib.flows.ports import SeenBefore, Stale
from chalicelib.store import ledger
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.database import Database
from tests.store import given as sample
from tests.store.given import NOW, SECOND

steps = st.lists(
    st.tuples(st.sampled_from(list(Act)), st.integers(0, 5), st.integers(0, 2), st.booleans()), max_size=14
)


def said(head: Thread, act: Act, number: int) -> tuple[Thread, ConsentEvent, Message]:
    moved = replace(head, consent=after(head.consent, act), unread=head.unread + 1)
    text = sample.message(head.id, NOW + number * SECOND, f"said {number}", due=None)
    event = ConsentEvent(head.contact, head.line, act, head.consent, moved.consent, NOW, "text", message=text.id)
    return moved, event, text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_the_events_replayed_give_the_stored_state(
    conversations: ConversationStore,
    database: Database,
    cleared: Callable[[], None],
    steps: list[tuple[Act, int, int, bool]],
) -> None:
    cleared()
    blank = sample.thread()
    history: list[Thread | None] = [None]
    taken = 0
    for place, (act, provider_number, age, again) in enumerate(steps):
        before = history[max(0, len(history) - 1 - age)]
        moved, event, text = said(before or blank, act, place)
        changes = Changes(before=before, thread=moved, messages=(text,), events=(event,), seen=f"SM{provider_number}")
        for _ in range(2 if again else 1):
            try:
                conversations.save(changes, NOW + place * SECOND)
            except (Stale, SeenBefore):
                continue
            taken += 1
            history.append(conversations.threads([blank.id])[blank.id])

    events = [ledger.decode(item) for item in database.every("consent", Path("pk") == blank.id)]
    state = Consent.NONE
    for event in events:
        assert event.before is state
        state = after(state, event.act)
        assert event.after is state
    stored = conversations.threads([blank.id]).get(blank.id)
    assert (stored.consent if stored else Consent.NONE) is state
    assert len(events) == taken == (stored.unread if stored else 0) == (stored.version if stored else 0)
    assert len(conversations.messages(blank.id, None, 100)) == taken
