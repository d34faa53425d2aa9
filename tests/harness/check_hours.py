"""What a quiet world must show of the hours at which broadcasts went, by a table of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.harness.carrier import Text
from tests.harness.state import Row, State

AREAS = {"202": ("America/New_York", 8, 21), "305": ("America/New_York", 8, 20), "205": ("America/Chicago", 8, 20)}
"""Where the handsets of the stories are, and their windows on a weekday."""
CAPPED, MOST = "305", 3
SUNDAY = 6


def broadcasts_keep_legal_hours(state: State) -> Iterator[str]:
    """Q1: by the contact's own zone, else its area code's."""
    zones = {row["phone"]: row.get("zone", "") for row in state.contacts if row["sk"] == "contact"}
    for text in _broadcasts(state):
        zone, opens, closes = AREAS[text.to[2:5]]
        there = text.at.astimezone(ZoneInfo(zones.get(text.to) or zone))
        closed = there.weekday() == SUNDAY and text.to.startswith("+1205")
        if closed or not opens <= there.hour < closes:
            yield f"Q1: {text.ref} went to {text.to} at {there:%A %H:%M}"


def caps_are_kept(state: State) -> Iterator[str]:
    """CN-10: at most three commercial texts of a brand in 24 hours, where the law says so: broadcasts, and what asks
    for YES unprompted."""
    moments: dict[str, list[datetime]] = defaultdict(list)
    asked = {f"m.{row['pk']}.{row['sk'].removeprefix('m#')}" for row in state.messages if _unprompted(row)}
    for text in (text for text in state.world.carrier.sent if text.ref.startswith("b.") or text.ref in asked):
        if text.to[2:5] == CAPPED:
            moments[text.to].append(text.at)
    for phone, sent in moments.items():
        for first, fourth in zip(sent, sent[MOST:], strict=False):
            if fourth - first < timedelta(days=1):
                yield f"CN-10: {phone} got a fourth text within a day"


def _unprompted(row: Row) -> bool:
    return bool(row.get("opt_in")) and not row.get("prompt")


def _broadcasts(state: State) -> list[Text]:
    return [text for text in state.world.carrier.sent if text.ref.startswith("b.")]
