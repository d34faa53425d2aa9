"""An opt-in that is to be confirmed: what asking for YES writes, whoever had it asked (C2, C3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chalicelib.core import confirmations, effects, entries, ledger, threads
from chalicelib.core.brand import Brand
from chalicelib.core.consent import Act, ConsentEvent
from chalicelib.core.effects import Effect
from chalicelib.core.ids import MessageId, PersonId
from chalicelib.core.messages import Message
from chalicelib.core.threads import Standing, Thread


@dataclass(frozen=True, slots=True)
class Ground:
    """What the ledger is told of an opt-in: when and where from, what was agreed to, and what else proves it."""

    at: datetime
    source: str
    wording: str
    evidence: Mapping[str, str] = field(default_factory=dict)
    actor: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The states after it, what ledger and timeline are told, and the effect that ends it `until` unconfirmed."""

    thread: Thread
    standing: Standing
    event: ConsentEvent
    entry: Message
    until: datetime
    expiry: Effect


def ask(
    states: tuple[Thread, Standing], ground: Ground, text: Message, entry: MessageId, brand: Brand, now: datetime
) -> Asked:
    """None → Pending by the opt-in that `text` asks to confirm; one that is Pending already gets its time anew."""
    before, standing = states
    until = now + timedelta(days=brand.expires_after)
    moved, noted = confirmations.asked(threads.acted(before, Act.OPT_IN, now), standing, text.at)
    event = ConsentEvent(
        contact=before.contact,
        line=before.line,
        act=Act.OPT_IN,
        before=before.consent,
        after=moved.consent,
        at=ground.at,
        source=ground.source,
        wording=ground.wording,
        message=text.id,
        actor=ground.actor,
        evidence=ground.evidence,
    )
    moved, event = ledger.record(before, replace(moved, pending_until=until), event)
    told = entries.consent_entry(event, moved.id, entry)
    return Asked(moved, noted, event, told, until, effects.expire(moved.id, moved.events, until))
