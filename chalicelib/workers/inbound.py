"""Texts that could not be stored when they came: the same flow, from the queue."""

from __future__ import annotations

from datetime import datetime

from chalice.app import Blueprint

from chalicelib.core.errors import Busy
from chalicelib.flows.receive import Taken, receive
from chalicelib.observe import count
from chalicelib.wiring import wiring
from chalicelib.workers.batch import Job, each_job

bp = Blueprint(__name__)


@bp.on_sqs_message(queue="inbound", batch_size=10, name="inbound")
@each_job
def inbound(job: Job) -> None:
    """Takes in one webhook's form, at the time when it came."""
    text = wiring.webhooks.inbound(job["form"], datetime.fromisoformat(job["received"]))
    try:
        taken = receive(wiring, text)
    except wiring.storage_faults as fault:
        raise Busy("store_busy", "The store does not answer.") from fault
    if taken is Taken.QUARANTINED:
        count("Quarantined")
