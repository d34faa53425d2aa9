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

CONTACT = Codec(Contact, keys=("id",))
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
    shown = contact.name.casefold() or NAMELESS + contact.phone
    return shown + keys.END + contact.id


def creating(database: Database, contact: Contact) -> list[Write]:
    """The writes of a new contact; the first fails where it is known already."""
    return [
        database.putting("contacts", encode(contact), ABSENT),
        *finding(database, contact, search_words(contact)),
    ]


def replacing(database: Database, before: Contact, after: Contact, when: Condition) -> list[Write]:
    """The writes that make `after` of `before` and have it found by its own words only."""
    old, new = search_words(before), search_words(after)
    return [
        database.putting("contacts", encode(after), when),
        *finding(database, after, new - old),
        *losing(database, after.id, old - new),
    ]


def finding(database: Database, contact: Contact, words: Iterable[str]) -> list[Write]:
    found = [keys.word(word, contact.id) for word in sorted(words)]
    return [database.putting("contacts", keyed(key, {})) for key in found]


def losing(database: Database, contact: ContactId, words: Iterable[str]) -> list[Write]:
    return [database.deleting("contacts", keys.word(word, contact)) for word in sorted(words)]
