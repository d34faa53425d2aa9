"""Hands texts to the provider: single ones, and a broadcast's recipients side by side."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import deliver as flow
from chalicelib.flows import recipients
from chalicelib.flows.follow import follow
from chalicelib.wiring import wiring
from chalicelib.workers.batch import Job, each_job

bp = Blueprint(__name__)


@bp.on_sqs_message(queue="deliver", batch_size=5, name="deliver")
@each_job
def deliver(job: Job) -> None:
    """One job: a message by box and id, up to 25 recipients of a broadcast, or a contact whose heads must follow."""
    if job["kind"] == "follow":
        follow(wiring, job["contact"], job["effect"], wiring.now())
    elif job["kind"] == "recipients":
        recipients.deliver(wiring, job["broadcast"], job["contacts"], wiring.now())
    else:
        flow.deliver(wiring, job["box"], job["message"], wiring.now())
