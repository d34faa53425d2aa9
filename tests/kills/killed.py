"""Stories in which a worker is a process of its own, and that process is killed at one of its calls (SIGKILL)."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from typing import Any

from tests.harness import aws, schedule
from tests.harness.check import check_all
from tests.harness.quiet import quiet
from tests.harness.scenarios import SCENARIOS
from tests.harness.sweep import Tally
from tests.harness.teller import Scenario, Teller
from tests.harness.wire import Call, Died, Effect
from tests.harness.world import World
from tests.kills.child import work
from tests.kills.front import Front, front

STORIES = ("broadcast", "answers", "multi", "by_keyword", "cancelled")
"""Those in which workers send."""
PATIENCE = 30
"""Seconds of real time that a worker may take for one batch: more means that it hangs."""


@dataclass(frozen=True, slots=True)
class Kill:
    """The worker whose call is the `step`-th of the `invocation`-th worker's run, both from 1. `after`: once that call
    took effect, and before the worker hears of it."""

    invocation: int
    step: int
    after: bool


@dataclass
class Hands:
    """Runs workers: those before and after the kill in this process, the one to be killed in its own.

    Without a kill each has a process of its own. `calls` are how many each of these made.
    """

    front: Front
    kill: Kill | None
    calls: list[int] = field(default_factory=list)
    killed: bool = False
    _invocation: int = 0
    _pid: int | None = None

    def run(self, name: str, event: dict[str, Any]) -> dict[str, Any] | None:
        self._invocation += 1
        if self.kill is not None and self.kill.invocation != self._invocation:
            return schedule.here(name, event)
        return self._apart(name, event)

    def _apart(self, name: str, event: dict[str, Any]) -> dict[str, Any] | None:
        context = get_context("forkserver")
        context.set_forkserver_preload(["tests.kills.child"])
        into, out = context.Pipe(duplex=False)
        environment = {**aws.environment(), **self.front.environment()}
        child = context.Process(target=work, args=(name, event, environment, datetime.now(UTC), out))
        self.front.function = name
        self.calls.append(0)
        child.start()
        out.close()
        self._pid = child.pid
        try:
            answer: dict[str, Any] | None = into.recv() if into.poll(PATIENCE) else None
        except EOFError:
            answer = None
        self._pid = None
        child.join(PATIENCE)
        with self.front.turn:  # what it still had on its way has arrived
            self.killed = self.killed or child.exitcode == -signal.SIGKILL
        return answer

    def __call__(self, call: Call, effect: Effect) -> Any:
        """A wrapper about each call: counts those of the process apart, and kills it at the right one."""
        if self._pid is None:
            return effect()
        self.calls[-1] += 1
        if self.kill is None or self.calls[-1] != self.kill.step:
            return effect()
        if not self.kill.after:
            os.kill(self._pid, signal.SIGKILL)
            raise Died(call.name)
        answer = effect()
        os.kill(self._pid, signal.SIGKILL)
        return answer


def played(scenario: Scenario, kill: Kill | None) -> tuple[list[str], Hands]:
    """The violations of one story under this kill."""
    with ExitStack() as stack:
        world = stack.enter_context(World(scenario.prepare))
        hands = Hands(stack.enter_context(front(world.carrier)), kill)
        stack.enter_context(world.around(hands))
        stack.enter_context(schedule.by(hands.run))
        scenario.tell(Teller(world, scenario.repeats))
        calm = quiet(world)
        violations = check_all(world)
    if not calm:
        violations.append("O3: it never became quiet")
    if kill is not None and not hands.killed:
        violations.append(f"{kill} killed nobody")
    return [f"{scenario.name}, {kill}: {fault}" for fault in violations], hands


def story(name: str) -> Scenario:
    (found,) = (scenario for scenario in SCENARIOS if scenario.name == name)
    return found


def kills(scenario: Scenario) -> Iterator[Kill]:
    """Every kill of a story: each call of each worker's run, before it and after it."""
    violations, hands = played(scenario, None)
    if violations:
        raise AssertionError(violations)
    for invocation, calls in enumerate(hands.calls, start=1):
        for step in range(1, calls + 1):
            yield Kill(invocation, step, after=False)
            yield Kill(invocation, step, after=True)


def killed_everywhere(scenario: Scenario, part: int = 0, parts: int = 1) -> Tally:
    """Every `parts`-th kill of a story."""
    tried = list(kills(scenario))[part::parts]
    return Tally(len(tried), [fault for kill in tried for fault in played(scenario, kill)[0]])
