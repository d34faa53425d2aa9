"""Which single faults of a story are tried: each call × each way, but of those that leave the same world only one.

A call that only reads changes nothing, so what a function did between two writes cannot be told from outside:

- it died before a call: as if it had died right after the call before it;
- it died after a read: as if it had died after the last write, or before its first call;
- the SDK tried again what AWS had not done: as if nothing had been. Of each operation of each function once, that it
  does try again; the same for a read whose answer was lost;
- it gave up on a read because the answers were lost, not because it was throttled: both times it has no answer. Of
  each operation of each function once, that both faults are understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tests.harness.faults import Made, Mode

Plan = Mapping[int, Mode]
READS = ("BatchGetItem", "GetItem", "GetObject", "GetSecretValue", "HeadObject", "Query", "TransactGetItems")
"""Operations of AWS that change nothing."""
UNSEEN = {Mode.THROTTLE}
"""What the SDK makes good at any call."""
UNSEEN_AT_READS = {Mode.THROTTLE, Mode.LOST_ANSWER, Mode.LOST_HARD}


def single_faults(calls: Sequence[Made], modes: Sequence[Mode], faults_in: tuple[str, ...]) -> Iterable[Plan]:
    """Plans of one fault each, for the calls of an undisturbed run that a story's sweep is to hit."""
    known: set[tuple[str, str, Mode]] = set()
    for place, call in enumerate(calls, 1):
        if not call.function.startswith(faults_in):
            continue
        first = place == 1 or calls[place - 2].invocation != call.invocation
        for mode in _apart(call, modes, first=first):
            once = call.aws and mode in (UNSEEN_AT_READS if _reads(call) else UNSEEN)
            if once and (call.function, call.name, mode) in known:
                continue
            known.add((call.function, call.name, mode))
            yield {place: mode}


def _apart(call: Made, modes: Sequence[Mode], *, first: bool) -> Iterator[Mode]:
    """The ways in which this call may fail that no other call's fault stands for."""
    for mode in modes:
        told_by_call_before = mode is Mode.CRASH_BEFORE and not first and Mode.CRASH_AFTER in modes
        told_by_write_before = mode is Mode.CRASH_AFTER and _reads(call) and Mode.CRASH_BEFORE in modes
        if not (told_by_call_before or told_by_write_before):
            yield mode


def _reads(call: Made) -> bool:
    return call.aws and call.name.rpartition(".")[2] in READS
