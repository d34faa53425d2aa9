"""Stories of whom a text goes to: live groups, exclusions, and people whom one leaves in peace."""

from __future__ import annotations

from chalicelib.core.ids import BroadcastId, ContactId
from chalicelib.core.messages import Status
from chalicelib.core.selection import SKIPPED
from tests.harness import brand
from tests.harness.teller import Teller

ADA, BEN, CLEO, DAN, EVE = brand.HANDSETS
VIP = {"field": "tag", "op": "is", "value": ["vip"]}
LEAVE = {"active_conversation": True, "texted_within_days": 7}
NOT_ROBINS = {"not": {"field": "owner", "op": "is", "value": ["rep2"]}}
LEAD = {"field": "lead", "op": "known"}
AGREED = {"field": "consent", "op": "is", "value": ["yes"]}


def live_group(told: Teller) -> None:
    """A rule is tried out, saved, changed, looked at and texted: only whom it means get it, each once."""
    for phone in (ADA, BEN, CLEO):
        told.ask("rep1", "PATCH", f"/contacts/{told.world.contact(phone)}", {"tags": ["vip"]})
    asked = {"rule": {"all": [VIP, AGREED, NOT_ROBINS, {"not": LEAD}]}, "line": brand.REP1_LINE}
    told.ask("rep1", "POST", "/groups/preview", asked)
    made = told.ask("rep1", "POST", "/groups", {"name": "Regulars", "rule": {"all": [VIP, NOT_ROBINS]}})
    if not made.ok:
        return
    path = f"/groups/{made.json['id']}"
    told.ask("rep1", "PATCH", path, {"rule": asked["rule"]})
    told.ask("rep1", "GET", path)
    told.ask("rep1", "GET", "/groups")
    told.ask("rep1", "GET", f"{path}/members?line=%2B{brand.REP1_LINE[1:]}")
    told.texts(BEN, brand.REP1_LINE, "Are you open?")
    told.world.drain()
    order = {
        "line": brand.REP1_LINE,
        "groups": [made.json["id"], brand.TRIO],
        "contacts": [ADA, DAN],
        "exclude": {"contacts": [CLEO], "groups": [brand.SOLO]},
        "skip": LEAVE,
        "body": "Hi {{first_name|there}}, {{rep_first_name}} here: spring is here.",
    }
    told.ask("rep1", "POST", "/broadcasts/preview", order)
    sent = told.ask("rep1", "POST", "/broadcasts", order)
    told.world.drain()
    told.world.advance(20)
    told.world.drain()
    if sent.ok:
        _went_to(told, sent.json["id"])


def _went_to(told: Teller, broadcast: str) -> None:
    """Ada and Cleo are left out, Ben is in a conversation, Finn opted out: Dan alone gets it."""
    known = _codes(told, broadcast)
    told.world.monitor.broken += [
        f"D4: {who} is {known.get(told.world.contact(phone))}, not {expected}"
        for who, phone, expected in (
            ("Ada", ADA, None),
            ("Ben", BEN, "skipped_active"),
            ("Cleo", CLEO, None),
            ("Finn", brand.OPTED_OUT, "consent_no"),
        )
        if known.get(told.world.contact(phone)) != expected
    ]
    if known.get(told.world.contact(DAN)) is Status.SUPPRESSED:
        told.world.monitor.broken.append("D4: Dan does not get it")


def _codes(told: Teller, broadcast: str) -> dict[ContactId, str]:
    """Why its text did not go to a contact, or how far it is."""
    rows = told.world.wiring.broadcasts.all_recipients(BroadcastId(broadcast))
    return {row.contact: row.code or row.status for row in rows}


def left_in_peace_since(told: Teller) -> None:
    """All wait for the morning; Ada writes at night, and she alone is left in peace."""
    told.world.advance(12 * 60)
    order = {"line": brand.REP1_LINE, "group": brand.TRIO, "skip": LEAVE, "body": "Spring"}
    made = told.ask("rep1", "POST", "/broadcasts", order)
    told.world.drain()
    told.texts(ADA, brand.REP1_LINE, "Are you open?")
    told.world.drain()
    told.world.advance(10 * 60 + 1)
    for _ in range(8):
        told.world.tick()
        told.world.drain()
        told.world.advance(2)
    if made.ok:
        known = _codes(told, made.json["id"])
        if known.get(told.world.contact(BEN)) in SKIPPED:
            told.world.monitor.broken.append("SD-14: Ben is skipped for a text that never went")
        if any("Spring" in text for text in told.world.carrier.got(ADA)):
            told.world.monitor.broken.append("SD-14: Ada is texted in the middle of her conversation")


def excluded_group_is_gone(told: Teller) -> None:
    """It is deleted before the audience is listed: nobody is texted by mistake."""
    told.ask("rep1", "POST", "/contacts", {"phone": brand.STRANGER, "first_name": "Gus", "region": "FL"})
    order = {"line": brand.SHARED, "group": brand.SOLO, "exclude": {"groups": [brand.GROUP]}, "body": "Hi all"}
    told.ask("rep2", "POST", "/broadcasts", order)
    told.ask("rep1", "DELETE", f"/groups/{brand.GROUP}")
    told.world.drain()
    if [text for text in told.world.carrier.sent if text.body == "Hi all"]:
        told.world.monitor.broken.append("SD-4: who was to be left out was texted")
