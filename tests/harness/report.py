"""`make reliability`: runs the whole sweep and all races, and writes their figures into docs/reliability.md.

It takes more than an hour. Stopped and begun again, on the same code, it goes on where it was. `ONLY=pushed,race:`
plays the searches whose names bear one of these, `ONLY=new` those that the table does not have, and replaces their
rows; of a whole run the table has its rows and no others.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Collection
from datetime import UTC, datetime
from multiprocessing import get_context
from random import Random

from tests.harness.figures import placed
from tests.harness.interleave import explore
from tests.harness.races import RACES
from tests.harness.report_log import ROOT, Figures, Log, Task
from tests.harness.report_table import read, summed, table
from tests.harness.scenarios import SCENARIOS
from tests.harness.sweep import Tally, several_faults, swept
from tests.kills.killed import STORIES

PAGE = ROOT / "docs" / "reliability.md"
LOG = ROOT / ".stamps" / "reliability.jsonl"
PARTS = 3
PARTS_OF_KILLS = 4
SEEDS = 20
SWITCHES, SCHEDULES = 2, 200
TASKS_EACH = 5


def main() -> int:
    """0 where nothing was violated."""
    log = Log(LOG)
    page = PAGE.read_text(encoding="utf-8")
    only, before = os.environ.get("ONLY", ""), read(page)
    tasks = [task for task in _tasks() if not only or _asked(_name(task), only.split(","), before)]
    rows = {task: log.done[task] for task in tasks if task in log.done}
    # A process grows with what it has played, and each fault is a fork of it: an old one costs twice as much.
    with get_context("spawn").Pool(maxtasksperchild=TASKS_EACH) as pool:
        for task, figures in pool.imap_unordered(_done, [task for task in tasks if task not in rows]):
            rows[task] = figures
            log.keep(task, figures)
    played = summed(rows.values(), datetime.now(UTC).date())
    lines = table(({**before, **played} if only else played).values())
    violations = [violation for row in rows.values() for violation in row.violations]
    PAGE.write_text(placed(page, "figures", lines), encoding="utf-8")
    sys.stdout.write("\n".join([*violations, *table(played.values())]) + "\n")
    return 1 if violations else 0


def _asked(name: str, only: Collection[str], known: Collection[str]) -> bool:
    return ("new" in only and name not in known) or any(piece in name for piece in only if piece != "new")


def _tasks() -> list[Task]:
    """The longest ones mixed with the short ones, so that no process is left with all of them."""
    tasks = [("fault", scenario, part) for scenario in range(len(SCENARIOS)) for part in range(PARTS)]
    tasks += [("several", seed, 0) for seed in range(SEEDS)]
    tasks += [("kill", name, part) for name in range(len(STORIES)) for part in range(PARTS_OF_KILLS)]
    tasks += [("race", race, 0) for race in range(len(RACES))]
    Random(1).shuffle(tasks)
    return tasks


def _name(task: Task) -> str:
    """Of its row."""
    kind, place, _ = task
    if kind == "several":
        return "two or three faults at once, jobs doubled and mixed"
    if kind == "kill":
        return f"SIGKILL: {STORIES[place]}".replace("_", " ")
    name = RACES[place].name if kind == "race" else SCENARIOS[place].name
    return f"{kind}: {name}".replace("_", " ")


def _done(task: Task) -> tuple[Task, Figures]:
    kind, place, part = task
    logging.disable()
    begun = _cpu()
    with contextlib.redirect_stdout(io.StringIO()):
        if kind == "race":
            found = list(explore(RACES[place], SWITCHES, SCHEDULES))
            tally = Tally(len(found), [violation for violations in found for violation in violations])
        elif kind == "several":
            tally = several_faults(place)
        elif kind == "kill":
            tally = _killed(STORIES[place], part)
        else:
            tally = swept(SCENARIOS[place], part, PARTS)
    return task, Figures(_name(task), tally.tried, tally.violations, _cpu() - begun)


def _killed(name: str, part: int) -> Tally:
    command = [sys.executable, "-m", "tests.kills", name, str(part), str(PARTS_OF_KILLS)]
    told = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return Tally(**json.loads(told.stdout))


def _cpu() -> float:
    """Seconds of this process and of the children that played branches for it."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    sys.exit(main())
