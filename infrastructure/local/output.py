"""What the terminal shows: how to begin, and what goes wrong. All else goes to the logs."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from pathlib import Path

from infrastructure.local.settings import Settings

_TERMINAL = logging.StreamHandler(sys.stderr)


def say(text: str) -> None:
    """Writes to the terminal, wherever the app's own output goes."""
    print(text, file=sys.__stdout__, flush=True)


def divert(log: Path) -> None:
    """Sends what the app prints to `log`, before it is imported; its errors come to the terminal as well."""
    sys.stdout = log.open("a", encoding="utf-8", buffering=1)
    _TERMINAL.setLevel(logging.ERROR)
    _TERMINAL.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(_TERMINAL)
    kept = logging.FileHandler(log, encoding="utf-8")
    kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("infrastructure").addHandler(kept)


def hush() -> None:
    """Shows no more errors: while all is being ended, each part misses the others."""
    logging.getLogger().removeHandler(_TERMINAL)


def welcome(settings: Settings, people: Mapping[str, str], password: str, lines: Mapping[str, str]) -> str:
    """How to begin."""
    return "\n".join(
        (
            "",
            f"  dashboard  {settings.url}",
            *(f"    {email:22} {role}" for email, role in people.items()),
            f"    password {password}",
            f"  phones     {settings.carrier_url}   text as a customer to",
            *(f"    {number:22} {label}" for number, label in lines.items()),
            f"  AWS        {settings.aws_url}   embedded",
            f"  data and logs in {settings.folder}; Ctrl-C stops, FRESH=1 begins anew",
            "",
        )
    )
