"""A game set up on disk, played, and what came of it."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chalicelib.store.keys import RECIPIENT
from tests.harness import in_turn
from tests.harness.wire import WIRE, Call, Effect
from tests.simulation.bill import Bill
from tests.simulation.dynamo import Dynamo, database
from tests.simulation.faults import Chance
from tests.simulation.people import Crowd, Post, rows
from tests.simulation.play import BEGIN, Game
from tests.simulation.timeline import Timeline

AT_ONCE = 4_000
Around = Callable[[Call, Effect], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`doubles` and `unsent` are recipients whom the carrier's log shows with more than one text, or none.

    `statuses` are what the rows of the recipients say at the end. `ahead` is the most of its rate, in seconds, that a
    line was given at once. `hours` are virtual, `cpu` seconds of this process. `repeated` jobs came twice, `failed`
    ones were given again, `faults` hit a call. `rate` is that of the fastest line.
    """

    recipients: int
    taken: int
    doubles: int
    unsent: int
    statuses: Counter[str]
    ahead: float
    hours: float
    bill: Bill
    memory: list[tuple[int, int]]
    cpu: float
    repeated: int
    failed: int
    faults: int
    lines: int
    rate: int
    segments: int


def played(lines: list[Post], faults: Chance | None = None, twice: float = 0.0) -> Outcome:
    """What came of one broadcast a line. `faults` hit calls, `twice` of all jobs come twice."""
    began = time.process_time()
    with TemporaryDirectory() as folder:
        dynamo, game = set_up(Path(folder), lines, twice)
        go(game, faults)
        found = _outcome(game, dynamo, faults, time.process_time() - began)
        dynamo.close()
    return found


def set_up(folder: Path, lines: list[Post], twice: float = 0.0, begin: datetime = BEGIN) -> tuple[Dynamo, Game]:
    """A game on tables in this folder, which hold its contacts already."""
    clock = Timeline(begin)
    dynamo = Dynamo(folder, lambda: clock.second)
    game = Game(lines, Crowd(lines[-1].ends), database(dynamo), dynamo.bill, clock, lambda: _due(dynamo), twice)
    _fill(dynamo, game)
    return dynamo, game


def go(game: Game, around: Around | None = None) -> None:
    """From the order to the end."""
    in_turn.install()
    with game.wired(), _stopped_log():
        game.settle()
        with _hit(around):
            game.order()
            game.play()


def _fill(dynamo: Dynamo, game: Game) -> None:
    """Some at a time, each table's together."""
    made = (row for post in game.lines for row in rows(game.crowd, post, game.ids, BEGIN))
    while some := list(islice(made, AT_ONCE)):
        for noun, table in dynamo.tables.items():
            table.fill((item["pk"]["S"], item["sk"]["S"], item) for of, item in some if of == noun)


def _outcome(game: Game, dynamo: Dynamo, faults: Chance | None, cpu: float) -> Outcome:
    copies = Counter(game.carrier.copies)
    statuses = Counter(
        item["status"]["S"] for item in dynamo.tables["broadcasts"].all() if item["sk"]["S"].startswith(RECIPIENT)
    )
    return Outcome(
        recipients=game.crowd.size,
        taken=game.carrier.taken,
        doubles=sum(count for times, count in copies.items() if times > 1),
        unsent=copies[0],
        statuses=statuses,
        ahead=max(line.ahead for line in game.carrier.lines.values()),
        hours=(game.time.now - BEGIN).total_seconds() / 3600,
        bill=game.bill.closed(),
        memory=game.memory,
        cpu=cpu,
        repeated=game.queues.repeated,
        failed=game.queues.failed,
        faults=faults.fired.total() if faults else 0,
        lines=len(game.lines),
        rate=max(post.rate for post in game.lines),
        segments=sum(line.weight for line in game.carrier.lines.values()),
    )


def _due(dynamo: Dynamo) -> bool:
    return any(entries for table in dynamo.tables.values() for entries in table.due.values())


@contextmanager
def _hit(around: Around | None) -> Iterator[None]:
    with ExitStack() as stack:
        if around is not None:
            WIRE.around.insert(0, around)
            stack.callback(WIRE.around.remove, around)
        yield


@contextmanager
def _stopped_log() -> Iterator[None]:
    """Of a million jobs a few break, by intention: nobody reads what they log."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(before)
