"""Tells reps what came in and what the team has for them, authors of their group message, and admins of held lines."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.core.ids import ulid_time
from chalicelib.flows import alert as flow
from chalicelib.flows import holds, notes
from chalicelib.observe import count
from chalicelib.wiring import wiring
from chalicelib.workers.batch import Job, each_job

bp = Blueprint(__name__)


@bp.on_sqs_message(queue="alert", batch_size=10, name="alert")
@each_job
def alert(job: Job) -> None:
    """One alert or one copy; the time from the webhook to here is measured (AL-3)."""
    now = wiring.now()
    if job["kind"] == "copy":
        flow.copy(wiring, job["broadcast"], now)
        return
    if job["kind"] == "held":
        holds.tell(wiring, job["line"], job["code"], job["effect"])
        return
    tell = notes.tell if job["kind"] == "team" else flow.incoming
    tell(wiring, job["thread"], job["message"], job["effect"], now)
    count("AlertLatency", now.timestamp() * 1000 - ulid_time(job["message"]), "Milliseconds")
