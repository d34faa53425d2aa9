"""How a number must be set up at the provider, so that no text to it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

HOOK = "/hooks/twilio/inbound"
OVERRIDES = "#rc=5&rp=all"
"""The provider repeats a webhook five times, whatever went wrong (Twilio's connection overrides, read 2026-11)."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """Where a number's texts are posted. Statuses need no setting: each text names its own callback."""

    sms_url: str = ""
    sms_method: str = "POST"
    sms_fallback_url: str = ""
    sms_fallback_method: str = "POST"


def wanted(public_url: str) -> Wiring:
    """The wiring of every line of a stage. The fallback is the same address: a new request finds a new function."""
    hook = public_url + HOOK
    return Wiring(hook + OVERRIDES, "POST", hook + OVERRIDES, "POST")


def faults(found: Wiring, right: Wiring) -> list[str]:
    """What is wired otherwise than it should be, in words; empty when all is right."""
    told = []
    if bare(found.sms_url) != bare(right.sms_url):
        told.append(f"its texts go to {place(found.sms_url) or 'nowhere'}")
    elif found.sms_url != right.sms_url:
        told.append(f"a webhook that fails is not repeated (its address lacks {OVERRIDES})")
    if found.sms_method != right.sms_method:
        told.append(f"its webhook is called by {found.sms_method}, not {right.sms_method}")
    if found.sms_fallback_url != right.sms_fallback_url or found.sms_fallback_method != right.sms_fallback_method:
        told.append("its fallback is not set: a text is lost when the first address does not answer")
    return told


def elsewhere(found: Wiring, right: Wiring) -> str:
    """The address that gets the number's texts now, where that is neither ours nor nothing."""
    return place(found.sms_url) if bare(found.sms_url) != bare(right.sms_url) else ""


def bare(url: str) -> str:
    """The address without the provider's own fragment."""
    return url.partition("#")[0]


def place(url: str) -> str:
    """The address as it may be shown: an address may carry a password or a key."""
    parts = urlsplit(url)
    return f"{parts.hostname}{parts.path}" if parts.hostname else ""
