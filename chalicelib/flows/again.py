"""What comes again: at each of its times a broadcast of its own is made, once, to whoever is in the audience then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from chalicelib.core import access, effects, repeats
from chalicelib.core.access import Action
from chalicelib.core.broadcasts import Broadcast, Halt, Stage
from chalicelib.core.errors import Forbidden, NotFound
from chalicelib.core.repeat import Repeat
from chalicelib.flows.broadcasts import UNLISTED
from chalicelib.flows.decide import emit
from chalicelib.flows.people import present
from chalicelib.flows.ports import House


def come(house: House, parent: Broadcast, rule: Repeat, now: datetime) -> None:
    """Makes what is due of it, and moves it to its next time.

    First it is made, then moved: after a crash in between it is tried again, under the same id.
    """
    halted = parent.halt is Halt.PAUSED
    found = repeats.due(rule, parent.began, parent.passed, now, halted=halted)
    if found.made is not None and not _may(house, parent):
        house.broadcasts.change(parent, replace(parent, halt=Halt.PAUSED))
        return
    if found.made is not None:
        _make(house, parent, found.made, now)
    after = replace(parent, begins=found.next or parent.begins, passed=found.passed, due=found.next)
    if found.next is None:
        after = replace(after, stage=Stage.DONE)
    house.broadcasts.change(parent, after)


def _may(house: House, parent: Broadcast) -> bool:
    """Whether its author still may send it from this line: who left, or lost the right, sends nothing any more."""
    line = house.team.line(parent.line)
    try:
        person = present(house.team.person(parent.author))
        access.demand(person, Action.BROADCAST)
        access.demand_send(person, line)
    except (Forbidden, NotFound):
        return False
    return line is not None and line.active


def _make(house: House, parent: Broadcast, at: datetime, now: datetime) -> None:
    made = replace(
        parent,
        id=repeats.child_id(parent.id, at),
        size=0,
        at=now,
        begins=at,
        stage=Stage.PREPARING,
        due=now + UNLISTED,
        repeat=None,
        passed=0,
        of=parent.id,
    )
    if house.broadcasts.add(made):
        emit(house, (effects.fan_out(made.id, 0),))
