"""Asks those who had agreed to a line's old number, page by page."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows.recapture import ask_page
from chalicelib.wiring import wiring
from chalicelib.workers.batch import Job, each_job

bp = Blueprint(__name__)


@bp.on_sqs_message(queue="recapture", batch_size=1, name="recapture")
@each_job
def recapture(job: Job) -> None:
    """One page of one run; the run itself knows where it stands."""
    ask_page(wiring, job["line"], job["round"], job["page"], job["effect"], wiring.now())
