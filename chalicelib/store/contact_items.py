"""A contact as items: itself, in a list by name, and one small item for each word that it is found by."""

from __future__ import annotations

from collections.abc import Iterable

from pynamodb.expressions.condition import Condition

from chalicelib.core.contacts import Contact, search_words
from chalicelib.core.ids import ContactId
from chalicelib.store import keys
from chalicelib.store.codec import Codec, Item, text
from chalicelib.store.database import Database, Write, keyed
from chalicelib.store.expressions import ABSENT
from chalicelib.store.times import to_ms

CONTACT = Codec(Contact, keys=("id",))
LONGEST = 100
"""Characters of a name or word that are looked at; a key holds 1,024 bytes."""
MOST_WORDS = 40
NAMELESS = "~"
"""Sorts those whose name is not known behind the names, by number."""


def encode(contact: Contact) -> Item:
    """The whole item, keys included."""
    attributes = CONTACT.encode(contact)
    attributes["list"] = text(keys.contact_list(contact.id))
    attributes["rank"] = text(rank(contact))
    return keyed(keys.contact(contact.id), attributes)


def decode(item: Item) -> Contact:
    return CONTACT.decode(item, id=ContactId(item["pk"]["S"]))


def rank(contact: Contact) -> str:
    """Its place among all contacts by name; unique, as it ends in the id."""
    shown = folded(contact.name) or NAMELESS + contact.phone
    return shown + keys.END + contact.id


def folded(name: str) -> str:
    """A name, or the beginning of one, as contacts are ordered by it."""
    return " ".join(name.casefold().split())[:LONGEST]


def words(contact: Contact) -> frozenset[str]:
    """What it is found by: numbers first, and no more than fit beside it into one transaction."""
    return frozenset(word[:LONGEST] for word in sorted(search_words(contact))[:MOST_WORDS])


def creating(database: Database, contact: Contact) -> list[Write]:
    """The writes of a new contact; the first fails where it is known already."""
    return [
        database.putting("contacts", encode(contact), ABSENT),
        *finding(database, contact, words(contact)),
        *marking(database, contact),
    ]


def replacing(database: Database, before: Contact, after: Contact, when: Condition) -> list[Write]:
    """The writes that make `after` of `before` and have it found by its own words only."""
    old, new = words(before), words(after)
    return [
        database.putting("contacts", encode(after), when),
        *finding(database, after, new - old),
        *losing(database, after.id, old - new),
        *(marking(database, after) if after.unreachable != before.unreachable else ()),
    ]


def marking(database: Database, contact: Contact) -> list[Write]:
    """Its place in the list of those who are texted no more, which is there while its number takes no texts."""
    key = keys.unreachable(contact.id)
    if contact.unreachable is None:
        return [database.deleting("contacts", key)] if contact.version else []
    since = to_ms(contact.unreachable_since) if contact.unreachable_since else 0
    place = {"list": text(keys.UNREACHABLE), "rank": text(f"{since:015d}#{contact.id}")}
    return [database.putting("contacts", keyed(key, place))]


def finding(database: Database, contact: Contact, found_by: Iterable[str]) -> list[Write]:
    places = [keys.word(word, contact.id) for word in sorted(found_by)]
    return [database.putting("contacts", keyed(place, {})) for place in places]


def losing(database: Database, contact: ContactId, found_by: Iterable[str]) -> list[Write]:
    return [database.deleting("contacts", keys.word(word, contact)) for word in sorted(found_by)]
