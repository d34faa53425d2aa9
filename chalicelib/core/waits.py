"""That somebody waits for an answer, and who was called since (AW-4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.core.ids import MessageId, PersonId


@dataclass(frozen=True, slots=True)
class Wait:
    """An answer to `text` is waited for `since` then: `step` steps were made, and `called` know of it
    (core.escalation)."""

    text: MessageId
    since: datetime
    step: int = 0
    called: tuple[PersonId, ...] = ()


def known_to(wait: Wait | None, holder: PersonId | None) -> Wait | None:
    """The wait of a conversation that `holder` gives up: of those who could be called it alone was told of the text."""
    if wait is None or wait.called or holder is None:
        return wait
    return replace(wait, called=(holder,))
