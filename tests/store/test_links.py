"""Short links in the store: found by their code alone, counted when they are opened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.core import links
from chalicelib.core.broadcasts import Broadcast, Recipient, spread
from chalicelib.core.ids import BroadcastId, shard
from chalicelib.core.responses import Kind
from chalicelib.store.broadcasts import BroadcastStore
from chalicelib.store.database import Database
from chalicelib.store.links import LinkStore
from tests.store import given
from tests.store.given import IDS, MINUTE, NOW

SMALL, WIDE = BroadcastId("01SMALL"), BroadcastId("01WIDE-16")
BOTH = pytest.mark.parametrize("broadcast", [SMALL, WIDE])


@pytest.fixture
def store(database: Database) -> LinkStore:
    return LinkStore(database)


def known(broadcasts: BroadcastStore, one: Recipient) -> tuple[Broadcast, Recipient]:
    found = broadcasts.get(one.broadcast)
    assert found is not None
    return found, one


def row(broadcast: BroadcastId, place: int) -> Recipient:
    known = given.recipient(replace(given.broadcast(), id=broadcast), place)
    secret = IDS.link(broadcast, known.contact, links.SECRET)
    return replace(known, link=links.code(broadcast, known.contact, shard(known.contact, spread(broadcast)), secret))


def listed(broadcasts: BroadcastStore, store: LinkStore, broadcast: BroadcastId, many: int) -> list[Recipient]:
    broadcasts.create(replace(given.broadcast(), id=broadcast), None)
    rows = [row(broadcast, place) for place in range(many)]
    store.name(broadcast)
    store.name(broadcast)
    broadcasts.list_recipients(rows)
    return rows


@BOTH
def test_each_code_finds_its_own_recipient(
    broadcasts: BroadcastStore, store: LinkStore, broadcast: BroadcastId
) -> None:
    for one in listed(broadcasts, store, broadcast, 12):
        assert store.find(links.read(one.link)) == known(broadcasts, one)
        assert store.find(links.read(f"{one.link}2")) == known(broadcasts, one)


@BOTH
def test_nothing_but_the_whole_code_finds_anybody(
    broadcasts: BroadcastStore, store: LinkStore, broadcast: BroadcastId
) -> None:
    """Neither another secret, nor another place, nor one of a broadcast without links."""
    (one,) = listed(broadcasts, store, broadcast, 1)
    last = "0" if one.link[-1] != "0" else "1"
    for letter in "0123456789abcdefghjkmnpqrstvwxyz":
        if letter != one.link[4]:
            assert store.find(links.read(one.link[:4] + letter + one.link[5:])) is None
    assert store.find(links.read(one.link[:-1] + last)) is None
    unnamed = BroadcastId("01OTHER")
    broadcasts.list_recipients([row(unnamed, 1)])
    assert store.find(links.read(row(unnamed, 1).link)) is None


def test_a_broadcast_that_is_gone_leads_nowhere(broadcasts: BroadcastStore, store: LinkStore) -> None:
    store.name(SMALL)
    broadcasts.list_recipients([row(SMALL, 1)])
    assert store.find(links.read(row(SMALL, 1).link)) is None


def test_a_recipient_without_a_code_is_never_found(broadcasts: BroadcastStore, store: LinkStore) -> None:
    one = row(SMALL, 1)
    store.name(SMALL)
    broadcasts.list_recipients([replace(one, link="")])
    assert store.find(links.read(one.link)) is None


def test_two_broadcasts_may_begin_their_links_alike(
    broadcasts: BroadcastStore, store: LinkStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "token", lambda _: "0000")
    rows = [one for broadcast in (SMALL, WIDE) for one in listed(broadcasts, store, broadcast, 3)]
    for one in rows:
        assert store.find(links.read(one.link)) == known(broadcasts, one)


@BOTH
def test_who_opens_is_counted_once_and_each_time(
    broadcasts: BroadcastStore, store: LinkStore, broadcast: BroadcastId
) -> None:
    first, second, _ = listed(broadcasts, store, broadcast, 3)
    store.clicked(broadcast, first.contact, NOW)
    store.clicked(broadcast, first.contact, NOW + MINUTE)
    store.clicked(broadcast, second.contact, NOW + MINUTE)
    assert broadcasts.responses(broadcast) == ({Kind.REPLY: 0, Kind.OPT_OUT: 0, Kind.CLICK: 2, Kind.CONVERSION: 0}, 3)
    found = {one.contact: one for one in broadcasts.recipients(broadcast, None, 10).items}
    assert found[first.contact] == replace(first, clicked=NOW, clicks=2)
    assert found[second.contact] == replace(second, clicked=NOW + MINUTE, clicks=1)
    only = broadcasts.recipients(broadcast, None, 10, response=Kind.CLICK).items
    assert {one.contact for one in only} == {first.contact, second.contact}
