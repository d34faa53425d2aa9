"""Tells reps what came in, of leads and of the team's work, authors of their group message, admins of held lines; and
what else a text brings about that nobody waits for."""

from __future__ import annotations

from datetime import datetime

from chalice.app import Blueprint

from chalicelib.core.ids import ulid_time
from chalicelib.flows import alert as flow
from chalicelib.flows import escalations, filing, holds, lead_jobs, notes, own_phone
from chalicelib.observe import count
from chalicelib.wiring import wiring
from chalicelib.workers.batch import Job, each_job

bp = Blueprint(__name__)
STEPS = {
    "lead": lead_jobs.came,
    "lead_news": lead_jobs.tell,
    "lead_due": lead_jobs.due,
    "escalate": escalations.due,
    "filed": filing.file,
    "replied": filing.replied,
    "own_phone": own_phone.came,
}


@bp.on_sqs_message(queue="alert", batch_size=10, name="alert")
@each_job
def alert(job: Job) -> None:
    """One alert, one copy, one step of a lead or of a wait, or what a keyword rule left."""
    now = wiring.now()
    if job["kind"] in STEPS:
        STEPS[job["kind"]](wiring, job, now)
    elif job["kind"] == "copy":
        flow.copy(wiring, job["broadcast"], now)
    elif job["kind"] == "held":
        holds.tell(wiring, job["line"], job["code"], job["effect"])
    else:
        _entry(job, now)


def _entry(job: Job, now: datetime) -> None:
    """What came in, or what the team has for somebody; the time from the webhook to here is measured (AL-3)."""
    tell = notes.tell if job["kind"] == "team" else flow.incoming
    tell(wiring, job["thread"], job["message"], job["effect"], now)
    count("AlertLatency", now.timestamp() * 1000 - ulid_time(job["message"]), "Milliseconds")
