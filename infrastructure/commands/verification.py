"""Toll-free verification: what its states mean for texting, and what to do."""

from __future__ import annotations

_WAIT = "Nothing to do: it takes some days. Until then carriers block its texts (30032)."
_WAITING = {"PENDING_REVIEW": "waits for review", "IN_REVIEW": "is under review"}
_REFUSED = "Open the number in the provider's console: it says why. Mend that and hand it in again."
_NOT_ASKED = (
    "Carriers block texts from it (30032). Open the number in the provider's console > Regulatory information and hand "
    "in the verification; docs/operator/README.md says what to write."
)


def waits(state: str) -> bool:
    return state in _WAITING


def meaning(state: str) -> tuple[str, str]:
    """(how it stands, what to do; empty where there is nothing to do), for "Its verification …"."""
    if waits(state):
        return _WAITING[state], _WAIT
    match state:
        case "TWILIO_APPROVED":
            return "is approved", ""
        case "TWILIO_REJECTED":
            return "was refused", _REFUSED
    return "was not asked for", _NOT_ASKED
