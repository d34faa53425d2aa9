"""Lines and contacts of a simulation: made as they are asked for, so that a million of them take no room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.core.broadcasts import Broadcast, broadcast_id
from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.groups import Group
from chalicelib.core.ids import ContactId, GroupId, Ids, PersonId, thread_of, ulid
from chalicelib.core.lines import Line, LineKind, LineUse
from chalicelib.core.people import Person, Role
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Standing, Thread
from chalicelib.flows.ports import House
from chalicelib.store import contact_items, heads, keys
from chalicelib.store.codec import Item, Value, text
from chalicelib.store.database import keyed

TOLL_FREE_RATE, SHORT_CODE_RATE = 3, 100
SHORT_CODE = PhoneNumber("70700")
AUTHOR = PersonId("rep")
_AREAS = """
201 202 203 205 207 208 209 210 212 213 214 216 217 218 219 224 225 228 229 231 234 240 248 251 252 253
254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319
320 321 323 325 330 331 334 336 337 339 346 347 351 352 360 361 385 386 401 402 404 405 406 407 408 409
410 412 413 414 415 417 419 423 424 425 430 432 434 435 440 443 469 470 475 478 479 480 484 501 502 503
504 505 507 508 509 510 512 513
"""
AREAS = tuple(_AREAS.split())
"""Of the contiguous states; each has ten thousand numbers of the exchange 555, which is nobody's."""
EACH_AREA = 10_000
BODY = (
    "Hi {{first_name}}, the spring list is here. Answer with a size and a colour, and we keep it for you until Friday."
)
SHORT_NAME, LONG_NAME = "Ann", "Wilhelmina Anastasia Bartholomea Konstantina Alexandrina Emmanuela Petronella Jo"
LONG = 10
"""One of so many has a name that makes its text two segments long."""
CONTACT = text("contact")


@dataclass(frozen=True, slots=True)
class Crowd:
    """The contacts of a simulation, by their places from 0 on."""

    size: int

    def phone(self, place: int) -> PhoneNumber:
        return PhoneNumber(f"+1{AREAS[place // EACH_AREA]}555{place % EACH_AREA:04}")

    def place(self, phone: PhoneNumber) -> int:
        return AREAS.index(phone[2:5]) * EACH_AREA + int(phone[8:])

    def name(self, place: int) -> str:
        return LONG_NAME if place % LONG == 0 else SHORT_NAME

    def body(self, place: int) -> str:
        """What this contact is to get, to the letter."""
        return BODY.replace("{{first_name}}", self.name(place))


@dataclass(frozen=True, slots=True)
class Post:
    """A line with the audience of its one broadcast: contacts `begins` up to `ends`; `zone`: all live by its clocks."""

    number: PhoneNumber
    rate: int
    begins: int
    ends: int
    group: GroupId
    zone: str = ""

    @property
    def size(self) -> int:
        return self.ends - self.begins

    def line(self, ids: Ids) -> Line:
        kind = LineKind.SHORT_CODE if self.number == SHORT_CODE else LineKind.TOLL_FREE
        return Line(ids.line(self.number), self.number, "Simulated", kind, LineUse.SHARED, rate=self.rate)

    def broadcast(self, ids: Ids, now: datetime) -> Broadcast:
        """As POST /broadcasts saves it."""
        return Broadcast(
            id=broadcast_id(ulid(int(now.timestamp() * 1000), self.number), self.size),
            line=ids.line(self.number),
            line_number=self.number,
            group=self.group,
            group_name="Simulated",
            size=self.size,
            body=BODY,
            author=AUTHOR,
            at=now,
            due=now + timedelta(minutes=2),
        )


def posts(toll_free: int, each: int, short_code: int, rate: int = SHORT_CODE_RATE, first: int = 0) -> list[Post]:
    """So many toll-free lines, counted from `first`, with so many contacts each; a short code with its own (if any)."""
    places = range(first, first + toll_free)
    numbers = [(PhoneNumber(f"+1800555{100 + place:04}"), TOLL_FREE_RATE, each) for place in places]
    numbers += [(SHORT_CODE, rate, short_code)] if short_code else []
    found, begins = [], 0
    for place, (number, speed, size) in enumerate(numbers):
        found.append(Post(number, speed, begins, begins + size, GroupId(f"g{place:026}")))
        begins += size
    return found


def settle_in(house: House, lines: list[Post], now: datetime) -> None:
    """The author, the lines and the groups, by the adapters themselves."""
    house.team.put_person(Person(AUTHOR, "Rep", "rep@example.com", Role.ADMIN), None)
    for post in lines:
        house.team.put_line(post.line(house.ids))
        house.contacts.create_group(Group(post.group, "Simulated", now, AUTHOR, size=post.size))


def rows(crowd: Crowd, post: Post, ids: Ids, now: datetime) -> Iterator[tuple[str, Item]]:
    """The items that each contact of a line's audience has before anything is sent: (table, item).

    Of each name one is made by the adapters' own codecs; the others differ from it in what names the contact.
    """
    first = crowd.phone(post.begins)
    shapes = {name: _shapes(post, ids, first, name, now) for name in (SHORT_NAME, LONG_NAME)}
    known = ids.contact(first)
    for place in range(post.begins, post.ends):
        phone = crowd.phone(place)
        contact = ids.contact(phone)
        for noun, item in shapes[crowd.name(place)]:
            yield noun, {name: _of(value, known, contact) for name, value in item.items()} | _own(item, phone, contact)


def _of(value: Value, known: ContactId, contact: ContactId) -> Value:
    return {"S": value["S"].replace(known, contact)} if "S" in value and known in value["S"] else value


def _own(item: Item, phone: PhoneNumber, contact: ContactId) -> Item:
    found = {"phone": text(phone)} if "phone" in item else {}
    return found | {"list": text(keys.contact_list(contact))} if item["sk"] == CONTACT else found


def _shapes(post: Post, ids: Ids, phone: PhoneNumber, name: str, now: datetime) -> list[tuple[str, Item]]:
    line, contact = ids.line(post.number), ids.contact(phone)
    known = Contact(contact, phone, first_name=name, zone=post.zone, source="seed", created=now)
    head = Thread(
        thread_of(line, contact), line, contact, post.number, phone, name, Consent.YES, introduced=now, last_act=now
    )
    head = replace(head, events=1, version=1, changed=now, zone=post.zone)
    standing = Standing(contact, lines=frozenset({line}), version=1)
    listed = {"list": text(keys.memberships(contact)), "rank": text(post.group)}
    return [
        ("contacts", contact_items.encode(known)),
        ("contacts", keyed(keys.member(post.group, contact), listed)),
        ("conversations", {**keyed(keys.head(head.id), heads.encode(head)), "claims": {"M": {}}}),
        ("conversations", keyed(keys.standing(contact), heads.STANDING.encode(standing))),
    ]
