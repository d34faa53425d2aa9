"""Ways to send a text once, as state machines: every crash, lost answer and repeat that can befall them, enumerated.

A job is given to its worker, maybe twice at once, until one says that it is done. A worker may die before each of its
steps; the provider's answer may get lost, and the text with it or not. At most `FAULTS` of these happen in a history;
then the job is given again until it is done. Between two rounds more time passes than a worker lives.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass

FAULTS, ROUNDS = 3, 6
SEND = "send"
LOST, NOT_TAKEN = "lost", "not taken"
Worker = Generator[str, str, bool]
"""Yields each step before it takes it, and is told what becomes of a text. Whether the job is done then."""


@dataclass
class Text:
    """`texts` is how many the handset got. A claim is its number; `claimed_in` the round in which it was made."""

    texts: int = 0
    recorded: bool = False
    claim: int = 0
    claims: int = 0
    claimed_in: int = -1
    round: int = 0

    def claimed(self) -> bool:
        """A conditional write: whether the claim was free, and is the caller's now."""
        if self.claim:
            return False
        self.claims += 1
        self.claim, self.claimed_in = self.claims, self.round
        return True

    def sent(self, heard: str) -> bool:
        """Whether an answer came."""
        self.texts += heard != NOT_TAKEN
        return heard not in (LOST, NOT_TAKEN)


def claim_and_ask(text: Text) -> Worker:
    """Ours: claim, send, record; a claim without an outcome is asked about at the provider before anything else."""
    if text.recorded:
        return True
    seen = text.claim
    if seen:
        if text.claimed_in == text.round:
            return False
        yield "ask"
        if text.texts:
            yield "record"
            text.recorded = True
            return True
        yield "give back"
        if text.claim == seen:
            text.claim = 0
    yield "claim"
    if not text.claimed():
        return False
    return (yield from _send_and_record(text))


def send_then_record(text: Text) -> Worker:
    """What a queue and a table suggest."""
    if text.recorded:
        return True
    return (yield from _send_and_record(text))


def lease_and_resend(text: Text) -> Worker:
    """A claim that is over after a while: then it is taken for a text that did not go."""
    if text.recorded:
        return True
    if text.claim and text.claimed_in < text.round:
        text.claim = 0
    yield "lease"
    if not text.claimed():
        return False
    return (yield from _send_and_record(text))


def claim_and_leave(text: Text) -> Worker:
    """A claim for good: what is claimed is never looked at again."""
    yield "claim"
    if not text.claimed():
        return True
    return (yield from _send_and_record(text))


def _send_and_record(text: Text) -> Worker:
    heard = yield SEND
    if not text.sent(heard):
        return False
    yield "record"
    text.recorded = True
    yield "take the job off its queue"
    return True


MODELS: Mapping[str, Callable[[Text], Worker]] = {
    "claim, send, record, ask (ours)": claim_and_ask,
    "send, then record": send_then_record,
    "lease, and send again": lease_and_resend,
    "claim, and leave it": claim_and_leave,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Histories, and in how many of them the handset got the text twice, or never."""

    histories: int
    doubles: int
    never: int


def enumerated(model: Callable[[Text], Worker]) -> Tally:
    ends = [_played(model, choices).texts for choices in _all()]
    return Tally(len(ends), sum(texts > 1 for texts in ends), sum(not texts for texts in ends))


class Choices:
    """What happens in one history: the choices of `script`, and then always the first. (chosen, of how many)."""

    def __init__(self, script: list[int]) -> None:
        self.made: list[tuple[int, int]] = []
        self._script = script

    def of(self, options: int) -> int:
        place = len(self.made)
        chosen = self._script[place] if place < len(self._script) else 0
        self.made.append((chosen, options))
        return chosen


def _all() -> Iterator[Choices]:
    """Each history once: whoever takes one plays it, and the last choice that was not the last option is moved on."""
    script: list[int] = []
    while True:
        choices = Choices(script)
        yield choices
        made = choices.made
        while made and made[-1][0] + 1 == made[-1][1]:
            made.pop()
        if not made:
            return
        script = [chosen for chosen, _ in made[:-1]] + [made[-1][0] + 1]


def _played(model: Callable[[Text], Worker], choices: Choices) -> Text:
    text, left = Text(), FAULTS
    for text.round in range(ROUNDS):
        workers = [_Running(model(text)) for _ in range(1 + (choices.of(2) if text.round == 0 else 0))]
        running = list(workers)
        while running := [worker for worker in running if worker.step]:
            worker = running[choices.of(len(running))]
            fates = _fates(worker.step) if left else ("",)
            fate = fates[choices.of(len(fates))]
            left -= bool(fate)
            worker.go_on(fate)
        if all(worker.done for worker in workers):
            break
    return text


def _fates(step: str) -> tuple[str, ...]:
    """What may become of a step: it is taken; or the worker dies before it; or a text's answer gets lost."""
    return ("", "dies", LOST, NOT_TAKEN) if step == SEND else ("", "dies")


class _Running:
    """A worker at its next step; empty: it has ended, and `done` tells whether the job is."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.step, self.done = "", False
        self.go_on(None)

    def go_on(self, fate: str | None) -> None:
        if fate == "dies":
            self._worker.close()
            self.step = ""
            return
        try:
            self.step = self._worker.send(fate)  # type: ignore[arg-type]
        except StopIteration as ended:
            self.step, self.done = "", ended.value
