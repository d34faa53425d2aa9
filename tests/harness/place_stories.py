"""Stories of a broadcast at a time of day wherever each contact is (SD-7)."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.harness import brand
from tests.harness.night_stories import ALABAMIAN, COUNTRY, FLORIDAN, WESTERNER
from tests.harness.teller import Teller

ORDER = {"line": brand.SHARED, "group": COUNTRY, "body": "Good morning", "send_at_local": "2026-03-03T09:30"}
MOMENTS = {brand.HANDSETS[0]: 14, FLORIDAN: 14, ALABAMIAN: 15, WESTERNER: 17}
"""The hour in UTC at which it is half past nine where they are."""


def same_time_of_day(told: Teller) -> None:
    """Ordered a day ahead, moved by an hour and back; nobody gets it early, whatever fails."""
    told.ask("rep2", "POST", "/broadcasts/preview", ORDER)
    made = told.ask("rep2", "POST", "/broadcasts", ORDER)
    if made.ok:
        path = f"/broadcasts/{made.json['id']}"
        told.ask("rep2", "PATCH", path, {"send_at_local": "2026-03-03T10:30"}, also=(409,))
        told.ask("rep2", "PATCH", path, {"send_at_local": "2026-03-03T09:30"}, also=(409,))
    for hours in (10, 13.6, 1, 1, 1):
        told.world.advance(60 * hours)
        told.world.tick()
        told.world.drain()
    for text in told.world.carrier.sent:
        due = datetime(2026, 3, 3, MOMENTS.get(text.to, 0), 30, tzinfo=UTC)
        if text.to in MOMENTS and text.at < due:
            told.world.monitor.broken.append(f"SD-7: {text.to[-4:]} got it at {text.at}, not at {due}")
