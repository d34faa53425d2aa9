"""Stories of people who opt in, and of those who make the forms for it."""

from __future__ import annotations

from tests.harness import brand
from tests.harness.teller import Teller

ANSWERS = {"phone": brand.STRANGER, "agree": True, "first_name": "Gus", "size": "large"}
PAPER = {"line": brand.SHARED, "phone": brand.STRANGER, "wording": "Text me.", "source": "paper form"}
ABROAD = "+442079460018"
SMALL_PRINT = "Message frequency varies. Msg & data rates may apply. HELP for help, STOP to end."
MADE = {
    "name": "Fair",
    "line": brand.SHARED,
    "title": "Spring fair",
    "wording": f"Yes, Brand may text me. {SMALL_PRINT}",
    "confirmation": f"Brand: reply YES to join. {SMALL_PRINT}",
    "fields": [{"name": "phone", "label": "Mobile", "kind": "phone", "required": True}],
    "keyword": "FAIR",
}


def joined(told: Teller) -> None:
    """A form, the confirmation, YES; the form once more, which changes nothing but what was not known."""
    told.ask("", "POST", "/forms/club", ANSWERS)
    told.world.drain()
    told.report(told.sent_to(brand.STRANGER), "sent", "delivered")
    told.texts(brand.STRANGER, brand.SHARED, "YES")
    told.ask("", "POST", "/forms/club", ANSWERS | {"location": "Salem"})
    told.world.drain()


def named_at_length(told: Teller) -> None:
    """By more words than a contact is found by: some of the last name take the place of some of the first name."""
    first, last = (" ".join(begins + chr(ord("a") + place) for place in range(26)) for begins in "zb")
    told.ask("", "POST", "/forms/club", ANSWERS | {"first_name": first})
    told.world.drain()
    told.ask("rep1", "POST", "/opt-ins", PAPER | {"last_name": last})
    told.world.drain()


def joined_by_keyword(told: Teller) -> None:
    """By a word; again, which says nothing more; then a question, YES, and the word once more."""
    for body in ("Join!", "JOIN", "What is this?", "Yes", "join"):
        told.texts(brand.STRANGER, brand.SHARED, body)
        told.world.drain()


def too_many_by_keyword(told: Teller) -> None:
    """The day's budget is used up: the word waits for an admin, and is read as a text meanwhile."""
    told.ask("admin", "PATCH", "/settings", {"opt_ins_a_day": 0})
    told.world.advance(1)
    told.texts(brand.STRANGER, brand.SHARED, "JOIN")
    told.world.drain()
    waits = told.world.thread(brand.SHARED, brand.STRANGER)
    told.ask("admin", "POST", f"/opt-ins/review/{waits}", {"accept": True}, also=(404,))
    told.world.drain()


def nobody_confirms(told: Teller) -> None:
    """A reminder, and the end: told by time alone."""
    told.ask("", "POST", "/forms/club", ANSWERS)
    told.world.drain()


def reminded_and_confirmed(told: Teller) -> None:
    """The reminder does it; another form while it waits says nothing."""
    told.ask("", "POST", "/forms/club", ANSWERS)
    told.world.drain()
    for _ in range(3):
        told.world.advance(12 * 60)
        told.ask("", "POST", "/forms/club", ANSWERS)
        told.world.tick()
        told.world.drain()
    told.texts(brand.STRANGER, brand.SHARED, "YES")


def confirmed_too_late(told: Teller) -> None:
    """YES after the end is a word like any other; the form, a day later, asks anew, and then YES counts."""
    told.ask("", "POST", "/forms/club", ANSWERS)
    for minutes in (0, 16, 16, 8 * 24 * 60, 16):
        told.world.advance(minutes)
        told.world.tick()
        told.world.drain()
    told.texts(brand.STRANGER, brand.SHARED, "YES")
    told.ask("", "POST", "/forms/club", ANSWERS)
    told.world.drain()
    told.texts(brand.STRANGER, brand.SHARED, "YES")


