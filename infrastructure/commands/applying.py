"""Carrying out a change of the stack: planned, shown, agreed to, followed to its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infrastructure.commands import change_set
from infrastructure.commands.change_set import ChangeSet
from infrastructure.commands.changes import losses
from infrastructure.commands.progress import Events, demand_good, followed
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop
from infrastructure.commands.terminal import Terminal, agrees, counted
from infrastructure.commands.wording import differences, plan, warnings


@dataclass(frozen=True, slots=True)
class Plan:
    """`template` as CloudFormation takes it, `values` of its parameters, `resources` as they are to be."""

    template: Mapping[str, str]
    values: Mapping[str, str]
    resources: Mapping[str, Any]
    yes: bool
    yes_delete: bool


def apply(stage: Stage, wanted: Plan, terminal: Terminal) -> bool:
    """True once the stack is so; False where the answer was no. Stop where data would be lost, or it failed."""
    made = change_set.make(stage, wanted.template, wanted.values, wanted.resources)
    if made is None:
        terminal.say("The stack is as the template says: nothing to change.")
        return True
    _show(stage, made, wanted, terminal)
    if not _agreed(stage, made, wanted, terminal):
        change_set.drop(stage, made.name)
        terminal.say("Nothing was changed.")
        return False
    events = Events(stage.cloud.cloudformation, made.stack_id)
    change_set.execute(stage, made)
    rest = followed(events, len(made.changes), terminal)
    stage.forget()
    demand_good(rest, stage.name)
    return True


def _show(stage: Stage, made: ChangeSet, wanted: Plan, terminal: Terminal) -> None:
    terminal.say("This would be done:")
    for line in (*plan(made.changes), *differences(stage.parameters if stage.stands else {}, wanted.values)):
        terminal.say(line)
    for line in warnings(made.changes):
        terminal.say(line)


def _agreed(stage: Stage, made: ChangeSet, wanted: Plan, terminal: Terminal) -> bool:
    lost = losses(made.changes)
    if lost and not wanted.yes_delete:
        change_set.drop(stage, made.name)
        raise Stop(
            f"That would lose data of {', '.join(change.name for change in lost)}; nothing was changed.",
            f"Find out why the template says so. If you mean it: make backup STAGE={stage.name}, "
            f"then make deploy STAGE={stage.name} YES_DELETE=1",
        )
    return agrees(terminal, f"Apply {counted(len(made.changes), 'change')} to {stage.name}?", yes=wanted.yes)
