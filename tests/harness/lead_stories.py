"""Stories of leads: how they come in, who gets them, and what becomes of them."""

from __future__ import annotations

from typing import Any

from tests.harness import brand
from tests.harness.teller import Teller

ANSWERS = {"phone": brand.STRANGER, "agree": True, "first_name": "Gus", "size": "large"}
OTHER = "+12025550171"
NEW = {"line": brand.SHARED, "phone": brand.STRANGER, "first_name": "Gus"}
OPT_IN = {"wording": "Brand may text me.", "source": "paper form, spring fair"}


def form_to_first_text(told: Teller) -> None:
    """LD-1: form, managers told, assigned, the rep told, details, first text; the clock stops."""
    told.ask("admin", "PATCH", "/forms/club", {"lead": True})
    told.ask("", "POST", "/forms/club", ANSWERS)
    told.world.drain()
    told.texts(brand.STRANGER, brand.SHARED, "YES")
    told.world.drain()
    told.ask("manager", "GET", "/leads?view=unassigned")
    _assign(told, "rep2", "Yours")
    told.world.drain()
    told.ask("rep2", "GET", "/leads?view=mine")
    told.ask("rep2", "GET", f"/leads/{_lead(told)}", also=(404,))
    first = {"line": brand.SHARED, "to": brand.STRANGER, "body": "Hello Gus"}
    told.ask("rep2", "POST", "/threads", first, also=(403, 409))
    told.world.drain()
    _stage(told, "won")
    told.ask("manager", "GET", "/leads?view=all&stage=won")


def nobody_answers(told: Teller) -> None:
    """LD-3: the owner is reminded, then the managers; told by time alone. Then it goes back into the queue."""
    told.ask("manager", "POST", "/leads", NEW | {"opt_in": OPT_IN})
    told.world.drain()
    _assign(told, "rep2", "")
    for _ in range(3):
        told.world.advance(16)
        told.world.tick()
        told.world.drain()
    _assign(told, "", "Back")


def by_rules(told: Teller) -> None:
    """A stranger's text becomes a lead that a rule gives away; the next one goes to the next in turn."""
    rules: list[dict[str, Any]] = [
        {"people": ["rep1"], "places": ["Nowhere"]},
        {"people": ["rep2", "limited", "rep1"], "pick": "in_turn"},
    ]
    told.ask("admin", "PATCH", "/settings", {"lead_rules": rules, "lead_strangers": True})
    told.texts(brand.STRANGER, brand.SHARED, "Are you open?")
    told.world.drain()
    told.ask("admin", "PATCH", "/settings", {"lead_rules": [{"pick": "least_busy"}]})
    told.ask("rep1", "POST", "/leads", NEW | {"phone": brand.HANDSETS[0], "tags": ["vip"]})
    told.texts(OTHER, brand.SHARED, "And on Sunday?")
    told.world.drain()


def made_by_hand(told: Teller) -> None:
    """TH-12: a rep makes a lead of a conversation, a second time in vain; lost, and back by the keyword."""
    told.ask("admin", "PATCH", "/forms/club", {"lead": True})
    told.texts(brand.STRANGER, brand.SHARED, "Hello")
    path = f"/threads/{told.world.thread(brand.SHARED, brand.STRANGER)}"
    told.ask("rep2", "POST", f"{path}/lead", {"first_name": "Gus"}, also=(404,))
    told.ask("rep1", "POST", f"{path}/lead", {"first_name": "Gus"}, also=(404, 409, 201))
    told.world.drain()
    told.ask("rep2", "POST", f"{path}/messages", {"body": "Hi"}, also=(404,))
    told.ask("rep2", "GET", path, also=(404,))
    told.ask("rep2", "GET", f"/contacts/{told.world.contact(brand.STRANGER)}", also=(404,))
    _stage(told, "lost")
    told.texts(brand.STRANGER, brand.SHARED, "JOIN")
    told.world.drain()


def taken_by_writing(told: Teller) -> None:
    """Whoever writes first to a lead that nobody has is its owner: in its conversation, a new one, and to several."""
    told.ask("admin", "PATCH", "/settings", {"lead_strangers": True})
    told.texts(brand.STRANGER, brand.SHARED, "Are you open?")
    for phone in brand.HANDSETS[:2]:
        told.ask("manager", "POST", "/leads", NEW | {"phone": phone})
    told.world.drain()
    told.ask("rep2", "POST", f"/threads/{_lead(told)}/messages", {"body": "Until six."}, also=(404,))
    told.ask("rep2", "POST", "/threads", {"line": brand.SHARED, "to": brand.HANDSETS[0], "body": "Hi"})
    told.ask("rep2", "POST", "/multi", {"line": brand.SHARED, "to": [brand.HANDSETS[1]], "body": "Hi"})
    told.world.drain()


def renamed_by_hand(told: Teller) -> None:
    """A manager makes a lead of a conversation that nobody has, and knows the name better; a rule gives it away."""
    told.ask("admin", "PATCH", "/settings", {"lead_rules": [{"pick": "least_busy"}]})
    told.texts(brand.STRANGER, brand.SHARED, "Hello")
    told.ask("rep1", "PATCH", f"/contacts/{told.world.contact(brand.STRANGER)}", {"first_name": "Guz"}, also=(404,))
    told.ask("manager", "POST", f"/threads/{_lead(told)}/lead", {"first_name": "Gus"}, also=(404,))
    told.world.drain()


def deleted(told: Teller) -> None:
    """A contact that is a lead is taken away, and the lead with it."""
    told.ask("rep1", "POST", "/leads", NEW)
    told.world.drain()
    told.ask("manager", "DELETE", f"/contacts/{told.world.contact(brand.STRANGER)}", also=(404,))


def _lead(told: Teller) -> str:
    return told.world.thread(brand.SHARED, brand.STRANGER)


def _assign(told: Teller, owner: str, note: str) -> None:
    version = _version(told)
    told.ask(
        "manager",
        "POST",
        f"/leads/{_lead(told)}/assign",
        {"owner": owner, "note": note, "version": version},
        also=(404,),
    )


def _stage(told: Teller, stage: str) -> None:
    told.ask("rep2", "PATCH", f"/leads/{_lead(told)}", {"stage": stage, "version": _version(told)}, also=(404, 422))


def _version(told: Teller) -> int:
    seen = told.ask("manager", "GET", f"/leads/{_lead(told)}", also=(404,))
    return seen.json["version"] if seen.ok else 1
