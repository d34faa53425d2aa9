"""Who has a conversation open just now."""

from __future__ import annotations

from chalicelib.core import viewers
from chalicelib.core.viewers import Viewer
from tests.core.builders import BOSS, NOW, REP1, REP2, later


def test_the_others_who_are_there_now_those_who_type_first() -> None:
    boss, rep = Viewer(BOSS, later(seconds=-1)), Viewer(REP2, later(seconds=-2))
    assert viewers.others([rep, Viewer(REP1, NOW), boss], REP1, NOW) == [boss, rep]
    typing = Viewer(REP2, later(seconds=-30), typing=True)
    assert viewers.others([boss, typing], REP1, NOW) == [typing, boss]


def test_who_was_noted_too_long_ago_has_gone() -> None:
    assert viewers.others([Viewer(REP2, NOW - viewers.FRESH)], REP1, NOW) == []
    assert viewers.others([Viewer(REP2, later(seconds=-44.9))], REP1, NOW) != []
    assert viewers.FRESH > 2 * viewers.EVERY, "one note may be lost"


def test_of_two_noted_together_the_order_is_the_same_for_everybody() -> None:
    both = [Viewer(REP2, NOW), Viewer(BOSS, NOW)]
    assert viewers.others(both, REP1, NOW) == viewers.others(both[::-1], REP1, NOW)
