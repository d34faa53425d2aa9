"""Sample nouns for the store's tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.core.broadcasts import Broadcast, Recipient
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.effects import alert
from chalicelib.core.groups import Group
from chalicelib.core.ids import BroadcastId, ContactId, GroupId, Ids, MessageId, PersonId, thread_of, ulid
from chalicelib.core.lines import Line, LineKind, LineUse
from chalicelib.core.messages import Direction, Message, Origin, Status
from chalicelib.core.people import Person, Role
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Folder, Standing, Tab, Thread

IDS = Ids(b"ids of tests")
NOW = datetime(2026, 11, 22, 12, 0, 0, 123000, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
LINE = PhoneNumber("+18005550100")
OTHER_LINE = PhoneNumber("+18005550101")
PHONE = PhoneNumber("+12025550123")
REP = PersonId("rep1")


def phone(place: int) -> PhoneNumber:
    return PhoneNumber(f"+1202555{place:04d}")


def line(number: PhoneNumber = LINE, **values: Any) -> Line:
    known = {"label": "Brand", "kind": LineKind.TOLL_FREE, "use": LineUse.SHARED, **values}
    return Line(id=IDS.line(number), number=number, **known)


def thread(number: PhoneNumber = LINE, of: PhoneNumber = PHONE, **values: Any) -> Thread:
    contact, line_id = IDS.contact(of), IDS.line(number)
    known = {"folder": Folder.INBOX, "tab": Tab.NEEDS_ATTENTION, "activity": NOW, "name": "Ann", **values}
    return Thread(id=thread_of(line_id, contact), line=line_id, contact=contact, line_number=number, phone=of, **known)


def standing(of: PhoneNumber = PHONE, **values: Any) -> Standing:
    return Standing(contact=IDS.contact(of), **values)


def message(box: str, at: datetime = NOW, seed: str = "", **values: Any) -> Message:
    known = {
        "direction": Direction.OUT,
        "origin": Origin.ONE_TO_ONE,
        "body": "Hello",
        "at": at,
        "status": Status.QUEUED,
        "due": at,
        **values,
    }
    return Message(box=box, id=MessageId(ulid(int(at.timestamp() * 1000), seed)), **known)


def contact(of: PhoneNumber = PHONE, **values: Any) -> Contact:
    return Contact(id=IDS.contact(of), phone=of, **values)


def contact_id(place: int) -> ContactId:
    return IDS.contact(phone(place))


def person(name: str = "rep1", **values: Any) -> Person:
    known = {"name": name, "email": f"{name}@example.com", "role": Role.STANDARD, **values}
    return Person(id=PersonId(name), **known)


def group(group_id: GroupId, name: str = "Spring list") -> Group:
    return Group(id=group_id, name=name, created=NOW, author=REP)


def broadcast(at: datetime = NOW, number: PhoneNumber = LINE, **values: Any) -> Broadcast:
    known = {"group": GroupId("g1"), "group_name": "Spring", "size": 3, "body": "Hi", "author": REP, **values}
    return Broadcast(
        id=BroadcastId(ulid(int(at.timestamp() * 1000), "b")),
        line=IDS.line(number),
        line_number=number,
        at=at,
        **known,
    )


def recipient(of: Broadcast, place: int, **values: Any) -> Recipient:
    return Recipient(broadcast=of.id, contact=contact_id(place), phone=phone(place), **values)


def consenting(**values: Any) -> Thread:
    return thread(consent=Consent.YES, **values)


def created(head: Thread) -> Changes:
    return Changes(thread=head)


def moved(before: Thread, **values: Any) -> Changes:
    return Changes(before=before, thread=replace(before, **values))


def inbound(head: Thread) -> Changes:
    """What a first plain text makes of a store that knows nothing yet."""
    text = message(head.id, direction=Direction.IN, status=Status.RECEIVED, due=None, provider_id="SM1")
    return Changes(
        thread=head,
        standing=Standing(contact=head.contact, lines=frozenset({head.line})),
        messages=(text,),
        contact=contact(head.phone),
        seen="SM1",
        effects=(alert(head.id, text.id, NOW),),
    )
