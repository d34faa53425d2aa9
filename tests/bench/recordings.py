"""One invocation of every function, as it comes in the stories: its event, and what AWS was asked and answered.

`python -m tests.bench.recordings FILE` writes them as JSON: {"environment", "secret", "functions": {name: …}, "reads"}.
`reads` are what was asked outside of these invocations, `known` what each one's story had read before: a fresh process
asks what a warm one still knows.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chalicelib.wiring import Wiring
from tests.harness import aws, gateway, schedule
from tests.harness.scenarios import SCENARIOS
from tests.harness.sweep import run
from tests.harness.wire import FUNCTION, WIRE, Call, Effect

Event = dict[str, Any]


@dataclass
class Invocation:
    """`at` is when it began, in ISO 8601; `moments` and `chances` are what the clock and chance said since, in turn;
    `calls` are (operation as `dynamodb.Query`, what was asked, what was answered), in order; `before` are the
    invocations of its story so far.
    """

    function: str
    event: Event
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat())
    moments: list[str] = field(default_factory=list)
    chances: list[str] = field(default_factory=list)
    calls: list[tuple[str, str, str]] = field(default_factory=list)
    good: bool = False
    before: tuple[Invocation, ...] = ()

    @property
    def known(self) -> list[tuple[str, str, str]]:
        """What its story had read when it began: the latest answer to each question last."""
        return [call for one in self.before for call in one.reads]

    @property
    def reads(self) -> list[tuple[str, str, str]]:
        return [call for call in self.calls if call[0].endswith(("GetItem", "Query"))]

    @property
    def told(self) -> dict[str, Any]:
        """Itself in JSON's types."""
        said = {"moments": self.moments or [self.at], "chances": self.chances}
        return {"event": self.event, "said": said, "calls": self.calls, "known": self.known}

    @property
    def smooth(self) -> bool:
        """AWS refused it nothing."""
        return not any('"__type"' in answered for _, _, answered in self.calls)

    @property
    def course(self) -> tuple[str, ...]:
        """What it asked of AWS."""
        return tuple(name for name, _, _ in self.calls)


class Listener:
    """Stands in for the app and for the workers' calls, and passes everything on."""

    def __init__(self) -> None:
        self.found: list[Invocation] = []
        self._story = 0
        self._app = gateway.chalice_app()
        self.routes = self._app.routes
        self._invoke = schedule.invoke

    def __call__(self, event: Event, context: None) -> Any:
        invocation = self._begun(FUNCTION.get(), event)
        answer = self._app(event, context)
        invocation.good = answer["statusCode"] < 400  # a link that leads on is
        return answer

    def invoke(self, name: str, event: Event) -> Any:
        """A worker's; its name is only known inside."""
        invocation = self._begun(name, event)
        answer = self._invoke(name, event)
        invocation.good = answer is not None and not answer.get("batchItemFailures")
        return answer

    def heard(self, call: Call, effect: Effect) -> Any:
        answer = effect()
        if call.aws and FUNCTION.get() and answer is not None:
            self.found[-1].calls.append((call.name, call.body.decode(), answer.content.decode()))
        return answer

    def said(self, kind: str, value: Any) -> None:
        """What the clock or chance said, inside of a function."""
        if FUNCTION.get() and self.found:
            getattr(self.found[-1], kind).append(value)

    def story_begins(self) -> None:
        self._story = len(self.found)

    def _begun(self, name: str, event: Event) -> Invocation:
        self.found.append(Invocation(name, event, before=tuple(self.found[self._story :])))
        return self.found[-1]


def recorded() -> dict[str, Any]:
    """A good invocation of each function. All have the stories' own dates, and are replayed at them."""
    with _listening() as listener:
        for scenario in SCENARIOS:
            listener.story_begins()
            WIRE.around.append(listener.heard)
            try:
                run(scenario)
            finally:
                WIRE.around.remove(listener.heard)
    good = [invocation for invocation in listener.found if invocation.good]
    names = {invocation.function for invocation in good}
    chosen = {name: _ordinary([one for one in good if one.function == name]) for name in names}
    functions = {name: invocation.told for name, invocation in chosen.items()}
    reads = {call for one in listener.found for call in one.reads}
    return {"environment": aws.environment(), "secret": aws.SECRET, "functions": functions, "reads": sorted(reads)}


def _ordinary(invocations: list[Invocation]) -> Invocation:
    """One that takes the course that most take; of jobs one alone, as those of a batch look at each other."""
    smooth = [one for one in invocations if one.smooth] or invocations
    alone = [one for one in smooth if len(one.event.get("Records", "1")) == 1]
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
        with _overheard(listener):
            yield listener
    finally:
        gateway.chalice_app, schedule.invoke = before


@contextmanager
def _overheard(listener: Listener) -> Iterator[None]:
    """The clock and chance say what they say, and the listener keeps it."""
    clock, chance = Wiring.now, Wiring.fresh

    def now(wiring: Wiring) -> datetime:
        moment = clock(wiring)
        listener.said("moments", moment.isoformat())
        return moment

    def fresh(wiring: Wiring) -> str:
        said = chance(wiring)
        listener.said("chances", said)
        return said

    Wiring.now, Wiring.fresh = now, fresh  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        Wiring.now, Wiring.fresh = clock, chance  # type: ignore[method-assign]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(recorded()), encoding="utf-8")
