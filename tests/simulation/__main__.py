"""`make simulate`: plays all parts, prints what came of them, and writes it into docs/reliability.md.

1 is given back where a goal is missed. Each part is a process of its own, so many at once as there are processors.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Mapping
from multiprocessing import get_context
from pathlib import Path

from tests.bench.rows import printed
from tests.harness.figures import placed
from tests.harness.lives import calls_of_an_answer
from tests.harness.world import World
from tests.simulation.models import MODELS, enumerated
from tests.simulation.parts import PARTS, part
from tests.simulation.report import rows, table
from tests.simulation.run import Outcome

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
MARK = "simulation"


def main() -> int:
    with get_context("spawn").Pool(maxtasksperchild=1) as pool:
        return told(dict(pool.imap_unordered(part, PARTS)))


def told(parts: Mapping[str, Outcome]) -> int:
    with contextlib.redirect_stdout(io.StringIO()), World() as world:
        answer = calls_of_an_answer(world)
    models = {name: enumerated(model) for name, model in MODELS.items()}
    found = list(rows({name: parts[name] for name in PARTS}, answer, models))
    PAGE.write_text(placed(PAGE.read_text(encoding="utf-8"), MARK, table(found)), encoding="utf-8")
    sys.stdout.write(printed(found) + "\n")
    return 1 if any(row.good is False for row in found) else 0


if __name__ == "__main__":
    sys.exit(main())
