"""The brand's own settings: what it is called, what it answers, and how strict it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Brand:
    """`brand_stop`: a STOP counts for every line (CN-12), not for the one it was sent to alone.

    `help` is how the brand is reached (an address, a phone, a page), as HELP is answered. `zone` is the IANA zone of
    contacts and lines that have none. `countries` are the regions (ISO 3166) whose numbers may opt in. `texting` off:
    nothing is texted (AD-3). `opt_ins_a_day` confirmations at most are asked for in a day; the rest waits for review.
    `remind_after` hours an unconfirmed opt-in is reminded of (0: never), after `expires_after` days it ends.
    """

    name: str = "Your brand"
    brand_stop: bool = True
    help: str = ""
    zone: str = "America/New_York"
    countries: frozenset[str] = frozenset({"US", "CA"})
    texting: bool = True
    opt_ins_a_day: int = 500
    remind_after: int = 24
    expires_after: int = 7
    version: int = 0
