"""What `doctor` asks the provider: how each line is wired, and whether carriers take its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.core.lines import Line
from infrastructure.commands import verification, webhooks
from infrastructure.commands.findings import Finding, broken, fine, note, risk
from infrastructure.commands.numbers import Number, Pool, Provider, shown
from infrastructure.commands.webhooks import Wiring


@dataclass(frozen=True, slots=True)
class Told:
    """What the provider says of the account: its numbers, and the service that a number (by its id) sits in."""

    numbers: Sequence[Number]
    pools: Mapping[str, Pool]


def lines(team: Sequence[Line], provider: Provider, right: Wiring, stage: str) -> Iterator[Finding]:
    """Each line against its number, each number against the lines."""
    if provider.kind() == "Trial":
        yield risk("The provider's account is a trial: it texts verified numbers only.", "Upgrade it in its console.")
    told = Told(provider.numbers(), provider.pools())
    owned = {number.number: number for number in told.numbers}
    if not team:
        yield broken("The brand has no line yet.", f"make connect STAGE={stage}")
    for line in team:
        number = owned.get(line.number)
        yield from wired(line, number, told, right, stage)
        if number is not None and number.kind == "toll_free":
            yield verified(line, provider.verification(number))
    yield from strays(team, told.numbers, right, stage)


def wired(line: Line, number: Number | None, told: Told, right: Wiring, stage: str) -> Iterator[Finding]:
    """Whether texts to this line come here, and are repeated when they fail."""
    name = f"“{line.label}” {shown(line.number)}"
    again = f"make connect STAGE={stage} NUMBER=+1… (the number of “{line.label}”)"
    if number is None:
        if line.active:
            yield broken(f"Line {name} is not among the provider's numbers.", "Switch the line off, or buy it back.")
        return
    pool = told.pools.get(number.sid)
    if pool and pool.own_webhook:
        yield broken(
            f"Line {name} sits in the messaging service “{pool.name}”, whose address gets its texts.",
            "In the provider's console, let that service defer to the sender's webhook, or take the number out of it.",
        )
    found = webhooks.faults(number.wiring, right)
    if not found:
        yield fine(f"Line {name} is wired.")
    for fault in found:
        make = risk if "fallback" in fault or "repeated" in fault else broken
        yield make(f"Line {name}: {fault}.", again)


def verified(line: Line, state: str) -> Finding:
    word, do = verification.meaning(state)
    name = f"Line “{line.label}” {shown(line.number)}"
    if state == "TWILIO_APPROVED":
        return fine(f"{name} is verified.")
    if verification.waits(state):
        return note(f"{name}: its verification {word}.", do)
    return broken(f"{name}: its verification {word}.", do)


def strays(team: Sequence[Line], numbers: Sequence[Number], right: Wiring, stage: str) -> Iterator[Finding]:
    """Numbers that send their texts here and are no line: those texts go to the quarantine."""
    known = {line.number for line in team}
    for number in numbers:
        here = webhooks.bare(number.wiring.sms_url) == webhooks.bare(right.sms_url)
        if here and number.number not in known:
            yield risk(
                f"{shown(number.number)} sends its texts here, but is no line: they wait in the quarantine.",
                f"make connect STAGE={stage} NUMBER=+1… makes it a line.",
            )
