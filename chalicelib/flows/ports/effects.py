"""Effects that are saved until their job is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from chalicelib.core.effects import Effect


class Effects(Protocol):
    def due_effects(self, until: datetime, limit: int) -> list[Effect]:
        """Saved effects that nobody has finished and whose time has come again; each is postponed as it is given."""

    def begin_once(self, effect: Effect, now: datetime) -> bool:
        """Saves an effect; False where it was begun before, be it done by now."""

    def effect_open(self, effect: str) -> bool:
        """Whether a saved effect still waits for its job to be done."""

    def open_job(self, effect: str) -> Mapping[str, object] | None:
        """The job of a saved effect as it stands, while it waits to be done."""

    def finish_job(self, effect: str, job: Mapping[str, object]) -> None:
        """Forgets it unless it was saved anew meanwhile, with another job than this."""

    def finish_effect(self, effect: str) -> None:
        """Forgets a saved effect: its job is done."""
