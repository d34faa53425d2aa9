"""Fetches what came with texts from the provider into the brand's own bucket."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows.media import fetch
from chalicelib.wiring import wiring
from chalicelib.workers.batch import Job, each_job

bp = Blueprint(__name__)


@bp.on_sqs_message(queue="media", batch_size=1, name="media")
@each_job
def media(job: Job) -> None:
    """All files of one text."""
    fetch(wiring, job, wiring.now())
