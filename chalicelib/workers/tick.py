"""Each minute: takes up what was left open."""

from __future__ import annotations

from chalice.app import Blueprint, CloudWatchEvent, Rate

from chalicelib.flows.tick import tick as flow
from chalicelib.wiring import wiring

bp = Blueprint(__name__)


@bp.schedule(Rate(1, unit=Rate.MINUTES), name="tick")
def tick(event: CloudWatchEvent) -> None:  # noqa: ARG001 - Chalice gives the event
    """Due texts, unfinished effects, open broadcasts."""
    flow(wiring, wiring.now(), wiring.now)
