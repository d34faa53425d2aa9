"""Settings of the local run, read once from the environment."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


class BadSettings(Exception):
    """Names what cannot be, and how to choose otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Ports on this machine, where the data is kept, and how often the minute's tick comes (seconds)."""

    port: int
    carrier_port: int
    aws_port: int
    folder: Path
    fresh: bool
    tick_seconds: float

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        return f"{self.url}/api"

    @property
    def carrier_url(self) -> str:
        return f"http://127.0.0.1:{self.carrier_port}"

    @property
    def aws_url(self) -> str:
        return f"http://127.0.0.1:{self.aws_port}"

    @property
    def ports(self) -> dict[str, int]:
        """Each port by the variable that chooses it."""
        return {"PORT": self.port, "CARRIER_PORT": self.carrier_port, "AWS_PORT": self.aws_port}


def read(environment: Mapping[str, str]) -> Settings:
    """PORT (8000), CARRIER_PORT (8001), AWS_PORT (any free one), PARLEY_LOCAL, FRESH, PARLEY_TICK_SECONDS."""
    port = _port(environment, "PORT", 8000)
    carrier = _port(environment, "CARRIER_PORT", 8001)
    aws = _port(environment, "AWS_PORT", _free())
    if len({port, carrier, aws}) < 3:
        raise BadSettings("PORT, CARRIER_PORT and AWS_PORT must differ.")
    return Settings(
        port=port,
        carrier_port=carrier,
        aws_port=aws,
        folder=Path(environment.get("PARLEY_LOCAL") or ROOT / ".local").resolve(),
        fresh=environment.get("FRESH", "") not in ("", "0"),
        tick_seconds=_seconds(environment.get("PARLEY_TICK_SECONDS") or "60"),
    )


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _port(environment: Mapping[str, str], name: str, usual: int) -> int:
    value = environment.get(name) or str(usual)
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise BadSettings(f"{name} must be a number from 1 to 65535.")
    return int(value)


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 3600:
        raise BadSettings("PARLEY_TICK_SECONDS must be from 0.1 to 3600.")
    return seconds
