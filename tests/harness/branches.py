"""Single faults without their common beginning: at each call the process forks, once for each fault to be tried there.

What a run does before its fault is the same for all faults at later calls, and so is played once. A child goes on from
the call at which it was forked, as if its plan had been made from the start, tells its outcome through a pipe and ends;
nothing of it reaches the parent's world.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from tests.harness.faults import Injector, Mode
from tests.harness.wire import FUNCTION, Call, Effect

T = TypeVar("T")


class ChildLost(Exception):
    """A child ended without an outcome."""


class Branching(Injector, Generic[T]):
    """An injector that in the parent hits nothing, and in each child the one fault of that child.

    `outcomes` are those of the children, by place and mode, `faults` what went wrong in one; a child tells its own
    through `pipe`.
    """

    def __init__(self, modes: Mapping[int, Sequence[Mode]]) -> None:
        super().__init__()
        self.outcomes: dict[tuple[int, Mode], T] = {}
        self.faults: list[BaseException] = []
        self.pipe: int | None = None
        self._modes = dict(modes)

    def __call__(self, call: Call, effect: Effect) -> Any:
        wanted = self._modes.pop(len(self.calls) + 1, ()) if FUNCTION.get() else ()
        for mode in wanted:
            if self._forked(mode):
                break
        return super().__call__(call, effect)

    def _forked(self, mode: Mode) -> bool:
        """Whether this is the child. The parent waits for it: two at once would share the machine, not win time."""
        place = len(self.calls) + 1
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            gc.disable()  # it would touch, and so copy, all that is the parent's; a child is short
            self.pipe, self._modes, self._plan = write, {}, {place: mode}
            return True
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            told = pipe.read()
        os.waitpid(child, 0)
        outcome = pickle.loads(told) if told else ChildLost(f"{mode} at call {place}")
        if isinstance(outcome, BaseException):
            # Raised here, it would be the product's to handle.
            self.faults.append(outcome)
        else:
            self.outcomes[place, mode] = outcome
        return False


def branched(modes: Mapping[int, Sequence[Mode]], play: Callable[[Injector], T]) -> Mapping[tuple[int, Mode], T]:
    """The outcome of `play` under each of these single faults, by place and mode."""
    injector: Branching[T] = Branching(modes)
    try:
        outcome: T | BaseException = play(injector)
    except BaseException as fault:
        if injector.pipe is None:
            raise
        outcome = fault
    if injector.pipe is not None:
        _tell(injector.pipe, outcome)
    if injector.faults:
        raise injector.faults[0]
    return injector.outcomes


def _tell(pipe: int, outcome: object) -> None:
    """Ends the child at once: nothing that is the parent's may be flushed, closed or asked for by it."""
    try:
        with os.fdopen(pipe, "wb") as file:
            file.write(pickle.dumps(outcome))
    finally:
        os._exit(0)
