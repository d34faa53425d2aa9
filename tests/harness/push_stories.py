"""Stories of alerts on people's own devices, by web push (AL-6)."""

from __future__ import annotations

from chalicelib.core.devices import MOST
from tests.harness import brand
from tests.harness.push import subscription
from tests.harness.teller import Teller

ADA, BEN, CLEO = brand.HANDSETS[:3]


def pushed(told: Teller) -> None:
    """Two people are alerted on their devices: one on its phone and by what it had before, one on two and by nothing
    else. Then one device is gone for good, the other is not reached, and the last one is switched off."""
    _on(told, "rep1", "rep1-phone")
    _on(told, "rep2", "rep2-phone", "rep2-desk")
    told.ask("rep2", "PATCH", "/me", {"alerts": ["push"]}, also=(422,))
    told.texts(ADA, brand.SHARED, "Is there a blue one?")
    told.world.drain()
    told.world.push.gone.add("rep2-phone")
    told.texts(BEN, brand.SHARED, "And a red one?")
    told.world.drain()
    told.world.push.down.add("rep2-desk")
    told.texts(CLEO, brand.SHARED, "How much?")
    told.world.drain()
    told.world.advance(minutes=6)
    path = f"/threads/{told.world.thread(brand.SHARED, ADA)}"
    told.ask("limited", "POST", f"{path}/notes", {"body": "@Rep2, and @Rep One, have we any?"}, also=(404,))
    told.world.drain()
    told.ask("manager", "POST", "/leads", {"line": brand.SHARED, "phone": brand.STRANGER})
    told.world.drain()
    for caller in ("rep1", "rep2"):
        me = told.ask(caller, "GET", "/me")
        for device in me.json["devices"] if me.ok else []:
            told.ask(caller, "DELETE", f"/me/push/{device['id']}")
    told.texts(ADA, brand.SHARED, "Hello?")
    told.world.drain()


def too_many_devices(told: Teller) -> None:
    """One device more than a person may have; the same one again is no further one."""
    for place in (*range(MOST + 1), MOST):
        told.ask("rep2", "POST", "/me/push", subscription(f"rep2-{place}"))
        told.world.advance(seconds=1)


def _on(told: Teller, caller: str, *names: str) -> None:
    for name in names:
        told.ask(caller, "POST", "/me/push", subscription(name))
    told.world.push.owners.add(caller)
