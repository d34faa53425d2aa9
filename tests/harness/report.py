"""`make reliability`: runs the whole sweep and all races, and writes their figures into docs/reliability.md.

It takes more than an hour. Stopped and begun again, on the same code, it goes on where it was.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from multiprocessing import get_context
from random import Random

from tests.harness.interleave import explore
from tests.harness.races import RACES
from tests.harness.report_log import ROOT, Figures, Log, Task
from tests.harness.scenarios import SCENARIOS
from tests.harness.sweep import Tally, several_faults, swept

PAGE = ROOT / "docs" / "reliability.md"
LOG = ROOT / ".stamps" / "reliability.jsonl"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
PARTS = 3
SEEDS = 20
SWITCHES, SCHEDULES = 2, 200
TASKS_EACH = 5


def main() -> int:
    """0 where nothing was violated."""
    log = Log(LOG)
    rows = dict(log.done)
    # A process grows with what it has played, and each fault is a fork of it: an old one costs twice as much.
    with get_context("spawn").Pool(maxtasksperchild=TASKS_EACH) as pool:
        for task, figures in pool.imap_unordered(_done, [task for task in _tasks() if task not in rows]):
            rows[task] = figures
            log.keep(task, figures)
    table = _table(_summed(rows.values()))
    violations = [violation for row in rows.values() for violation in row.violations]
    PAGE.write_text(_with_figures(PAGE.read_text(encoding="utf-8"), table), encoding="utf-8")
    sys.stdout.write("\n".join([*violations, *table]) + "\n")
    return 1 if violations else 0


def _tasks() -> list[Task]:
    """The longest ones mixed with the short ones, so that no process is left with all of them."""
    tasks = [("fault", scenario, part) for scenario in range(len(SCENARIOS)) for part in range(PARTS)]
    tasks += [("several", seed, 0) for seed in range(SEEDS)]
    tasks += [("race", race, 0) for race in range(len(RACES))]
    Random(1).shuffle(tasks)
    return tasks


def _done(task: Task) -> tuple[Task, Figures]:
    kind, place, part = task
    logging.disable()
    begun = _cpu()
    with contextlib.redirect_stdout(io.StringIO()):
        if kind == "race":
            name = f"race: {RACES[place].name.replace('_', ' ')}"
            found = list(explore(RACES[place], SWITCHES, SCHEDULES))
            tally = Tally(len(found), [violation for violations in found for violation in violations])
        elif kind == "several":
            name, tally = "two or three faults at once, jobs doubled and mixed", several_faults(place)
        else:
            name = f"fault: {SCENARIOS[place].name.replace('_', ' ')}"
            tally = swept(SCENARIOS[place], part, PARTS)
    return task, Figures(name, tally.tried, tally.violations, _cpu() - begun)


def _cpu() -> float:
    """Seconds of this process and of the children that played branches for it."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _summed(parts: Iterable[Figures]) -> list[Figures]:
    rows: dict[str, list[Figures]] = defaultdict(list)
    for part in parts:
        rows[part.name].append(part)
    return [
        Figures(
            name,
            sum(part.tried for part in found),
            [violation for part in found for violation in part.violations],
            sum(part.seconds for part in found),
        )
        for name, found in sorted(rows.items())
    ]


def _table(rows: Sequence[Figures]) -> list[str]:
    tried, violations = sum(row.tried for row in rows), sum(len(row.violations) for row in rows)
    seconds = sum(row.seconds for row in rows)
    return [
        "| search | runs | violations | CPU s |",
        "|---|---:|---:|---:|",
        *(f"| {row.name} | {row.tried:,} | {len(row.violations)} | {row.seconds:.0f} |" for row in rows),
        f"| **all** | **{tried:,}** | **{violations}** | **{seconds:,.0f}** |",
    ]


def _with_figures(page: str, table: Sequence[str]) -> str:
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return "\n".join([before + BEGIN, *table, END]) + after


if __name__ == "__main__":
    sys.exit(main())
