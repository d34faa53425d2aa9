"""Decides about opt-ins: those that come from forms, those that were reviewed, and those that nobody confirms."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.flows import optin as flow
from chalicelib.wiring import wiring
from chalicelib.workers.batch import Job, each_job

bp = Blueprint(__name__)


@bp.on_sqs_message(queue="opt_in", batch_size=10, name="opt_in")
@each_job
def opt_in(job: Job) -> None:
    """One job of any of the four kinds."""
    work = {"submission": flow.submission, "remind": flow.remind, "expire": flow.expire}
    if job["kind"] == "review":
        flow.reviewed(wiring, job["id"], wiring.now())
    else:
        work[job["kind"]](wiring, job, wiring.now())
