"""Stories of the legal clock: who waits for the morning, and who had enough for a day (Q1)."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core.contacts import Contact
from chalicelib.core.groups import Group
from chalicelib.core.ids import GroupId, PersonId
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.ports import House
from tests.harness import brand
from tests.harness.faults import Mode, unclear
from tests.harness.teller import Teller

FLORIDAN = PhoneNumber("+13055550130")
ALABAMIAN = PhoneNumber("+12055550131")
WESTERNER = PhoneNumber("+12025550132")
COUNTRY = GroupId("g00000000000000000000000004")
SOUTH = GroupId("g00000000000000000000000005")
TO_ALL = {"line": brand.SHARED, "group": COUNTRY, "body": "Spring is here."}


def country(house: House, now: datetime) -> None:
    """A group of four in as many states, of whom one tells its own zone; and one of the Floridan alone."""
    zones = {FLORIDAN: "", ALABAMIAN: "", WESTERNER: "America/Los_Angeles"}
    for phone, zone in zones.items():
        house.contacts.create(Contact(house.ids.contact(phone), phone, zone=zone, source="seed", created=now))
        brand.agree(house, brand.SHARED, phone, "", now)
    members = [house.ids.contact(phone) for phone in (*zones, brand.HANDSETS[0])]
    house.contacts.create_group(Group(COUNTRY, "Country", now, PersonId("rep1")))
    house.contacts.add_members(COUNTRY, members)
    house.contacts.create_group(Group(SOUTH, "South", now, PersonId("rep1")))
    house.contacts.add_members(SOUTH, members[:1])


def over_night(told: Teller) -> None:
    """At 22:00 in the east it is 19:00 in the west: one gets it now, three in the morning."""
    told.world.advance(12 * 60)
    told.ask("rep2", "GET", "/settings/hours")
    preview = told.ask("rep2", "POST", "/broadcasts/preview", TO_ALL)
    made = told.ask("rep2", "POST", "/broadcasts", TO_ALL)
    told.world.drain()
    if preview.ok and preview.json["waiting"] != 3:
        told.world.monitor.broken.append(f"Q1: {preview.json['waiting']} would wait")
    if made.ok:
        told.ask("rep2", "GET", f"/broadcasts/{made.json['id']}")
        told.ask("rep2", "GET", f"/broadcasts/{made.json['id']}/recipients?waiting=true")


def claimed_at_the_last_minute(told: Teller) -> None:
    """A text is handed over at 19:59, nobody knows whether it went, and the night comes before it may be sent again."""
    told.world.advance(9 * 60 + 59)
    with told.world.around(unclear(Mode.LOST_HARD)):
        told.ask("rep2", "POST", "/broadcasts", TO_ALL | {"group": SOUTH})
        told.world.drain()


def enough_for_a_day(told: Teller) -> None:
    """Four broadcasts in an hour to a Floridan: the fourth waits for the next day."""
    for number in range(4):
        told.ask("rep2", "POST", "/broadcasts", TO_ALL | {"group": SOUTH, "body": f"Offer {number}"})
        told.world.drain()
        told.world.advance(15)
