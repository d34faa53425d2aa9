"""Every ten minutes: the provider's list of texts against ours."""

from __future__ import annotations

from chalice.app import Blueprint, CloudWatchEvent, Rate

from chalicelib.flows.reconcile import reconcile as flow
from chalicelib.observe import count
from chalicelib.wiring import wiring

bp = Blueprint(__name__)


@bp.schedule(Rate(10, unit=Rate.MINUTES), name="reconcile")
def reconcile(event: CloudWatchEvent) -> None:  # noqa: ARG001 - Chalice gives the event
    """Takes in what was missed, and counts it."""
    count("InboundMissed", flow(wiring, wiring.now()))
