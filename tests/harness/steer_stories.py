"""Stories of broadcasts that people steer: paused, resumed, cancelled (O5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tests.harness import brand
from tests.harness import night_stories as nights
from tests.harness.faults import Mode, unclear
from tests.harness.teller import Teller

TO_TRIO = {"line": brand.REP1_LINE, "group": brand.TRIO, "body": "Spring is here."}
TO_ONE = {"line": brand.SHARED, "group": brand.SOLO, "body": "Spring is here."}


def paused_and_resumed(told: Teller) -> None:
    """Its author pauses it before a worker took it; nothing goes; a manager resumes it, and each gets it once."""
    broadcast = _ordered(told, "rep1", TO_TRIO)
    told.world.work("fan_out")
    if not told.steer("rep1", broadcast, "pause"):
        return
    told.world.drain()
    told.world.advance(4)
    told.world.tick()
    told.world.drain()
    _expect_nothing(told)
    told.steer("manager", broadcast, "resume")
    told.world.tick()
    told.world.drain()


def paused_while_listed(told: Teller) -> None:
    broadcast = _ordered(told, "rep2", TO_ONE)
    if not told.steer("rep2", broadcast, "pause"):
        return
    told.world.drain()
    _expect_nothing(told)
    told.steer("rep2", broadcast, "resume")


def cancelled(told: Teller) -> None:
    """Nobody gets it, and everybody who was to is told of; it cannot be resumed."""
    broadcast = _ordered(told, "rep1", TO_TRIO)
    told.world.work("fan_out")
    if told.steer("rep1", broadcast, "cancel"):
        told.world.drain()
        told.world.advance(4)
        told.world.tick()
        told.world.drain()
        _expect_nothing(told)
        told.ask("rep1", "POST", f"/broadcasts/{broadcast}/resume", also=(409,))
        told.ask("rep1", "GET", f"/broadcasts/{broadcast}")


def cancelled_while_listed(told: Teller) -> None:
    """The first page of two is listed."""
    broadcast = _ordered(told, "rep1", {**TO_TRIO, "group": brand.MANY})
    told.world.work("fan_out")
    told.steer("manager", broadcast, "cancel")


def cancelled_while_unclear(told: Teller) -> None:
    """Nobody knows whether its text went when it is cancelled: it is asked about, and not sent again."""
    broadcast = _ordered(told, "rep2", TO_ONE)
    with told.world.around(unclear(Mode.CRASH_BEFORE)):
        told.world.drain()
    told.steer("manager", broadcast, "cancel")


def cancelled_by_night(told: Teller) -> None:
    """Three wait for the morning when it is cancelled: they are told within minutes, and not in the morning."""
    told.world.advance(12 * 60)
    broadcast = _ordered(told, "rep2", nights.TO_ALL)
    told.world.drain()
    if told.steer("rep2", broadcast, "cancel"):
        _expect_ended(told, "rep2", broadcast)


def ended_while_paused(told: Teller) -> None:
    """Its end comes while it is paused: nobody gets it, and everybody who was to is told."""
    broadcast = _ordered(told, "rep1", TO_TRIO | {"not_after": _in(told, 20)})
    told.world.work("fan_out")
    if told.steer("rep1", broadcast, "pause"):
        _pass_minutes(told, 19)
        told.world.advance(1)
        told.ask("rep1", "POST", f"/broadcasts/{broadcast}/resume", also=(409,))
        _expect_ended(told, "rep1", broadcast)
        _expect_nothing(told)


def scheduled_and_changed(told: Teller) -> None:
    """It goes at its new time with its new words, and not before."""
    broadcast = _ordered(told, "rep1", TO_TRIO | {"send_at": _in(told, 10)})
    if not broadcast:
        return
    wish = {"body": "Summer is here.", "send_at": _in(told, 20)}
    changed = told.ask("rep1", "PATCH", f"/broadcasts/{broadcast}", wish)
    told.world.advance(15)
    told.world.tick()
    told.world.drain()
    if changed.ok:
        _expect_nothing(told)


def scheduled_and_cancelled(told: Teller) -> None:
    broadcast = _ordered(told, "rep2", TO_ONE | {"send_at": _in(told, 10)})
    if told.steer("manager", broadcast, "cancel"):
        told.world.advance(11)
        told.world.tick()
        told.world.drain()
        _expect_nothing(told)


def _in(told: Teller, minutes: float) -> str:
    return (told.world.now + timedelta(minutes=minutes)).isoformat()


def _ordered(told: Teller, caller: str, order: Mapping[str, object]) -> str:
    """The broadcast's id; empty where a fault let none be made."""
    made = told.ask(caller, "POST", "/broadcasts", order)
    return str(made.json["id"]) if made.ok else ""


