"""What the core's tests are made of: one brand with its lines and people, and one contact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.core.brand import Brand
from chalicelib.core.ids import Ids, LineId, PersonId
from chalicelib.core.inbound import Facts, Inbound
from chalicelib.core.lines import Line, LineKind, LineUse
from chalicelib.core.people import Person, Role
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Thread

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
"""A Friday, 10:00 where the contact is."""
IDS = Ids(b"a key for tests")
PHONE = PhoneNumber("+12025550123")
CONTACT = IDS.contact(PHONE)
REP1, REP2, BOSS = PersonId("rep1"), PersonId("rep2"), PersonId("boss")


def later(**units: float) -> datetime:
    return NOW + timedelta(**units)


def line(number: str = "+12025550100", **fields: Any) -> Line:
    """A shared local line of rep1 and rep2."""
    known: dict[str, Any] = {"label": "Brand", "kind": LineKind.LOCAL, "use": LineUse.SHARED}
    known["members"] = frozenset({REP1, REP2})
    phone = PhoneNumber(number)
    return Line(id=IDS.line(phone), number=phone, **(known | fields))


def own_line(owner: PersonId = REP1, number: str = "+18005550101", **fields: Any) -> Line:
    """A toll-free line of one rep."""
    known: dict[str, Any] = {"kind": LineKind.TOLL_FREE, "use": LineUse.PERSONAL, "owner": owner}
    known["members"] = frozenset({owner})
    return line(number, **(known | fields))


LOCAL = line()
OTHER: LineId = IDS.line(PhoneNumber("+18005550101"))


def person(name: str = "rep1", role: Role = Role.STANDARD, **fields: Any) -> Person:
    return Person(id=PersonId(name), name=name, email=f"{name}@example.com", role=role, **fields)


def thread(on: Line = LOCAL, **fields: Any) -> Thread:
    """A thread of the contact on a line, with nothing said yet."""
    return Thread(
        id=IDS.thread(on.number, PHONE), line=on.id, contact=CONTACT, line_number=on.number, phone=PHONE, **fields
    )


def text(body: str = "hello", on: Line = LOCAL, **fields: Any) -> Inbound:
    """A text of the contact to a line, now."""
    known: dict[str, Any] = {"provider_id": "SM" + "0" * 32, "sender": PHONE, "to": on.number, "at": NOW}
    return Inbound(body=body, **(known | fields))


def facts(head: Thread | None = None, on: Line = LOCAL, *, brand_stop: bool = True, **fields: Any) -> Facts:
    return Facts(line=on, contact_id=CONTACT, thread=head, brand=Brand(name="Acme", brand_stop=brand_stop), **fields)
