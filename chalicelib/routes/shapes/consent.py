"""The proof of a consent."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core.consent import Act, Consent
from chalicelib.core.proofs import Basis
from chalicelib.routes.shapes.common import ContactRef, LineRef, PersonRef, Shape


class ConsentEventShape(Shape):
    """One act, as it was recorded. `wording` is word for word what was said; `digest` chains it to `previous`."""

    number: int
    act: Act
    before: Consent
    after: Consent
    at: datetime
    source: str
    wording: str
    message: str | None
    actor: PersonRef | None
    evidence: dict[str, str]
    previous: str
    digest: str


class BreachShape(Shape):
    """The number of the event at which the chain is broken, and how."""

    number: int
    what: str


class BrandStopShape(Shape):
    """The STOP to another line that stopped this one. `line` and `event` are null where that line is not the caller's
    to see."""

    at: datetime
    line: LineRef | None
    event: ConsentEventShape | None


class ConsentLine(Shape):
    """`stopped`: by STOP to any line of the brand; `stop` is that STOP where it was sent to another line. `basis` says
    why the contact may be texted now, `until` its end.

    `whole`: no event is missing or altered, and together they lead to `state`.
    """

    line: LineRef
    state: Consent
    stopped: bool
    frozen: bool
    basis: Basis
    until: datetime | None
    whole: bool
    breach: BreachShape | None
    events: list[ConsentEventShape]
    stop: BrandStopShape | None


class ConsentProof(Shape):
    """All that is on record of one contact's consent, on the lines that the caller sees."""

    brand: str
    contact: ContactRef
    made_at: datetime
    lines: list[ConsentLine]
