"""Consent: a state per contact and line, moved only by recorded acts (C3 of the invariants in docs/reliability.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from chalicelib.core.ids import ContactId, LineId, MessageId, PersonId


class Consent(StrEnum):
    NONE = "none"
    PENDING = "pending"
    YES = "yes"
    NO = "no"


class Act(StrEnum):
    """What a contact, its carrier, or a person of the brand did.

    `DOUBT` freezes: words that may mean stop. `CLEAR`: a person read them and they did not. `EXPIRE`: nobody confirmed.
    """

    OPT_IN = "opt_in"
    CONFIRM = "confirm"
    STOP = "stop"
    START = "start"
    PROVIDER_STOP = "provider_stop"
    EXPIRE = "expire"
    DOUBT = "doubt"
    CLEAR = "clear"


_MOVES: dict[tuple[Consent, Act], Consent] = {
    (Consent.NONE, Act.OPT_IN): Consent.PENDING,
    (Consent.PENDING, Act.CONFIRM): Consent.YES,
    (Consent.PENDING, Act.EXPIRE): Consent.NONE,
    (Consent.NONE, Act.STOP): Consent.NO,
    (Consent.PENDING, Act.STOP): Consent.NO,
    (Consent.YES, Act.STOP): Consent.NO,
    (Consent.NONE, Act.PROVIDER_STOP): Consent.NO,
    (Consent.PENDING, Act.PROVIDER_STOP): Consent.NO,
    (Consent.YES, Act.PROVIDER_STOP): Consent.NO,
    (Consent.NO, Act.START): Consent.YES,
    (Consent.NONE, Act.START): Consent.YES,
    (Consent.PENDING, Act.START): Consent.YES,
}


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """One line of the ledger: never changed, never removed. `wording` is what was said, word for word.

    `evidence` is what else proves it: form, page, version of the wording, ip, user_agent. `number` counts from 1 within
    a thread; `previous` and `digest` chain each event to the one before it (core.ledger).
    """

    contact: ContactId
    line: LineId
    act: Act
    before: Consent
    after: Consent
    at: datetime
    source: str
    wording: str = ""
    message: MessageId | None = None
    actor: PersonId | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    number: int = 0
    previous: str = ""
    digest: str = ""


def after(state: Consent, act: Act) -> Consent:
    """The state that `act` leads to; an act that means nothing in this state leaves it as it is.

    A STOP on a line is undone by nothing but START from the contact itself: neither staff, nor an import, nor YES
    (47 CFR 64.1200(a)(10); toll-free lines enforce it in the network).
    """
    return _MOVES.get((state, act), state)
