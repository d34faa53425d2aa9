"""Stories of lines and numbers: what the provider's word holds or suppresses, and what an admin changes."""

from __future__ import annotations

from typing import Any

from chalicelib.core.phone import PhoneNumber
from tests.harness import brand
from tests.harness.faults import down
from tests.harness.pictures import PNG
from tests.harness.teller import Teller

LANDLINE, NO_LONGER_TEXTED, UNREGISTERED, UNVERIFIED = 21635, 30006, 30034, 30032
CREDENTIALS, SUSPENDED = 20003, 30002
NEW_NUMBER = "+18885550142"
ADA, BEN = brand.HANDSETS[:2]
HI = {"line": brand.REP1_LINE, "to": ADA, "body": "Hi"}
TO_ONE = {"line": brand.SHARED, "group": brand.SOLO, "body": "Spring is here."}


def switched_off(told: Teller) -> None:
    """What came while a line was off is taken in once it is on again; what came to no line is put away."""
    line = f"/lines/{told.world.line(brand.SHARED)}"
    told.ask("admin", "PATCH", line, {"active": False})
    told.texts(ADA, brand.SHARED, "Anybody there?", media=[PNG])
    told.texts(brand.STRANGER, brand.SHARED, "START")
    told.texts(brand.STRANGER, brand.UNKNOWN_LINE, "Is this the shop?")
    told.ask("admin", "PATCH", line, {"active": True})
    told.settle_quarantine("manager", brand.SHARED)


def landline(told: Teller) -> None:
    """The provider says that a number takes no texts: it gets none any more, until somebody lifts that."""
    told.world.carrier.refuses[ADA] = LANDLINE
    told.ask("rep1", "POST", "/threads", HI)
    told.world.drain()
    told.ask("rep1", "POST", "/threads", HI, also=(409,))
    told.ask("rep2", "POST", "/broadcasts", TO_ONE)
    told.world.drain()
    told.ask("rep1", "GET", "/contacts/suppressed")
    told.ask("manager", "DELETE", f"/contacts/suppressed/{told.world.contact(ADA)}")
    del told.world.carrier.refuses[ADA]
    told.ask("rep1", "POST", "/threads", HI)
    told.world.drain()


def landline_later(told: Teller) -> None:
    """The same, told by callbacks: of a text, twice, and of a broadcast."""
    told.ask("rep1", "POST", "/threads", HI)
    told.world.drain()
    told.report(told.sent_to(ADA), "undelivered", "undelivered", error=NO_LONGER_TEXTED)
    told.ask("rep2", "POST", "/broadcasts", {"line": brand.SHARED, "group": brand.TRIO, "body": "Spring."})
    told.world.drain()
    told.report(told.sent_to(BEN), "undelivered", error=NO_LONGER_TEXTED)


def landline_never_told(told: Teller) -> None:
    """The same for a broadcast, and no callback comes: the schedule asks."""
    told.ask("rep2", "POST", "/broadcasts", TO_ONE)
    told.world.drain()
    _fate(told, NO_LONGER_TEXTED)


def line_held(told: Teller) -> None:
    """Carriers block a line: its texts wait, new ones are refused, and all go when an admin has released it."""
    told.world.carrier.refuses[ADA] = UNREGISTERED
    started = HI | {"line": brand.SHARED}
    told.ask("rep1", "POST", "/threads", started)
    told.world.drain()
    told.ask("rep1", "POST", "/threads", started, also=(409,))
    told.ask("rep2", "POST", "/broadcasts", TO_ONE, also=(409,))
    told.world.drain()
    told.texts(ADA, brand.SHARED, "Are you there?")
    told.world.drain()
    told.world.advance(16)
    told.world.tick()
    told.world.drain()
    _released(told, brand.SHARED)


def broadcast_held(told: Teller) -> None:
    """As before, by the text of a broadcast."""
    told.world.carrier.refuses[ADA] = UNREGISTERED
    told.ask("rep2", "POST", "/broadcasts", TO_ONE)
    told.world.drain()
    _released(told, brand.SHARED)


def held_by_receipt(told: Teller) -> None:
    """A callback tells that carriers block the line."""
    told.ask("rep1", "POST", "/threads", HI)
    told.world.drain()
    told.report(told.sent_to(ADA), "undelivered", "undelivered", error=UNVERIFIED)
    told.world.drain()
    _released(told, brand.REP1_LINE)


def held_and_never_told(told: Teller) -> None:
    """The schedule learns it of a broadcast whose callbacks never came."""
    told.ask("rep2", "POST", "/broadcasts", TO_ONE)
    told.world.drain()
    _fate(told, UNVERIFIED)


def daily_cap(told: Teller) -> None:
    """A broadcast of two texts meets a cap of one segment a day: the second one goes on the next day."""
    told.ask("admin", "PATCH", f"/lines/{told.world.line(brand.REP1_LINE)}", {"daily_cap": 1})
    order = {"line": brand.REP1_LINE, "group": brand.TRIO, "body": "Spring."}
    told.ask("rep1", "POST", "/broadcasts/preview", order)
    told.ask("rep1", "POST", "/broadcasts", order)
    told.world.drain()
    for moment in range(2):
        if len({text.to for text in told.world.carrier.sent if text.body == "Spring."}) > 1:
            told.world.monitor.broken.append(f"LN-6: the cap of one segment was passed at {moment}")
        told.world.advance(3)
        told.world.tick()
        told.world.drain()


