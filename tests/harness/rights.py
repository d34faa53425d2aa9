"""IAM in front of the tables in memory: a function that asks for what its role does not grant is refused, and told of.

It stands in every world, so that each test of a flow or a route, each fault and each race is a test of rights, too.
"""

from __future__ import annotations

from typing import Any

from infrastructure.uses import used
from tests.harness.monitor import Monitor
from tests.harness.recorder import uses
from tests.harness.wire import FUNCTION, Call, Died, Effect


class Rights:
    """A wrapper about each call. `refused` tells each refusal once, and so does the monitor."""

    def __init__(self, monitor: Monitor) -> None:
        self.refused: list[str] = []
        self._monitor = monitor

    def __call__(self, call: Call, effect: Effect) -> Any:
        function = FUNCTION.get()
        lacking = sorted(set(uses(call)) - used().get(function, frozenset())) if function else []
        if lacking:
            for action, place in lacking:
                told = f"{function} may not {action} on {place}: tell it in a story, then make grants"
                if told not in self.refused:
                    self.refused.append(told)
                    self._monitor.broken.append(f"G10: {told}")
            raise Died
        return effect()
