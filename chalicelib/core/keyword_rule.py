"""A keyword rule: what one says of certain words; every function that knows a line loads it, and none of the tables."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.core.ids import GroupId, PersonId


@dataclass(frozen=True, slots=True)
class KeywordRule:
    """`words` are what is looked for, as `keywords.normalise` leaves it: as the whole text, or, `anywhere`, within it.

    Who texts one gets `reply` (empty: none), `tags` and a place in `group`; its thread comes to `assignee` where nobody
    has it. `alert`: somebody is told as of any text; else the reply is all there is to it.
    """

    words: tuple[str, ...]
    anywhere: bool = False
    reply: str = ""
    tags: frozenset[str] = frozenset()
    group: GroupId | None = None
    assignee: PersonId | None = None
    alert: bool = True