def cap_raised(told: Teller) -> None:
    """The same, and an admin raises the cap meanwhile: the second one goes on the same day."""
    line = f"/lines/{told.world.line(brand.REP1_LINE)}"
    told.ask("admin", "PATCH", line, {"daily_cap": 1})
    told.ask("rep1", "POST", "/broadcasts", {"line": brand.REP1_LINE, "group": brand.TRIO, "body": "Spring."})
    told.world.drain()
    told.ask("admin", "PATCH", line, {"daily_cap": 5})
    for _ in range(8):
        told.world.drain()
        told.world.advance(2)
        told.world.tick()
    told.world.drain()
    if len({text.to for text in told.world.carrier.sent if text.body == "Spring."}) < 2:
        told.world.monitor.broken.append("LN-6: the cap was raised, and who waited for the next day still waits")


def account_stopped(told: Teller) -> None:
    """The provider takes our credentials no more: no line sends, and the admins are told once."""
    told.world.carrier.refuses[ADA] = CREDENTIALS
    told.ask("rep1", "POST", "/threads", HI)
    told.world.drain()
    told.ask("rep2", "POST", "/threads", HI | {"line": brand.SHARED, "to": BEN}, also=(409,))
    for number in brand.LINES:
        _released(told, number)


def account_stopped_by_receipt(told: Teller) -> None:
    """The same, told by the callback of a text, once that has gone: the provider has suspended the account."""
    told.ask("rep1", "POST", "/threads", HI)
    told.world.drain()
    for _ in range(5):
        if told.sent_to(ADA) is None:
            told.world.advance(1)
            told.world.tick()
            told.world.drain()
    told.report(told.sent_to(ADA), "undelivered", "undelivered", error=SUSPENDED)
    _all_held(told)


def account_stopped_and_never_told(told: Teller) -> None:
    """The schedule learns it of a broadcast whose callbacks never came; where it dies, it asks again after a while."""
    told.ask("rep2", "POST", "/broadcasts", TO_ONE)
    told.world.drain()
    _fate(told, SUSPENDED)
    told.world.advance(60)
    for _ in range(2):
        told.world.tick()
        told.world.advance(16)
    _all_held(told)


def texting_off(told: Teller) -> None:
    """An admin switches texting off between a text and its worker; an alert goes by email; and on again. A broadcast
    waits for who resumes it."""
    told.ask("rep1", "POST", "/threads", HI)
    made = told.ask("rep2", "POST", "/broadcasts", TO_ONE)
    told.ask("admin", "PATCH", "/settings", {"texting": False})
    told.world.advance(1)
    told.texts(BEN, brand.REP1_LINE, "Hello?")
    told.world.drain()
    told.ask("rep1", "POST", "/threads", HI, also=(409,))
    told.ask("admin", "PATCH", "/settings", {"texting": True, "stop_scope": "line"})
    told.ask("rep1", "GET", "/settings")
    told.world.advance(4)
    told.world.tick()
    told.world.drain()
    told.steer("rep2", made.json["id"] if made.ok else "", "resume")


def number_changed(told: Teller) -> None:
    """A line gets another number: nobody has agreed to it, those who had are asked once, and one says YES."""
    old = told.world.line(brand.SHARED)
    told.texts(brand.HANDSETS[2], brand.SHARED, "STOP")
    asked = {"number": NEW_NUMBER, "verification": "verified"}
    for _ in range(2):
        if told.ask("admin", "POST", f"/lines/{old}/number", asked).ok:
            told.world.lines = tuple(dict.fromkeys((*told.world.lines, PhoneNumber(NEW_NUMBER))))
    path = f"/lines/{told.world.line(NEW_NUMBER)}/recapture"
    told.ask("admin", "GET", path, also=(404,))
    for _ in range(2):
        told.ask("admin", "POST", path, also=(404,))
        told.world.drain()
    told.texts(ADA, NEW_NUMBER, "YES")
    told.texts(BEN, NEW_NUMBER, "STOP")
    told.world.drain()


def number_changed_again(told: Teller) -> None:
    """The queue does not take the recapture: the schedule finds it. It is asked for once more when it is through."""
    with told.world.around(down("sqs", "start_recapture")):
        number_changed(told)
    told.world.advance(2)
    told.world.tick()
    told.world.drain()
    told.ask("admin", "POST", f"/lines/{told.world.line(NEW_NUMBER)}/recapture", also=(404,))
    told.world.drain()


def proven(told: Teller) -> None:
    """What a contact said on a line, as evidence."""
    told.texts(ADA, brand.SHARED, "STOP")
    told.ask("rep1", "GET", f"/contacts/{told.world.contact(ADA)}/consent")


def _all_held(told: Teller) -> None:
    """No line sends, until an admin has released each."""
    told.world.drain()
    for number in brand.LINES:
        line = told.world.wiring.team.line(told.world.line(number))
        if line is None or not line.held:
            told.world.monitor.broken.append(f"LN-6: {number} sends though the account is stopped")
        _released(told, number)


def _fate(told: Teller, error: int) -> None:
    text = told.sent_to(ADA)
    if text is not None:
        text.status, text.error = "failed", error


def _released(told: Teller, number: str) -> None:
    """The admin has settled it with the provider; what waits goes within a quarter of an hour."""
    told.world.carrier.refuses.clear()
    change: dict[str, Any] = {"held": ""}
    told.ask("admin", "PATCH", f"/lines/{told.world.line(number)}", change)
