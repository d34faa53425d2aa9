"""What every worker needs and app.py cannot give it: it is never imported in a worker's function."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from chalice.app import SQSEvent

from chalicelib.core.errors import Busy, ParleyError
from chalicelib.observe import count, log

Job = dict[str, Any]
Answer = dict[str, list[dict[str, str]]]


def each_job(work: Callable[[Job], None]) -> Callable[[SQSEvent], Answer]:
    """A worker for SQS: does `work` for each record, and tells SQS which ones to give again.

    Busy is given again. Another error of ours is final: it is logged and the record is done. What is unknown is given
    again until the queue moves it to its dead-letter queue, where an alarm waits.
    """

    @wraps(work)
    def handle(event: SQSEvent) -> Answer:
        failed = [record.to_dict()["messageId"] for record in event if not _done(work, record.body)]
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
