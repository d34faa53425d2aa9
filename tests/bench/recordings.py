"""One invocation of every function, as it comes in the stories: its event, and what AWS was asked and answered.

`python -m tests.bench.recordings FILE` writes them as JSON: {"environment", "secret", "functions": {name: …}, "reads"}.
`reads` are what was asked outside of these invocations: a fresh process asks what a warm one still knows.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.harness import aws, gateway, schedule
from tests.harness.scenarios import SCENARIOS
from tests.harness.sweep import run
from tests.harness.wire import FUNCTION, WIRE, Call, Effect

Event = dict[str, Any]


@dataclass
class Invocation:
    """`at` is when it began, in ISO 8601; `calls` are (operation as `dynamodb.Query`, what was asked, what was
    answered), in order.
    """

    function: str
    event: Event
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat())
    calls: list[tuple[str, str, str]] = field(default_factory=list)
    good: bool = False

    @property
    def course(self) -> tuple[str, ...]:
        """What it asked of AWS."""
        return tuple(name for name, _, _ in self.calls)


class Listener:
    """Stands in for the app and for the workers' calls, and passes everything on."""

    def __init__(self) -> None:
        self.found: list[Invocation] = []
        self._app = gateway.chalice_app()
        self.routes = self._app.routes
        self._invoke = schedule.invoke

    def __call__(self, event: Event, context: None) -> Any:
        invocation = self._begun(event)
        answer = self._app(event, context)
        invocation.good = answer["statusCode"] < 400  # a link that leads on is
        return answer

    def invoke(self, name: str, event: Event) -> Any:
        """A worker's; its name is only known inside."""
        invocation = Invocation(name, event)
        self.found.append(invocation)
        answer = self._invoke(name, event)
        invocation.good = answer is not None and not answer.get("batchItemFailures")
        return answer

    def heard(self, call: Call, effect: Effect) -> Any:
        answer = effect()
        if call.aws and FUNCTION.get() and answer is not None:
            self.found[-1].calls.append((call.name, call.body.decode(), answer.content.decode()))
        return answer

    def _begun(self, event: Event) -> Invocation:
        self.found.append(Invocation(FUNCTION.get(), event))
        return self.found[-1]


def recorded() -> dict[str, Any]:
    """A good invocation of each function. All have the stories' own dates, and are replayed at them."""
    with _listening() as listener:
        for scenario in SCENARIOS:
            WIRE.around.append(listener.heard)
            try:
                run(scenario)
            finally:
                WIRE.around.remove(listener.heard)
    good = [invocation for invocation in listener.found if invocation.good]
    names = {invocation.function for invocation in good}
    chosen = {name: _ordinary([one for one in good if one.function == name]) for name in names}
    functions = {name: asdict(invocation) for name, invocation in chosen.items()}
    reads = {call for one in listener.found for call in one.calls if call[0].endswith(("GetItem", "Query"))}
    return {"environment": aws.environment(), "secret": aws.SECRET, "functions": functions, "reads": sorted(reads)}


def _ordinary(invocations: list[Invocation]) -> Invocation:
    """One that takes the course that most take; of jobs one alone, as those of a batch look at each other."""
    alone = [one for one in invocations if len(one.event.get("Records", "1")) == 1]
    courses = Counter(one.course for one in alone)
    often = max(courses, key=lambda course: (bool(course), courses[course], len(course)))
    taken = [one for one in alone if one.course == often]
    return max(taken, key=lambda one: sum(len(answered) for _, _, answered in one.calls))


@contextmanager
def _listening() -> Iterator[Listener]:
    listener = Listener()
    before = gateway.chalice_app, schedule.invoke
    gateway.chalice_app = lambda: listener  # type: ignore[assignment]
    schedule.invoke = listener.invoke
    try:
        yield listener
    finally:
        gateway.chalice_app, schedule.invoke = before


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(recorded()), encoding="utf-8")
