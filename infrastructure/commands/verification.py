"""Toll-free verification: what its states mean for texting, and what to do."""

from __future__ import annotations

_WORDS = {
    "TWILIO_APPROVED": ("verified", ""),
    "PENDING_REVIEW": (
        "waits for review",
        "Nothing to do: it takes some days. Until then carriers block its texts (30032).",
    ),
    "IN_REVIEW": (
        "is being reviewed",
        "Nothing to do: it takes some days. Until then carriers block its texts (30032).",
    ),
    "TWILIO_REJECTED": (
        "was refused",
        "Open the number in the provider's console: it says why. Mend that and hand it in again.",
    ),
}
NOT_ASKED = (
    "not verified",
    (
        "Carriers block texts from it (30032). Open the number in the provider's console > Regulatory, and hand in the "
        "verification: docs/operator/README.md says what to write."
    ),
)


def meaning(state: str) -> tuple[str, str]:
    """(what it is, what to do; empty where there is nothing to do)."""
    return _WORDS.get(state, NOT_ASKED)
