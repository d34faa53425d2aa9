"""Stories of the provider's word on texts that fail, or wait, for what an admin is told of."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.teller import Teller

COUNTRY_OFF, FILTERED, LIMIT = 21408, 30007, 63038
ADA, BEN = brand.HANDSETS[:2]
HI = {"line": brand.REP1_LINE, "to": ADA, "body": "Hi"}
TO_ONE = {"line": brand.SHARED, "group": brand.SOLO, "body": "Spring is here."}


def failing(told: Teller) -> None:
    """Texts fail for what an admin must mend: the admins are told once that day, whoever learns it and how often."""
    told.world.carrier.refuses[BEN] = COUNTRY_OFF
    told.ask("rep1", "POST", "/threads", HI | {"to": BEN})
    told.ask("rep1", "POST", "/threads", HI)
    told.world.drain()
    told.report(told.sent_to(ADA), "undelivered", "undelivered", error=COUNTRY_OFF)
    told.world.drain()
    told.world.advance(16)
    told.world.tick()
    told.world.drain()
    _told_of(told, COUNTRY_OFF)


def failing_by_receipt(told: Teller) -> None:
    """As before, and all by callbacks: of a text and of a broadcast."""
    told.ask("rep1", "POST", "/threads", HI | {"line": brand.SHARED})
    told.ask("rep2", "POST", "/broadcasts", TO_ONE)
    told.world.drain()
    for text in [text for text in told.world.carrier.sent if text.to == ADA]:
        told.report(text, "undelivered", "undelivered", error=FILTERED)
    told.world.drain()
    told.world.advance(16)
    told.world.tick()
    told.world.drain()
    _told_of(told, FILTERED)


def limit_reached(told: Teller) -> None:
    """The account reaches its limit: a text and a broadcast wait, each goes once when it is reset, and a STOP of
    meanwhile stops what waits."""
    told.world.carrier.refuses |= {ADA: LIMIT, BEN: LIMIT}
    for to in (ADA, BEN):
        told.ask("rep1", "POST", "/threads", HI | {"to": to})
    told.ask("rep2", "POST", "/broadcasts", TO_ONE)
    told.world.drain()
    told.texts(BEN, brand.REP1_LINE, "STOP")
    told.world.drain()
    for _ in range(4):
        told.world.advance(61)
        told.world.tick()
        told.world.drain()
        told.world.carrier.refuses.clear()
    _told_of(told, LIMIT)


def limit_told_by_receipt(told: Teller) -> None:
    """The same, told by the callback of a text that has failed; what was written since waits."""
    told.ask("rep1", "POST", "/threads", HI)
    told.world.drain()
    told.report(told.sent_to(ADA), "failed", "failed", error=LIMIT)
    told.ask("rep1", "POST", "/threads", HI | {"to": BEN})
    told.world.drain()
    for _ in range(2):
        told.world.advance(61)
        told.world.tick()
        told.world.drain()
    _told_of(told, LIMIT)


def _told_of(told: Teller, code: int) -> None:
    """Each admin has it in its mail: where a worker died it may be there twice."""
    mails = [mail for mail in told.world.mails if f"(Error {code}.)" in mail["text"]]
    if not mails:
        told.world.monitor.broken.append(f"no admin was told of {code}")
