"""Names of time zones, as people give them."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chalicelib.core.errors import Invalid

NONE_SUCH = "Name a zone as the IANA database does, such as America/New_York."


def check(zone: str) -> None:
    """Return for a zone that there is, and for none; else Invalid."""
    if not zone:
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid({"zone": NONE_SUCH}) from None
