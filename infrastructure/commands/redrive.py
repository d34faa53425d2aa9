"""`make redrive`: jobs that could not be done go back into their queue, after a look at what they are."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from infrastructure.commands import arguments, dead_letters, queue_state
from infrastructure.commands.cloud import Cloud
from infrastructure.commands.queue_state import QueueState
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop, ended
from infrastructure.commands.terminal import Terminal, agrees, counted

DOES = """\
Shows what waits in the dead-letter queues (kinds and counts, never what is in them), and
with GO=1 puts it back to be done again. Mend the cause first, or it comes back: each job
is tried five times. Every job may be done twice without harm: nobody is texted twice."""


def main(given: Sequence[str], terminal: Terminal, cloud: Cloud | None = None) -> int:
    """The exit code: 0 when nothing is left to do or all was moved, 1 when the answer was no."""
    asked = _parser().parse_args(given)
    stage = Stage(cloud or Cloud(), asked.stage).demand()
    if asked.queue and asked.queue not in queue_state.nouns():
        raise Stop(f"There is no queue {asked.queue}.", f"There are: {', '.join(queue_state.nouns())}.")
    wanted = [asked.queue] if asked.queue else queue_state.nouns()
    full = [state for noun in wanted if _told(state := queue_state.state(stage, noun), stage.cloud, terminal)]
    if not full:
        terminal.say("Nothing to move.")
        return 0
    if not asked.go:
        queue = f" QUEUE={asked.queue}" if asked.queue else ""
        terminal.say(f"This was only a look. To move them: make redrive STAGE={stage.name}{queue} GO=1")
        return 0
    if not agrees(terminal, f"Move the jobs of {counted(len(full), 'queue')} back?", yes=asked.yes):
        return 1
    for state in full:
        moved = dead_letters.move(stage.cloud, state.dead_url, state.url, state.dead)
        terminal.say(f"  {state.noun}: {counted(moved, 'job')} moved.")
    terminal.say(f"Look again in some minutes: make redrive STAGE={stage.name}")
    return 0


def _told(state: QueueState, cloud: Cloud, terminal: Terminal) -> bool:
    """Says what is in a dead-letter queue; whether there is anything."""
    found = dead_letters.look(cloud, state.dead_url, state.dead) if state.dead else None
    if found is None or not found.total:
        return False
    kinds = ", ".join(f"{count} × {kind}" for kind, count in sorted(found.kinds.items()))
    age = f"; the oldest is {_age(datetime.now(UTC) - found.oldest)} old" if found.oldest else ""
    terminal.say(f"  {state.noun}: {kinds}{age}")
    return True


def _age(delta: timedelta) -> str:
    hours = int(delta.total_seconds() // 3600)
    if hours >= 48:
        return counted(hours // 24, "day")
    return counted(hours, "hour") if hours else "less than an hour"


def _parser() -> argparse.ArgumentParser:
    made = arguments.with_yes(arguments.parser("redrive", DOES))
    made.add_argument("--queue", default="", help=f"one of {', '.join(queue_state.nouns())}; all without it (QUEUE=…)")
    made.add_argument("--go", action="store_true", help="move them, after a look (make: GO=1)")
    return made


if __name__ == "__main__":
    sys.exit(ended(lambda terminal: main(sys.argv[1:], terminal)))
