"""An opt-in on its way through the queue, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from chalicelib.core.ids import LineId
from chalicelib.core.optin import OptIn


def written(line: LineId, asked: OptIn, *, busy: bool = False) -> dict[str, object]:
    """As a job's fields, all of which JSON knows."""
    told = asdict(asked) | {"at": asked.at.isoformat(), "tags": sorted(asked.tags), "busy": busy}
    return {"line": line, "opt_in": told}


def read(job: Mapping[str, Any]) -> tuple[LineId, OptIn]:
    """The line, and what was said. KeyError or TypeError for what is no such job."""
    told: dict[str, Any] = dict(job["opt_in"])
    told["at"] = datetime.fromisoformat(told["at"])
    told["tags"] = frozenset(told["tags"])
    return LineId(job["line"]), OptIn(**told)
