"""Connection overrides: how often and how patiently the provider calls a URL, told in the URL's own fragment.

`#rc=5&rp=all&ct=2000&rt=15000&tt=15000`: retry count 0–5, retry policy (ct, rt, 4xx, 5xx, all), connect, read
and total time in ms. Source: Twilio's page on webhook connection overrides, read 2026-11. Without them
nothing is repeated, as with the real webhooks of texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, urldefrag

Failure = Literal["ct", "rt", "4xx", "5xx"]
MOST_RETRIES = 5


@dataclass(frozen=True, slots=True)
class Target:
    """A URL without its fragment, which is neither sent nor signed, and what that said; times in seconds."""

    url: str
    retries: int
    policy: frozenset[str]
    connect: float
    read: float
    total: float

    def retries_after(self, failure: Failure, attempt: int, waited: float) -> bool:
        """Whether one more follows the `attempt`th (from 0), `waited` seconds after the first began."""
        return attempt < self.retries and waited < self.total and bool(self.policy & {failure, "all"})


def target(url: str) -> Target:
    """What to call and how."""
    bare, fragment = urldefrag(url)
    said = {key: values[-1] for key, values in parse_qs(fragment).items()}
    default_retries = 1 if "rp" in said else 0
    return Target(
        url=bare,
        retries=_within(said.get("rc"), 0, MOST_RETRIES, default_retries),
        policy=frozenset(said.get("rp", "ct").split(",")),
        connect=_within(said.get("ct"), 100, 10_000, 10_000) / 1000,
        read=_within(said.get("rt"), 100, 15_000, 15_000) / 1000,
        total=_within(said.get("tt"), 100, 15_000, 15_000) / 1000,
    )


def _within(text: str | None, low: int, high: int, default: int) -> int:
    return min(max(int(text), low), high) if text and text.isdecimal() else default
