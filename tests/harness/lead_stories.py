"""Stories of leads: how they come in, who gets them, and what becomes of them."""

from __future__ import annotations

from datetime import timedelta
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
    told.ask("manager", "GET", f"/threads/{_lead(told)}/people", also=(404,))
    told.ask("manager", "GET", "/leads/league?days=7")


def imported(told: Teller) -> None:
    """CT-4, LD-1, LD-5: two parts of a file with a bad row, a number that comes twice and a proof; people are told of
    all of it at once, by its end or by time; then most rows wait too long, and nobody is called for each."""
    rules = [{"people": ["rep2"], "tags": ["vip"]}, {"pick": "least_busy", "tags": ["fair"]}]
    told.ask("admin", "PATCH", "/settings", {"lead_rules": rules})
    told.texts(brand.STRANGER, brand.SHARED, "Hello")
    told.ask("rep1", "PATCH", f"/contacts/{told.world.contact(brand.STRANGER)}", {"first_name": "Guz"}, also=(404,))
    first = [
        {"row": 2, "phone": "(202) 555-0171", "first_name": "Lou", "opt_in": {"wording": "Brand may text me."}},
        {"row": 3, "phone": "12"},
        {"row": 4, "phone": "202.555.0172", "tags": ["vip"]},
    ]
    last: list[dict[str, Any]] = [
        {"row": 5, "phone": OTHER, "note": "Twice in the file"},
        {"row": 6, "phone": brand.STRANGER},
    ]
    last[1] |= {"first_name": "Gus", "tags": ["fair"]}
    file = {"line": brand.SHARED, "file": "fair.csv"}
    told.ask("manager", "POST", "/leads/import", file | {"rows": first, "more": True})
    told.world.drain()
    told.ask("manager", "POST", "/leads/import", file | {"rows": last})
    told.ask("rep1", "POST", "/leads/import", file | {"rows": [{"row": 2, "phone": brand.HANDSETS[0]}], "more": True})
    for _ in range(3):
        _later(told, 16)


def nobody_answers(told: Teller) -> None:
    """LD-3: the owner is reminded, then the managers; told by time alone. Then it goes back into the queue."""
    told.ask("manager", "POST", "/leads", NEW | {"opt_in": OPT_IN})
    told.world.drain()
    _assign(told, "rep2", "")
    for _ in range(3):
        _later(told, 16)
    _assign(told, "", "Back")


def answered_late(told: Teller) -> None:
    """LD-3: of whoever is asked to confirm nobody is reminded. With its YES the clock begins; as the owner goes away,
    who stands in is called, and then the managers."""
    told.ask("admin", "PATCH", "/forms/club", {"lead": True})
    told.ask("", "POST", "/forms/club", ANSWERS)
    told.world.drain()
    _assign(told, "rep1", "")
    _later(told, 16)
    told.texts(brand.STRANGER, brand.SHARED, "YES")
    told.world.drain()
    until = (told.world.now + timedelta(days=1)).isoformat()
    told.ask("rep1", "POST", "/absences", {"ends": until, "backups": ["limited", "rep2"]})
    for _ in range(3):
        _later(told, 16)


def comes_again(told: Teller) -> None:
    """LD-1: an open lead comes in again: of one that nobody has the managers hear, then its owner; written to, it waits
    anew. As the owner goes away, who stands in is told, and of one that is given then."""
    told.ask("manager", "POST", "/leads", NEW)
    told.world.drain()
    told.ask("rep1", "POST", "/leads", NEW | {"note": "Called"})
    told.world.drain()
    _assign(told, "rep2", "")
    told.world.drain()
    told.ask("rep2", "POST", "/threads", {"line": brand.SHARED, "to": brand.STRANGER, "body": "Hi"}, also=(409,))
    told.world.advance(24 * 60)
    told.ask("rep1", "POST", "/leads", NEW | {"note": "Called once more"})
    told.world.drain()
    until = (told.world.now + timedelta(days=1)).isoformat()
    told.ask("rep2", "POST", "/absences", {"ends": until, "backups": ["limited", "rep1"]})
    told.ask("manager", "POST", "/leads", NEW | {"note": "And again"})
    told.world.drain()
    _later(told, 16)


def first_text_refused(told: Teller) -> None:
    """LD-3: the provider refuses the first text to a lead, whose clock goes on; the next one stops it."""
    told.ask("manager", "POST", "/leads", NEW)
    told.world.drain()
    _assign(told, "rep2", "")
    first = {"line": brand.SHARED, "to": brand.STRANGER, "body": "Hi"}
    told.world.carrier.refuses[brand.STRANGER] = 30008
    told.ask("rep2", "POST", "/threads", first, also=(409,))
    told.world.drain()
    del told.world.carrier.refuses[brand.STRANGER]
    for _ in range(2):
        _later(told, 16)
    told.ask("rep1", "POST", "/threads", first | {"body": "Hi again"}, also=(409,))
    told.world.drain()


def conversation_given_away(told: Teller) -> None:
    """LD-2: a lead goes along with its conversation; not with who may not have it, nor with a rep who takes it."""
    told.texts(brand.STRANGER, brand.SHARED, "Hello")
    told.ask("manager", "POST", "/leads", NEW)
    told.world.drain()
    for by, holder in (("manager", "rep2"), ("manager", "limited"), ("rep1", "rep1"), ("manager", "rep1")):
        told.ask(by, "PATCH", f"/threads/{_lead(told)}", {"assignee": holder}, also=(404,))
        told.world.drain()
    told.ask("manager", "GET", f"/threads/{_lead(told)}/people", also=(404,))


def asked_in_vain(told: Teller) -> None:
    """LD-3: a lead that comes with its proof is asked to confirm after its clock began, and never does."""
    told.ask("manager", "POST", "/leads", NEW | {"opt_in": OPT_IN})
    told.world.drain()
    # What failed comes again before its queue would forget it.
    for minutes in (16, 16, 3 * 24 * 60, 16, 4 * 24 * 60, 16, 16):
        _later(told, minutes)


def opened_again(told: Teller) -> None:
    """LD-3: a lead that is taken for lost while its contact is asked to confirm, and opened again, waits for its YES;
    taken for lost and opened once more, its clock goes on."""
    told.ask("manager", "POST", "/leads", NEW | {"opt_in": OPT_IN})
    told.world.drain()
    _assign(told, "rep2", "")
    _later(told, 16)
    for _ in range(2):
        for stage in ("lost", "assigned"):
            _stage(told, stage)
        told.world.drain()
        told.texts(brand.STRANGER, brand.SHARED, "YES")
        for _ in range(2):
            _later(told, 16)


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
    told.texts(brand.STRANGER, brand.REP1_LINE, "And you?")
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


def _later(told: Teller, minutes: int) -> None:
    told.world.advance(minutes)
    told.world.tick()
    told.world.drain()


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
