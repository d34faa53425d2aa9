"""What comes again: at each of its times a broadcast of its own is made, once, to whoever is in the audience then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from chalicelib.core import effects, repeats
from chalicelib.core.broadcasts import Broadcast, Halt, Stage, expired, halted
from chalicelib.core.errors import Forbidden, Invalid, NotFound
from chalicelib.core.repeat import Repeat
from chalicelib.flows import media, paused
from chalicelib.flows.broadcasts import UNLISTED
from chalicelib.flows.decide import emit
from chalicelib.flows.orders import sender
from chalicelib.flows.ports import House

GROUP_GONE = "A group that it goes to, or leaves out, is gone. Cancel it, and set it up anew."
PICTURE_GONE = "A file of it is not in the bucket any more. Take it off or attach it anew, then resume it."
AUTHOR_GONE = (
    "Its author left or may not send from this line any more, or the line is switched off. "
    "Whoever may send from the line and resumes it becomes its author."
)


def come(house: House, due: Broadcast, now: datetime) -> None:
    """Makes what is due of it and moves it to its next time, in one: of what was cancelled or changed by then nothing.

    The schedule's copy of it may be an older one, so it is read again.
    """
    parent = house.broadcasts.get(due.id)
    if parent is None or parent.repeat is None or parent.stage is not Stage.SCHEDULED:
        return
    found = repeats.due(parent.repeat, parent.began, parent.passed, now, halted=parent.halt is Halt.PAUSED)
    made = None if found.made is None else _made(parent, parent.repeat, found.made, now)
    goes = made is not None and made.stage is Stage.PREPARING
    why = hindrance(house, parent) if goes else ""
    if why:
        paused.pause(house, parent, why, parent.due)
        return
    after = replace(parent, begins=found.next or parent.begins, passed=found.passed, due=found.next)
    if found.next is None:
        after = replace(after, stage=Stage.DONE)
    if made is None:
        house.broadcasts.change(parent, after)
    elif house.broadcasts.come(parent, after, made) and goes:
        emit(house, (effects.fan_out(made.id, 0),))


def hindrance(house: House, parent: Broadcast) -> str:
    """Why nothing is to be made of it, as people are told; empty where it may go on."""
    return lacks(house, parent) or ("" if able(house, parent) else AUTHOR_GONE)


def lacks(house: House, found: Broadcast) -> str:
    """What is gone without which it may not begin: else it went to fewer, or to more, than were meant."""
    audience = found.goes_to
    groups = {group for group in (*audience.groups, *audience.without_groups) if group}
    if groups and len(house.contacts.many_groups(groups)) < len(groups):
        return GROUP_GONE
    return PICTURE_GONE if media.gone(house, found) else ""


def able(house: House, parent: Broadcast) -> bool:
    """Whether its author still may send it from this line: who left, or lost the right, sends nothing any more."""
    try:
        sender(house, parent.author, parent.line)
    except (Forbidden, Invalid, NotFound):
        return False
    return True


def _made(parent: Broadcast, rule: Repeat, at: datetime, now: datetime) -> Broadcast:
    """It goes until it is time for the next one: of a line that was held for weeks not all of them go at once. One that
    comes too late has expired, as one that goes once has."""
    made = replace(
        parent,
        id=repeats.child_id(parent.id, at),
        size=0,
        at=now,
        begins=at,
        not_after=repeats.ends(rule, at, now),
        stage=Stage.PREPARING,
        due=now + UNLISTED,
        repeat=None,
        passed=0,
        of=parent.id,
    )
    return expired(made) if halted(made, now) is Halt.EXPIRED else made