def refused_in_review(told: Teller) -> None:
    """An admin lets nothing pass; the contact's own word opts it in all the same."""
    waits = told.world.thread(brand.SHARED, brand.STRANGER)
    told.ask("admin", "POST", f"/opt-ins/review/{waits}", {"accept": False}, also=(404,))
    told.world.drain()
    told.texts(brand.STRANGER, brand.SHARED, "JOIN")
    told.world.drain()
    told.texts(brand.STRANGER, brand.SHARED, "YES")


def stopped_before_asked(told: Teller) -> None:
    """The form is sent, and STOP comes before a worker has taken it up; a second form changes nothing."""
    told.ask("", "POST", "/forms/club", ANSWERS)
    told.texts(brand.STRANGER, brand.SHARED, "STOP")
    told.world.drain()
    told.ask("", "POST", "/forms/shop", ANSWERS)
    told.world.drain()


def stopped_before_told(told: Teller) -> None:
    """STOP to another line comes between the decision and the text, and START after it."""
    told.ask("", "POST", "/forms/club", ANSWERS)
    told.world.work("opt_in")
    told.texts(brand.STRANGER, brand.LOCAL, "STOP")
    told.world.drain()
    told.texts(brand.STRANGER, brand.LOCAL, "START")
    told.world.drain()


def held_up(told: Teller) -> None:
    """The line may not text for two hours after the form: the question goes when it may, and YES counts."""
    told.ask("", "POST", "/forms/club", ANSWERS)
    told.world.work("opt_in")
    path = f"/lines/{told.world.line(brand.SHARED)}"
    told.ask("admin", "PATCH", path, {"verification": "pending"})
    told.world.drain()
    told.world.advance(120)
    told.ask("admin", "PATCH", path, {"verification": "verified"})
    for _ in range(2):
        told.world.tick()
        told.world.drain()
        told.world.advance(20)
    told.texts(brand.STRANGER, brand.SHARED, "YES")


def several_lines(told: Teller) -> None:
    """One number in both forms, twice; a rep's own phone, which is nobody's thread."""
    for form in ("club", "shop", "club"):
        told.ask("", "POST", f"/forms/{form}", ANSWERS)
    told.ask("", "POST", "/forms/club", ANSWERS | {"phone": brand.REP1_PHONE})
    told.world.drain()


def reviewed(told: Teller) -> None:
    """From abroad, and over the budget: nothing is texted until an admin lets it pass."""
    told.ask("", "POST", "/forms/club", ANSWERS | {"phone": ABROAD})
    told.world.drain()
    told.ask("admin", "GET", "/opt-ins/review")
    abroad, waits = told.world.thread(brand.SHARED, ABROAD), told.world.thread(brand.SHARED, brand.STRANGER)
    told.ask("admin", "POST", f"/opt-ins/review/{abroad}", {"accept": True}, also=(409, 404))
    told.ask("admin", "POST", f"/opt-ins/review/{abroad}", {"accept": False}, also=(404,))
    told.ask("admin", "POST", f"/opt-ins/review/{waits}", {"accept": True})
    told.world.drain()


def with_evidence(told: Teller) -> None:
    """A paper form, by API, twice with one key; then YES."""
    told.ask("rep1", "POST", "/opt-ins", PAPER | {"first_name": "Gus", "at": "2026-02-27T10:00:00Z"})
    told.world.drain()
    told.texts(brand.STRANGER, brand.SHARED, "YES")


def forms_made(told: Teller) -> None:
    """A form is made, looked at by everybody, moved to another line, and switched off."""
    made = told.ask("admin", "POST", "/forms", MADE)
    told.ask("admin", "GET", "/forms")
    if not made.ok:
        return
    path = f"/forms/{made.json['id']}"
    for method, place in (("GET", ""), ("OPTIONS", ""), ("GET", "/embed.js"), ("GET", "/widget.js")):
        told.ask("", method, path + place)
    told.ask("admin", "PATCH", path, {"line": brand.LOCAL, "wording": f"Brand may text me. {SMALL_PRINT}"})
    for shown in (True, False):
        told.ask("admin", "PATCH", path, {"widget": shown})
        told.ask("", "GET", f"{path}/widget.js")
    told.ask("admin", "PATCH", path, {"active": False})
    told.ask("", "POST", path, {"phone": brand.STRANGER, "agree": True}, also=(404,))
