"""A peer that answers at once and for ever, whatever the line has to say by itself (A1, A2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.absences import Absence, AbsenceId, Roster
from chalicelib.core.inbound import decide
from chalicelib.core.keyword_rule import KeywordRule
from chalicelib.core.lines import Backing
from chalicelib.core.messages import Origin
from chalicelib.core.office import Stretch
from chalicelib.core.threads import Thread
from tests.core.builders import NOW, REP1, facts, later, line, text
from tests.core.test_forms import form

DAY = timedelta(days=1)
TALKATIVE = line(
    rules=(
        KeywordRule(("hours",), reply="We are open 9 to 5."),
        KeywordRule(("price",), anywhere=True, reply="The price is 20 dollars.", alert=False),
    ),
    week=tuple(Stretch(day, 9 * 60, 17 * 60) for day in range(5)),
    zone="UTC",
    away_message="We are back at nine.",
    keywords={"join": "club"},
    backing=Backing.BOT,
)
"""It answers by rules, asks for consent, and says that it is shut, and that its rep is away."""
GONE = Roster((Absence(AbsenceId("a1"), REP1, later(days=-1), later(days=60), message="I am away."),))
WORDS = [
    "hours",
    "the price?",
    "join",
    "yes",
    "help",
    "stop",
    "start",
    "stop texting me",
    "hello",
    "",
    "the same words",
]


def told(peer: list[tuple[int, str]], assignee: str) -> list[datetime]:
    """When something goes by itself to a peer that writes each of these so many minutes after the one before; the
    empty one is the very words that it was sent last."""
    now, last, found = NOW, "hello", list[datetime]()
    head: Thread | None = None
    for minutes, words in peer:
        now += timedelta(minutes=minutes)
        body = words or last
        asked = form() if body == "join" else None
        known = facts(head, TALKATIVE, form=asked, roster=GONE)
        changes = decide(text(body, on=TALKATIVE, at=now), known)
        head = changes.thread or head
        if head is not None and assignee:
            head = replace(head, assignee=REP1)
        went = [entry for entry in changes.messages if entry.origin is Origin.AUTOMATIC]
        found += [now for _ in went]
        last = went[-1].body if went else last
    return found


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(WORDS)), max_size=60), st.sampled_from(["", "rep1"]))
def test_it_gets_two_texts_a_day_of_all_kinds_together(peer: list[tuple[int, str]], assignee: str) -> None:
    moments = told(peer, assignee)
    assert all(third - first >= DAY for first, third in zip(moments, moments[2:], strict=False))
