"""A broadcast tells whether more recipients are still to be listed."""

from __future__ import annotations

import pytest

from chalicelib.core.broadcasts import Broadcast, Stage
from chalicelib.core.ids import BroadcastId, GroupId
from chalicelib.flows.broadcasts import Seen
from chalicelib.routes import present_broadcasts
from tests.core.builders import LOCAL, NOW, REP1


@pytest.mark.parametrize(
    ("stage", "cursor", "listing"),
    [
        (Stage.PREPARING, None, True),
        (Stage.PAUSED, "further", True),
        (Stage.PAUSED, None, False),
        (Stage.RUNNING, None, False),
        (Stage.CANCELLED, "further", False),
    ],
)
def test_it_lists_until_nobody_follows_or_it_is_over(stage: Stage, cursor: str | None, listing: bool) -> None:
    id_ = BroadcastId("b1")
    one = Broadcast(id_, LOCAL.id, LOCAL.number, GroupId("g"), "", 1, "Hi", REP1, NOW, stage, cursor=cursor)
    assert present_broadcasts.broadcast(Seen(one, LOCAL, "Rep"), NOW).listing is listing
