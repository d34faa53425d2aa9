"""Stories of what contacts do about a broadcast: they answer, or opt out, and it counts once (AN-1)."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.faults import down
from tests.harness.gateway import Answer
from tests.harness.teller import Teller

ADA, BEN = brand.HANDSETS[:2]
TO_TRIO = {"line": brand.REP1_LINE, "group": brand.TRIO}
TO_ONE = {"line": brand.SHARED, "group": brand.SOLO, "body": "Spring is here."}


def answered(told: Teller) -> None:
    """One answers twice, one says STOP; a second broadcast is answered, too. Each counts once, where it belongs."""
    first = _sent(told)
    told.world.advance(minutes=1)
    told.texts(ADA, brand.REP1_LINE, "When do you open?")
    told.texts(ADA, brand.REP1_LINE, "And on Sunday?")
    told.texts(BEN, brand.REP1_LINE, "STOP")
    told.world.drain()
    second = _sent(told, "Summer is near.")
    told.world.advance(minutes=1)
    told.texts(ADA, brand.REP1_LINE, "I come by")
    told.world.drain()
    _expect(told, first, 1, 1)
    _expect(told, second, 1, 0)
    if first:
        for kind in ("replied", "opted_out"):
            told.ask("rep1", "GET", f"/broadcasts/{first}/recipients?response={kind}")


def answered_late(told: Teller) -> None:
    """The webhooks of an answer and of a STOP never came: the provider's list tells of them."""
    _sent(told)
    told.world.advance(minutes=1)
    told.world.carrier.took_in(ADA, brand.REP1_LINE, "When do you open?")
    told.world.carrier.took_in(BEN, brand.REP1_LINE, "STOP")


def answered_while_store_is_down(told: Teller) -> None:
    _sent(told)
    told.world.advance(minutes=1)
    with told.world.around(down("dynamodb", "hooks_inbound")):
        told.texts(ADA, brand.REP1_LINE, "When do you open?")
    told.world.drain()


def said_to_no_line(told: Teller) -> None:
    """What came while the line was switched off is taken in by a person, and counts."""
    _sent(told)
    told.world.advance(minutes=1)
    line = f"/lines/{told.world.line(brand.REP1_LINE)}"
    told.ask("admin", "PATCH", line, {"active": False})
    told.texts(ADA, brand.REP1_LINE, "When do you open?")
    told.ask("admin", "PATCH", line, {"active": True})
    told.settle_quarantine("admin")


def meant_stop(told: Teller) -> None:
    """Words that may mean stop are an answer; a person says that they meant it, and they are an opt-out."""
    made = told.ask("rep2", "POST", "/broadcasts", TO_ONE)
    told.world.drain()
    told.world.advance(minutes=1)
    told.texts(ADA, brand.SHARED, "not interested")
    path = f"/threads/{told.world.thread(brand.SHARED, ADA)}"
    answer = told.ask("rep1", "POST", f"{path}/doubt", {"meant_stop": True}, also=(404, 409))
    told.world.drain()
    if made.ok and answer.ok:
        _expect(told, made.json["id"], 1, 1)


def sold(told: Teller) -> None:
    """A lead that is won counts for the broadcast before; taken back it does not, by its stage or out of all hands."""
    made = told.ask("rep2", "POST", "/broadcasts", TO_ONE)
    told.world.drain()
    told.world.advance(minutes=1)
    told.ask("manager", "POST", "/leads", {"line": brand.SHARED, "phone": ADA})
    lead = f"/leads/{told.world.thread(brand.SHARED, ADA)}"
    _moves(told, lead, "rep2", "won", 1)
    _counts_sales(told, made, 1)
    for stage in ("lost", "won"):
        _moves(told, lead, "rep2", stage, 1)
    _counts_sales(told, made, 1)
    _moves(told, lead, "", "", 1)
    _counts_sales(told, made, 0)
    told.world.drain()


def _moves(told: Teller, lead: str, owner: str, stage: str, version: int) -> None:
    """Into these hands, then to this stage; `version` is that of a lead that nobody finds."""
    seen = told.ask("manager", "GET", lead, also=(404,))
    version = seen.json["version"] if seen.ok else version
    if not stage or (seen.ok and seen.json["owner"] is None):
        given = told.ask(
            "manager", "POST", f"{lead}/assign", {"owner": owner, "version": version}, also=(404, 409, 422)
        )
        version = given.json["version"] if given.ok else version
    if stage:
        told.ask("rep2", "PATCH", lead, {"stage": stage, "version": version}, also=(404, 409, 422))


def _counts_sales(told: Teller, made: Answer, most: int) -> None:
    """At most so many; that those that were won count is what `check_responses` asks."""
    found = told.ask("rep2", "GET", f"/broadcasts/{made.json['id']}") if made.ok else None
    if found is not None and found.ok and found.json["responses"]["conversions"] > most:
        told.world.monitor.broken.append(f"AN-1: counted {found.json['responses']}, not {most} sales")


def _sent(told: Teller, body: str = "Spring is here.") -> str:
    made = told.ask("rep1", "POST", "/broadcasts", TO_TRIO | {"body": body})
    told.world.drain()
    return str(made.json["id"]) if made.ok else ""


def _expect(told: Teller, broadcast: str, replies: int, opt_outs: int) -> None:
    """At most so many: a fault may have kept a text, or what it answers, from the other."""
    found = told.ask("rep1", "GET", f"/broadcasts/{broadcast}") if broadcast else None
    if found is None or not found.ok:
        return
    seen = found.json["responses"]
    if seen["replies"] > replies or seen["opt_outs"] > opt_outs:
        told.world.monitor.broken.append(f"AN-1: counted {seen}, not {replies} replies and {opt_outs} opt-outs")
