from __future__ import annotations

import pytest

from chalicelib.core import entries
from chalicelib.core.ids import MessageId
from chalicelib.core.messages import Direction, Origin, Status
from chalicelib.core.people import Person
from tests.core.builders import BOSS, NOW, person, thread


@pytest.mark.parametrize(("holder", "body"), [(person("rep2"), "Assigned to rep2"), (None, "Assigned to nobody")])
def test_a_change_of_hands_stands_in_the_timeline(holder: Person | None, body: str) -> None:
    """TH-8: nobody is sent anything by it."""
    entry = entries.assignment(thread(), holder, BOSS, MessageId("01A"), NOW)
    assert (entry.box, entry.thread, entry.id, entry.at) == (thread().id, thread().id, "01A", NOW)
    assert (entry.origin, entry.body, entry.author) == (Origin.ASSIGNMENT, body, BOSS)
    assert (entry.direction, entry.status, entry.to) == (Direction.OUT, Status.RECEIVED, None)
    assert entry.tells == ((holder.id,) if holder else ())
