"""Stories of a broadcast that comes again (SD-7)."""

from __future__ import annotations

from datetime import timedelta

from tests.harness import brand, series
from tests.harness.media_stories import uploaded
from tests.harness.teller import Teller

ADA = brand.HANDSETS[0]


def for_ever(told: Teller) -> None:
    """A head with months of claims is claimed once more: what is long over leaves it, and not the timeline."""
    told.texts(ADA, brand.SHARED, "Hello")
    told.world.drain()
    told.ask("rep2", "POST", "/broadcasts", {"line": brand.SHARED, "group": brand.SOLO, "body": "Today"})
    told.world.drain()
    told.world.advance(11)
    told.world.tick()
    told.world.drain()
    seen = told.ask("rep2", "GET", f"/threads/{told.world.thread(brand.SHARED, ADA)}/messages")
    days = [item["body"] for item in seen.json["items"] if item["body"].startswith("Day ")] if seen.ok else []
    if seen.ok and sorted(days) != sorted(f"Day {place}" for place in range(series.BEFORE)):
        told.world.monitor.broken.append(f"TH-1: of {series.BEFORE} broadcasts the timeline shows {len(days)}")


def comes_again(told: Teller) -> None:
    """Twice, a day apart, each time once, with its picture; in between it is given another text."""
    first = told.world.now + timedelta(minutes=10)
    days = [f"{first + timedelta(days=ahead):%A}".lower() for ahead in (0, 1)]
    order = {"line": brand.SHARED, "group": brand.SOLO, "body": "Open today", "send_at": first.isoformat()}
    repeat = {"weekdays": days, "count": 2}
    made = told.ask("rep2", "POST", "/broadcasts", order | {"repeat": repeat, "media": uploaded(told, "rep2")})
    told.world.advance(11)
    for _ in range(3):
        told.world.tick()
        told.world.drain()
        told.world.advance(1)
    if made.ok:
        told.ask("rep2", "PATCH", f"/broadcasts/{made.json['id']}", {"body": "Open longer"}, also=(409,))
    told.world.advance(24 * 60 - 3)
    for _ in range(3):
        told.world.tick()
        told.world.drain()
        told.world.advance(1)
    if made.ok:
        told.ask("rep2", "GET", f"/broadcasts?of={made.json['id']}")
    for body in ("Open today", "Open longer"):
        if sum(body in text for text in told.world.carrier.got(ADA)) > 1:
            told.world.monitor.broken.append(f"SD-7: “{body}” came twice")
