"""Settings of the simulated carrier, read once from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What the carrier is told at its start; `port` 0 leaves the choice to the system."""

    port: int
    database: Path
    account_sid: str
    auth_token: str = field(repr=False)
    mail_url: str = ""


def from_environment(environ: Mapping[str, str]) -> Settings:
    """The carrier's settings; ValueError names every fault at once and shows no value."""
    missing = [name for name in ("CARRIER_ACCOUNT_SID", "CARRIER_AUTH_TOKEN") if not environ.get(name)]
    faults = [f"{name} is missing" for name in missing]
    port = environ.get("CARRIER_PORT", "8001")
    if not port.isdecimal():
        faults.append("CARRIER_PORT must be a number")
    if faults:
        raise ValueError("; ".join(faults))
    return Settings(
        port=int(port),
        database=Path(environ.get("CARRIER_DB", ".local/carrier.db")),
        account_sid=environ["CARRIER_ACCOUNT_SID"],
        auth_token=environ["CARRIER_AUTH_TOKEN"],
        mail_url=environ.get("CARRIER_MAIL_URL", "").rstrip("/"),
    )
