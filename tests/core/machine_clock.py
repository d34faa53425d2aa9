"""The legal clock said a second time, minute by minute, and the moments at which a clock may go wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONES = (
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "Australia/Lord_Howe",
    "America/Phoenix",
)
"""One hour of summer time; half an hour off the hour, and three quarters; both with summer time; half an hour of
summer time; none at all."""
OPENS, CLOSES = 8, 21
"""The federal window (47 CFR 64.1200(c)(1)), which alone counts for numbers of the capital."""
MINUTE = timedelta(minutes=1)
TURNED = (date(2027, 3, 14), date(2026, 11, 1), date(2027, 4, 4), date(2026, 9, 27), date(2026, 10, 4))
"""Days on which one of these clocks is put forward or back."""
DAYS = (*TURNED, date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29), date(2026, 11, 21))
HOURS = (0, 1, 2, 3, OPENS, CLOSES, 23)


def is_open(zone: str, at: datetime) -> bool:
    """What somebody there reads off the wall."""
    return OPENS <= at.astimezone(ZoneInfo(zone)).hour < CLOSES


def opens(zone: str, at: datetime) -> datetime:
    """Looked for minute by minute."""
    found = at
    while not is_open(zone, found):
        found = found.replace(second=0, microsecond=0) + MINUTE
    return found


def edge(zone: str, day: date, hour: int) -> datetime:
    """The moment at which clocks there show this hour; in a gap, as if they had not been turned yet."""
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)
