"""How long the network takes."""

from __future__ import annotations

from infrastructure.local.carrier.state import State

DEFAULTS = {"sent_ms": 100, "final_ms": 400}


class Pace:
    """Milliseconds from a send to its status `sent`, and to its final status."""

    def __init__(self, state: State) -> None:
        self._state = state

    def read(self) -> dict[str, int]:
        return {**DEFAULTS, **self._state.read("pace", {})}

    def write(self, changes: dict[str, int]) -> None:
        self._state.write("pace", {**self.read(), **changes})
