"""Hands texts to the provider: single ones, and a broadcast's recipients side by side; and counts the latter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from chalice.app import Blueprint

from chalicelib.core.pacing import Batch
from chalicelib.core.scheduled import BOX
from chalicelib.flows import count as counting
from chalicelib.flows import deliver as flow
from chalicelib.flows import recipients, relays
from chalicelib.flows.departures import depart
from chalicelib.flows.follow import follow
from chalicelib.flows.forward import bring_forward
from chalicelib.observe import count
from chalicelib.wiring import wiring
from chalicelib.workers.batch import Job, jobs_together

bp = Blueprint(__name__)


@bp.on_sqs_message(queue="deliver", batch_size=5, name="deliver")
@jobs_together
def deliver(job: Job) -> None:
    """One job: a text, a batch of a broadcast's recipients, a count of some, a contact whose heads must follow, what
    happened in a group conversation, or a line that may send more of its day."""
    WORK.get(job["kind"], _text)(job, wiring.now())


def _text(job: Job, now: datetime) -> None:
    if job["box"].startswith(BOX):
        depart(wiring, job["box"], job["message"], now)
        return
    since = flow.deliver(wiring, job["box"], job["message"], now)
    if since is not None:
        # An alert is told when the provider has it, and not when it stands in this queue (AL-3).
        count("AlertLatency", (wiring.now() - since) / timedelta(milliseconds=1), "Milliseconds")


def _follow(job: Job, now: datetime) -> None:
    follow(wiring, job["contact"], job["effect"], now)


def _relay(job: Job, now: datetime) -> None:
    relays.pass_on(wiring, job["chat"], job["message"], job["effect"], now)


def _parted(job: Job, now: datetime) -> None:
    joined = datetime.fromisoformat(job["joined"]) if "joined" in job else None
    leaving = relays.Leaving(job["chat"], job["contact"], job["cause"], joined)
    relays.parted(wiring, leaving, job["effect"], now)


def _cap_raised(job: Job, now: datetime) -> None:
    bring_forward(wiring, job["line"], job["effect"], now)


def _count(job: Job, now: datetime) -> None:
    counting.count(wiring, job["broadcast"], job["place"], now)


def _batch(job: Job, now: datetime) -> None:
    if "batch" not in job and "contacts" in job:
        # Put by a version without batches: counting finds its recipients, and makes work of them.
        return
    due = datetime.fromisoformat(job["due"]) if job["due"] else None
    batch = Batch(job["broadcast"], job["batch"], tuple(job["contacts"]), job["segments"], due)
    recipients.deliver(wiring, batch, datetime.fromisoformat(job["at"]), now)


WORK: dict[str, Callable[[Job, datetime], None]] = {
    "recipients": _batch,
    "count": _count,
    "follow": _follow,
    "relay": _relay,
    "parted": _parted,
    "cap_raised": _cap_raised,
}
