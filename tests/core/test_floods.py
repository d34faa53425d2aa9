from __future__ import annotations

import pytest

from chalicelib.core import floods
from chalicelib.core.floods import Tide, limits, tide
from chalicelib.core.forms import FormId
from tests.core.builders import NOW, later

CLUB = FormId("club")
ADDRESS, PEER = "203.0.113.9", "198.51.100.1"


def test_address_network_peer_and_form_are_counted_by_the_hour() -> None:
    named = limits(CLUB, ADDRESS, PEER, NOW)
    assert sorted(named.values()) == sorted([floods.PER_ADDRESS, floods.PER_NETWORK, floods.PER_PEER, floods.PER_FORM])
    assert named.keys().isdisjoint(limits(CLUB, ADDRESS, PEER, later(hours=1)))


def test_neighbours_share_a_network() -> None:
    assert len(limits(CLUB, ADDRESS, PEER, NOW).keys() & limits(CLUB, "203.0.113.77", PEER, NOW).keys()) == 3
    one, other = limits(CLUB, "2001:db8:1:2::3", PEER, NOW), limits(CLUB, "2001:db8:1:ffff::1", PEER, NOW)
    assert len(one.keys() & other.keys()) == 3


@pytest.mark.parametrize("odd", ["", "unknown", "127.0.0.1", "::1"])
def test_who_has_no_address_is_counted_by_the_peer(odd: str) -> None:
    """A caller cannot hide behind a header of its own making."""
    assert limits(CLUB, odd, PEER, NOW) == limits(CLUB, PEER, PEER, NOW)
    assert list(limits(CLUB, odd, "127.0.0.1", NOW).values()) == [floods.PER_FORM]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, Tide.CALM), (30, Tide.CALM), (31, Tide.BUSY), (300, Tide.BUSY), (301, Tide.FLOOD)],
)
def test_more_than_a_crowd_waits_and_a_flood_is_dropped(count: int, expected: Tide) -> None:
    assert tide({"a": 1, "b": count}, {"a": 30, "b": 30}) is expected