def _expect_ended(told: Teller, caller: str, broadcast: str) -> None:
    """Also where a look, or a job that it put, was lost: such a job is put again three minutes later. Where nobody
    knows whether a text went the provider is asked first."""
    _pass_minutes(told, 8)
    shown = told.ask(caller, "GET", f"/broadcasts/{broadcast}")
    if shown.ok and shown.json["progress"]["waiting"]:
        told.world.monitor.broken.append(f"Q2: of a broadcast that is over there wait {shown.json['progress']}")


def _expect_nothing(told: Teller) -> None:
    went = [text for text in told.world.carrier.sent if text.ref.startswith("b.")]
    if went:
        told.world.monitor.broken.append(f"O5: {len(went)} texts went of a broadcast that was halted")


def people_changed(told: Teller) -> None:
    """It is scheduled for three and then for others: who gets it are those whom the last change named."""
    moment = (told.world.now + timedelta(minutes=3)).isoformat()
    broadcast = _ordered(told, "rep1", TO_TRIO | {"send_at": moment})
    if not broadcast:
        return
    ada, *_, eve = brand.HANDSETS
    others = {"groups": [brand.SOLO], "contacts": [eve], "exclude": {"contacts": [ada]}}
    changed = told.ask("rep1", "PATCH", f"/broadcasts/{broadcast}", {"audience": others}, also=(409,))
    _pass_minutes(told, 6)
    got = {text.to for text in told.world.carrier.sent if text.ref.startswith("b.")}
    if changed.ok and got - {eve}:
        told.world.monitor.broken.append(f"SD-7: {sorted(got)} got what was for {eve} alone by then")


def five_on_a_slow_line(told: Teller) -> None:
    """Long texts, a second each segment: the fifth is listed while the fourth has its turn, and leaves it some time."""
    told.ask("admin", "PATCH", f"/lines/{told.world.line(brand.REP1_LINE)}", {"rate": 1})
    for number in range(5):
        told.world.advance(seconds=20 if number == 4 else 0)
        _ordered(told, "rep1", TO_TRIO | {"body": f"Spring no {number} is here. " + "x" * 1_400})
        told.world.drain()
    told.ask("rep1", "POST", "/broadcasts/preview", TO_TRIO)


def wide(told: Teller) -> None:
    """Its recipients stand in many partitions: ordered twice, changed, paused, resumed, looked at, and counted."""
    order = {**TO_TRIO, "group": brand.SHRUNKEN}
    moment = told.world.now + timedelta(minutes=3)
    answers = [
        told.world.api("rep1", "POST", "/broadcasts", {**order, "send_at": moment.isoformat()}, "one key")
        for _ in range(2)
    ]
    made = next((answer.json["id"] for answer in answers if answer.ok), "")
    if made:
        told.ask("rep1", "PATCH", f"/broadcasts/{made}", {"body": "Spring is there."}, also=(409,))
    told.steer("rep1", made, "pause")
    told.steer("rep1", made, "resume")
    _pass_minutes(told, 6)
    if made:
        told.ask("rep1", "GET", f"/broadcasts/{made}")
        told.ask("rep1", "GET", f"/broadcasts/{made}/recipients")
    other = _ordered(told, "rep1", order)
    told.steer("rep1", other, "cancel")


def _pass_minutes(told: Teller, minutes: int) -> None:
    for _ in range(minutes):
        told.world.advance(1)
        told.world.tick()
        told.world.drain()
