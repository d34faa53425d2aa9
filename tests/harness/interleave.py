"""Races, schedule by schedule: tasks run as threads that move one at a time, and every call is a place to switch.

Explored are all schedules with at most `switches` moves away from a task that could have gone on: nearly every race
known shows within two of them (Musuvathi and Qadeer, PLDI 2007), and their number grows gently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Condition, Thread
from typing import Any

from tests.harness.check import check_all
from tests.harness.quiet import quiet
from tests.harness.wire import Call, Effect
from tests.harness.world import Prepare, World

TASK: ContextVar[int | None] = ContextVar("task", default=None)
PATIENCE = 60
"""Seconds; a schedule takes a fraction of one, so that more means a deadlock."""

Task = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Race:
    """`begin` sets the scene without a race and gives the tasks that then run against each other."""

    begin: Callable[[World], Sequence[Task]]
    prepare: Prepare | None = None

    @property
    def name(self) -> str:
        return self.begin.__name__


@dataclass(frozen=True, slots=True)
class Choice:
    """Who might have moved, who did, and whom a switch would have interrupted (None: nobody)."""

    able: tuple[int, ...]
    taken: int
    running: int | None


@dataclass
class Turns:
    """Gives the turn to one task after the other: as `wanted` says, then to whoever has it for as long as it can."""

    wanted: Sequence[int]
    tasks: int
    moved: Callable[[], None]
    choices: list[Choice] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)
    _waiting: set[int] = field(default_factory=set)
    _turn: int | None = None
    _last: int | None = None
    _changed: Condition = field(default_factory=Condition)

    def __call__(self, call: Call, effect: Effect) -> Any:
        """As a wrapper about each call: it waits for its task's turn."""
        self.wait()
        return effect()

    def wait(self) -> None:
        task = TASK.get()
        if task is None:
            return
        with self._changed:
            self._waiting.add(task)
            self._choose()
            if not self._changed.wait_for(lambda: self._turn == task, PATIENCE):
                raise TimeoutError("a task never had its turn")
            self._waiting.discard(task)
            self._turn = None

    def run(self, task: int, work: Task) -> None:
        TASK.set(task)
        try:
            self.wait()
            work()
        except BaseException as fault:
            self.faults.append(fault)
        finally:
            with self._changed:
                self.tasks -= 1
                self._choose()

    def _choose(self) -> None:
        """Once all tasks wait at a call, one of them moves."""
        if self._turn is not None or not self.tasks or len(self._waiting) < self.tasks:
            return
        able = tuple(sorted(self._waiting))
        running = self._last if self._last in able else None
        place = len(self.choices)
        taken = self.wanted[place] if place < len(self.wanted) else able[0] if running is None else running
        self.choices.append(Choice(able, taken, running))
        self._turn = self._last = taken
        self.moved()
        self._changed.notify_all()


def explore(race: Race, switches: int, limit: int) -> Iterator[list[str]]:
    """The violations of each schedule, as many as `limit`."""
    ahead: list[tuple[list[int], int]] = [([], 0)]
    while ahead and limit:
        limit -= 1
        wanted, spent = ahead.pop(0)
        choices, violations = once(race, wanted)
        yield violations
        for place in range(len(wanted), len(choices)):
            choice = choices[place]
            cost = spent + (choice.running is not None)
            if cost <= switches:
                before = [earlier.taken for earlier in choices[:place]]
                ahead += [([*before, other], cost) for other in choice.able if other != choice.taken]


def once(race: Race, wanted: Sequence[int]) -> tuple[list[Choice], list[str]]:
    """One schedule: who moved when, and what it violated once the world was quiet."""
    with World(race.prepare) as world:
        tasks = race.begin(world)
        turns = Turns(wanted, len(tasks), lambda: world.advance(seconds=0.001))
        threads = [Thread(target=turns.run, args=(place, task)) for place, task in enumerate(tasks)]
        with world.around(turns):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        violations = [f"{type(fault).__name__}: {fault}" for fault in turns.faults]
        if not quiet(world):
            violations.append("O3: it never became quiet")
        violations += check_all(world)
    schedule = "".join(str(choice.taken) for choice in turns.choices)
    return turns.choices, [f"{race.name} {schedule}: {fault}" for fault in violations]
