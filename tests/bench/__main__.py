"""`make bench`: speed and size in one table. Ratios are of one run; 1 is given back if a goal is missed."""

from __future__ import annotations

import sys

from tests.bench import alike, cold, imports, inbound, inbox, product, throughput, verdict, warm, worker
from tests.bench.rows import printed

MEASURES = {
    "inbound": inbound.measure,
    "imports": imports.measure,
    "cold": cold.measure,
    "warm": warm.measure,
    "inbox": inbox.measure,
    "verdict": verdict.measure,
    "alike": alike.measure,
    "weight": product.weight,
    "run": product.readiness,
    "throughput": throughput.measure,
    "worker": worker.measure,
}


def main(names: list[str]) -> int:
    """`names` choose some of the measures; none: all."""
    rows = []
    for name in names or MEASURES:
        sys.stderr.write(f"measuring {name} …\n")
        rows += MEASURES[name]()
    sys.stdout.write(printed(rows) + "\n")
    return 1 if any(row.good is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
