"""Cursors are opaque, and serve only the list they were made for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.errors import Invalid
from chalicelib.store.cursors import Cursors

CURSORS = Cursors(b"one key")


@given(scope=st.text(max_size=40), position=st.text(min_size=1, max_size=200))
def test_what_was_sealed_opens_for_its_scope(scope: str, position: str) -> None:
    sealed = CURSORS.seal(scope, position)
    assert CURSORS.open(scope, sealed) == position
    assert position not in sealed or len(position) < 4


def test_no_cursor_is_the_beginning() -> None:
    assert CURSORS.open("threads", None) is None


@pytest.mark.parametrize("cursor", ["", "x", "é", "AAAA", "A" * 5000, "%%%", "a b", "=", CURSORS.seal("other", "1")])
def test_what_was_not_sealed_here_is_invalid(cursor: str) -> None:
    with pytest.raises(Invalid) as fault:
        CURSORS.open("threads", cursor)
    assert set(fault.value.fields) == {"cursor"}


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Invalid):
        Cursors(b"another key").open("threads", CURSORS.seal("threads", "1"))


@given(place=st.integers(0, 30), bit=st.integers(0, 5))
def test_a_changed_letter_is_noticed(place: int, bit: int) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    sealed = CURSORS.seal("threads", "000000000000123#l1-c1")
    changed = letters[letters.index(sealed[place]) ^ (1 << bit)]
    with pytest.raises(Invalid):
        CURSORS.open("threads", sealed[:place] + changed + sealed[place + 1 :])
