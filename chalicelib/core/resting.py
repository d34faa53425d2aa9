"""Lines that rest: the account has reached a limit of the provider's (63038 of a day, 60728 of an hour), and what they
send would be refused text by text. Facts: "pause until reset, tell the admin".

The provider does not tell when it is reset, so one text tries again after each hour. A line that rests is not closed:
what is written meanwhile is taken and waits, and what is refused for a reason of ours is refused at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from chalicelib.core.lines import Line
from chalicelib.core.verdicts import Kind, Refuse, Send, Verdict, Wait

REST = timedelta(hours=1)
CODE, RULE = "line_rests", "LN-6"
WAITS = "The account has reached its limit at the provider. This text waits, and is tried again within the hour."
ALERT = "The account has reached its limit at the provider. This alert goes another way."
HELD_ALERT = "Its line is held, and sends nothing just now. This alert goes another way."


def resting(line: Line | None, now: datetime) -> Wait | None:
    """Why a text of this line that may go does not go now; None: it may."""
    if line is None or line.rests is None or now >= line.rests:
        return None
    return Wait(line.rests, CODE, RULE, WAITS)


def judged(outcome: Verdict, kind: Kind, line: Line | None, now: datetime) -> Verdict:
    """The one door's word on a text that is about to go, as its line may rest. An alert is not to come an hour late,
    nor to wait for an admin: it is refused, and told by email (AL-3)."""
    if isinstance(outcome, Wait) and kind is Kind.STAFF:
        return Refuse(outcome.code, HELD_ALERT, outcome.rule)
    rest = resting(line, now) if isinstance(outcome, Send) else None
    if rest is None:
        return outcome
    return Refuse(CODE, ALERT, RULE) if kind is Kind.STAFF else rest
