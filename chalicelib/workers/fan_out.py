"""Lists a broadcast's recipients, page by page."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows.fan_out import list_page
from chalicelib.wiring import wiring
from chalicelib.workers.batch import Job, each_job

bp = Blueprint(__name__)


@bp.on_sqs_message(queue="fan_out", batch_size=1, name="fan_out")
@each_job
def fan_out(job: Job) -> None:
    """One page; its number and cursor say which."""
    list_page(wiring, job["broadcast"], job["page"], job["cursor"], wiring.now())
