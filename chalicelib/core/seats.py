"""Whether somebody can take part in a group conversation (SD-3)."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core import outbound
from chalicelib.core.errors import Invalid
from chalicelib.core.outbound import Draft, Facts, Kind
from chalicelib.core.parties import FEWEST, MOST
from chalicelib.core.quiet import moment

OURS = "This is a line of the brand itself. Leave it out: two machines would text each other."
STAFF = "This is the phone of one of the team, who reads and answers in the dashboard. Leave it out."
ELSEWHERE = "Takes part in another group conversation of this line. End that one first, or use another line."
TOLD_FIRST = "Has to be told first who reads what it writes, and cannot be told now."
TWICE = "This person is named twice."


def obstacle(facts: Facts, now: datetime, *, ours: bool = False, staff: bool = False, seated: bool = False) -> str:
    """Why this contact cannot be told, or take part; empty where nothing speaks against it.

    `ours`: its number is a line of the brand; `staff`: one of the team's phones; `seated`: it has its place already.
    Whoever has none is told first who reads: so it gets one only while that text may go at once.
    """
    if ours:
        return OURS
    if staff:
        return STAFF
    outcome = outbound.verdict(Draft(Kind.RELAY, "."), facts, now)
    if isinstance(outcome, outbound.Refuse):
        return outcome.sentence
    if seated:
        return ""
    if facts.thread is not None and facts.thread.place is not None:
        return ELSEWHERE
    return _later(outcome, now) if isinstance(outcome, outbound.Wait) else ""


def _later(wait: outbound.Wait, now: datetime) -> str:
    if not wait.zone:
        return f"{TOLD_FIRST} {wait.sentence}"
    return f"{TOLD_FIRST} Quiet hours where this contact is end {moment(wait.until, now, wait.zone)}; try again then."


def check_size(people: int) -> None:
    """Return if so many can be a group; else Invalid."""
    if not FEWEST <= people <= MOST:
        raise Invalid({"to": f"Name {FEWEST} to {MOST} people. To one person write one-to-one; to more, a broadcast."})
