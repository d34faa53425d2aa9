"""What a quiet world must show where nobody answers: the next are called, each once, and told (AW-4)."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.core import access
from chalicelib.core.ids import LineId
from chalicelib.store import team_items
from tests.harness import aws
from tests.harness.state import Row, State
from tests.harness.told import told_of


def waits_are_looked_at(state: State) -> Iterator[str]:
    """AW-4: a conversation that waits has one look ahead, or has called all there are; nobody is called twice."""
    pending = {row["pk"].removeprefix("out#") for row in state.conversations if row["pk"].startswith("out#escalate.")}
    for box, head in state.heads.items():
        wait = head.get("wait")
        if not wait:
            continue
        called, step = list(wait.get("called", ())), int(wait.get("step", 0))
        ahead = {job for job in pending if job.startswith(f"escalate.{wait['text']}.")}
        if ahead - {f"escalate.{wait['text']}.{step + 1}"} or (not ahead and not step):
            yield f"AW-4: {box} has made {step} steps and is looked at by {sorted(ahead)}"
        if len(called) != len(set(called)):
            yield f"AW-4: {box} called {called}"
        if not _waits(head):
            yield f"AW-4: {box} was settled, and still waits"


def who_is_called_is_told(state: State) -> Iterator[str]:
    """AL-1: whoever was called was alerted of just that, whatever came before; but who no longer sees it, as the
    one it is of came back before the alert went (T4), and is called by the next step."""
    items = [item for item in aws.items("team") if item["pk"]["S"] == "lines"]
    lines = {line.id: line for line in map(team_items.decode_line, items)}
    people = {person.id: person for person in state.world.people}
    for row in state.of("escalation"):
        line = lines[LineId(row["pk"].partition("-")[0])]
        for name in row["tells"]:
            if access.sees_thread(people[name], line) and not told_of(state, name, row, "you are next"):
                yield f"AL-1: {name} was not told that {row['pk']} waits"


def _waits(head: Row) -> bool:
    return bool(head.get("folder") == "inbox" and head.get("tab") == "needs_attention" and head["consent"] != "no")
