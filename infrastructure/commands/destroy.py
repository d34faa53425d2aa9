"""`make destroy`: gives a stage up. What holds data stays, unless it is told to go, too."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from infrastructure.commands import arguments, keeping, leftovers, queue_state
from infrastructure.commands.cloud import Cloud
from infrastructure.commands.leftovers import Leftover
from infrastructure.commands.progress import Events, demand_good, followed
from infrastructure.commands.site import BUCKET
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop, ended
from infrastructure.commands.terminal import Terminal, agrees, counted

DOES = """\
Deletes a stage: its API, functions, queues and dashboard. Texts to its numbers are lost
from then on, so move or release the numbers first. Tables, sign-ins, the secret and files
stay in the account, unless WITH_DATA=1 says that they go, too. Asks twice."""


def main(given: Sequence[str], terminal: Terminal, cloud: Cloud | None = None) -> int:
    """The exit code: 0 when it is gone, 1 when an answer was no."""
    asked = _parser().parse_args(given)
    stage = Stage(cloud or Cloud(), asked.stage)
    held = _held(stage)
    if not stage.status and not held:
        terminal.say(f"There is no stage {stage.name} in account {stage.cloud.account.number}, and nothing left of it.")
        return 0
    _show(stage, held, asked.with_data, terminal)
    if not _agreed(stage, asked.confirm, terminal):
        terminal.say("Nothing was deleted.")
        return 1
    if stage.status:
        _delete_stack(stage, held, asked.with_data, terminal)
    if asked.with_data:
        _delete_data(stage, terminal)
    else:
        terminal.say(f"What holds data is still there. To delete it: make destroy STAGE={stage.name} WITH_DATA=1")
    return 0


def _show(stage: Stage, held: Sequence[Leftover], with_data: bool, terminal: Terminal) -> None:
    where = f"account {stage.cloud.account.number}, region {stage.cloud.region}"
    if stage.status:
        terminal.say(f"Stage {stage.name} in {where}: {counted(len(stage.parts), 'resource')} would be deleted.")
        waiting = sum(queue.waiting + queue.dead for queue in _queues(stage))
        if waiting:
            terminal.say(f"! {counted(waiting, 'job')} wait in its queues and would be lost: make doctor shows them.")
    for one in held:
        terminal.say(f"  {'DELETED' if with_data else 'kept'}: {one.kind} {one.id}")


def _held(stage: Stage) -> list[Leftover]:
    """What holds data; the dashboard's files are made anew by each deployment."""
    rebuilt = stage.outputs.get(BUCKET)
    return [one for one in leftovers.found(stage.cloud, stage.name) if one.id != rebuilt]


def _queues(stage: Stage) -> list[queue_state.QueueState]:
    try:
        return [queue_state.state(stage, noun) for noun in queue_state.nouns()]
    except Stop:
        # A stack that was never finished has not all of them.
        return []


def _agreed(stage: Stage, confirmed: str, terminal: Terminal) -> bool:
    """Asked twice, the second time by the stage's name; `confirmed` is that name, said beforehand."""
    if confirmed:
        return confirmed == stage.name
    if not terminal.interactive:
        raise Stop("Nobody is here to answer.", f"Say the stage's name once more: CONFIRM={stage.name}")
    if not agrees(terminal, f"Delete the stage {stage.name}?", yes=False):
        return False
    return terminal.type_in(f"Type the stage's name to delete it ({stage.name}):") == stage.name


def _delete_stack(stage: Stage, held: Sequence[Leftover], with_data: bool, terminal: Terminal) -> None:
    client = stage.cloud.cloudformation
    if stage.outputs.get(BUCKET):
        leftovers.empty(stage.cloud, stage.outputs[BUCKET])
    if with_data:
        for one in held:
            leftovers.unprotect(stage.cloud, one)
    elif stage.stands:
        keeping.keep(stage, terminal)
    client.update_termination_protection(StackName=stage.stack, EnableTerminationProtection=False)
    total = len(stage.parts)
    found = stage.found
    events = Events(client, found["StackId"] if found and "StackId" in found else stage.stack)
    client.delete_stack(StackName=stage.stack)
    rest = followed(events, total, terminal)
    stage.forget()
    demand_good(rest, stage.name)
    terminal.say(f"The stage {stage.name} is gone.")


def _delete_data(stage: Stage, terminal: Terminal) -> None:
    """What the stack kept on purpose."""
    for one in leftovers.found(stage.cloud, stage.name):
        leftovers.unprotect(stage.cloud, one)
        leftovers.delete(stage.cloud, one)
        terminal.say(f"  deleted {one.kind} {one.id}")
    terminal.say(f"Its secret can be brought back for {leftovers.SECRET_DAYS} days; its backups stay until deleted.")


def _parser() -> argparse.ArgumentParser:
    made = arguments.parser("destroy", DOES)
    made.add_argument("--with-data", action="store_true", help="delete the data, too (make: WITH_DATA=1)")
    made.add_argument(
        "--confirm", default="", metavar="STAGE", help="the stage's name once more, instead of both questions"
    )
    return made


if __name__ == "__main__":
    sys.exit(ended(lambda terminal: main(sys.argv[1:], terminal)))
