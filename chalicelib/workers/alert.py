"""Tells reps what came in, of leads and of the team's work, authors of their group message, admins of held lines; and
what else a text, or a change among the people, brings about that nobody waits for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from chalice.app import Blueprint

from chalicelib.core.ids import ulid_time
from chalicelib.flows import (
    admin_news,
    escalations,
    filing,
    holds,
    lead_import_news,
    lead_jobs,
    leaving,
    notes,
    own_phone,
    paused,
    telling,
    unreached,
    unsent,
    welcome,
)
from chalicelib.flows import alert as flow
from chalicelib.flows.ports import House
from chalicelib.observe import count
from chalicelib.wiring import wiring
from chalicelib.workers.batch import Job, each_job

bp = Blueprint(__name__)


def _measure(since_ms: float) -> None:
    """The time from the webhook, the form or the request until the alert was handed over is measured (AL-3): here to
    the mail service or to devices, of a text in workers.deliver."""
    count("AlertLatency", wiring.now().timestamp() * 1000 - since_ms, "Milliseconds")


def _lead(house: House, job: Job, now: datetime) -> None:
    told = lead_jobs.tell(house, job, now)
    if told is not None:
        _measure(told.timestamp() * 1000)


def _failing(house: House, job: Job, now: datetime) -> None:
    if admin_news.tell(house, job, now):
        count("UnknownErrors")


STEPS: dict[str, Callable[[House, Job, datetime], object]] = {
    "lead": lead_jobs.came,
    "lead_news": _lead,
    "lead_import": lead_import_news.tell,
    "lead_due": lead_jobs.due,
    "lead_open": lead_jobs.opened,
    "escalate": escalations.due,
    "catch_up": telling.caught_up,
    "failing": _failing,
    "filed": filing.file,
    "replied": filing.replied,
    "own_phone": own_phone.came,
    "unreached": unreached.tell,
    "lead_unsent": unsent.look,
    "paused": paused.tell,
    "welcome": welcome.tell,
    "hand_over": leaving.hand_over,
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
    """What came in, or what the team has for somebody. A job that tells nobody took no time: it came again when all
    was done, or a burst held all back."""
    tell = notes.tell if job["kind"] == "team" else telling.incoming
    if tell(wiring, job, now):
        _measure(ulid_time(job["message"]))
