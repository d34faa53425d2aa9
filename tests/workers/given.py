"""SQS events as Lambda hands them to a worker."""

from __future__ import annotations

import json
from typing import Any

from tests.harness.schedule import invoke


def event(*bodies: object) -> dict[str, Any]:
    """One record for each body, told apart by `job-<place>`; a text goes as it is, all else as JSON."""
    records = [
        {
            "messageId": f"job-{place}",
            "receiptHandle": f"handle-{place}",
            "body": body if isinstance(body, str) else json.dumps(body),
            "attributes": {"ApproximateReceiveCount": "1"},
            "messageAttributes": {},
            "md5OfBody": "",
            "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:queue",
            "awsRegion": "us-east-1",
        }
        for place, body in enumerate(bodies)
    ]
    return {"Records": records}


def again(worker: str, *bodies: object) -> list[int]:
    """The places of the records that the worker wants to be given again."""
    answer = invoke(worker, event(*bodies))
    assert answer is not None, "the worker itself broke"
    return [int(failure["itemIdentifier"].removeprefix("job-")) for failure in answer["batchItemFailures"]]
