"""What every worker needs and app.py cannot give it: it is never imported in a worker's function."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from chalice.app import SQSEvent, SQSRecord

from chalicelib.core.errors import Busy, ParleyError
from chalicelib.observe import count, log
from chalicelib.wiring import wiring

Job = dict[str, Any]
Answer = dict[str, list[dict[str, str]]]

TOGETHER = 3
"""While the provider takes its 100 ms for the texts of one job, a worker claims and records those of two others."""


def each_job(work: Callable[[Job], None]) -> Callable[[SQSEvent], Answer]:
    """A worker for SQS: does `work` for each record, and tells SQS which ones to give again.

    Busy is given again. Another error of ours is final: it is logged and the record is done. What is unknown is given
    again until the queue moves it to its dead-letter queue, where an alarm waits.
    """
    return _handling(work, 1)


def jobs_together(work: Callable[[Job], None]) -> Callable[[SQSEvent], Answer]:
    """As `each_job`, for jobs that mostly wait for others: a few of one invocation wait at the same time."""
    return _handling(work, TOGETHER)


def _handling(work: Callable[[Job], None], together: int) -> Callable[[SQSEvent], Answer]:
    @wraps(work)
    def handle(event: SQSEvent) -> Answer:
        failed: list[str] = []

        def each(record: SQSRecord) -> None:
            if not _done(work, record.body):
                failed.append(record.to_dict()["messageId"])

        records = list(event)
        if together > 1:
            wiring.side_by_side(each, records, together)
        else:
            for record in records:
                each(record)
        return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}

    return handle


def _done(work: Callable[[Job], None], body: str) -> bool:
    name = work.__name__
    try:
        work(json.loads(body))
    except Busy as fault:
        log.info("job comes again", extra={"worker": name, "code": fault.code})
        return False
    except ParleyError as error:
        log.warning("job refused", extra={"worker": name, "code": error.code})
        return True
    except Exception as fault:
        log.exception("a job broke", extra={"worker": name, "fault": type(fault).__name__})
        count("JobBroke")
        return False
    return True
