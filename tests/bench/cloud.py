"""AWS and a provider for one worker: `python -m tests.bench.cloud FOLDER RECIPIENTS DELAY_MS` prints its port.

DynamoDB is the simulation's (tests/simulation), over HTTP, so that each call costs the worker what it costs against AWS
and is answered by what is so. The provider takes a while for each text. `GET /jobs` gives the jobs of a broadcast that
was listed and handed out; `GET /texts` how many texts the provider took, and to how many numbers.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from botocore.exceptions import ClientError

from chalicelib.flows.fan_out import list_page
from chalicelib.wiring import wiring
from infrastructure.local.demo_hours import open_zone
from tests.bench.http import header, response, serve
from tests.bench.instant import TEXT
from tests.harness import in_turn
from tests.simulation.dynamo import Dynamo
from tests.simulation.people import posts
from tests.simulation.play import ID_KEY
from tests.simulation.run import set_up

RATE = 1000
PROVIDER, JOBS, TEXTS = "/2010-04-01/", "/jobs", "/texts"
SECRET = {
    "twilio_account_sid": "AC" + "0" * 32,
    "twilio_auth_tokens": ["a token for the bench"],
    "id_key": ID_KEY,
    "cursor_key": "a key of cursors for the bench",
}
Job = dict[str, Any]


@dataclass
class Kept:
    """In place of SQS: what was put, by queue."""

    jobs: dict[str, list[Job]] = field(default_factory=dict)

    def send_message_batch(self, QueueUrl: str, Entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:  # noqa: N803
        found = [json.loads(entry["MessageBody"]) for entry in Entries]
        self.jobs.setdefault(QueueUrl, []).extend(found)
        return {}


def handed_out(folder: Path, recipients: int) -> tuple[Dynamo, list[Job]]:
    """A broadcast to so many, all of it listed and handed out by the product itself; and the jobs of its batches."""
    now = datetime.now(UTC)
    lines = [replace(post, zone=open_zone(now)) for post in posts(0, 0, recipients, RATE)]
    dynamo, game = set_up(folder, lines, begin=now)
    kept: Any = Kept()
    game.queues = kept
    in_turn.install()
    with game.wired():
        game.settle()
        game.order()
        while pages := kept.jobs.pop("fan_out", []):
            for page in pages:
                list_page(wiring, page["broadcast"], page["page"], page["cursor"], now)
    jobs = [job for job in kept.jobs["deliver"] if job["kind"] == "recipients"]
    assert sum(len(job["contacts"]) for job in jobs) == recipients, "not all of it was handed out"
    return dynamo, jobs


class Cloud:
    """What is answered to a request, and how many seconds later."""

    def __init__(self, dynamo: Dynamo, jobs: list[Job], delay: float) -> None:
        self._dynamo, self._jobs, self._delay = dynamo, jobs, delay
        self._texts = Counter[str]()

    def answer(self, head: str, body: bytes) -> tuple[bytes, float]:
        path = head.split(" ", 2)[1]
        if path.startswith(PROVIDER):
            self._texts.update(parse_qs(body.decode())["To"])
            return response(json.dumps(TEXT), "201 Created"), self._delay
        if path in (JOBS, TEXTS):
            told: Any = self._jobs if path == JOBS else [self._texts.total(), len(self._texts)]
            return response(json.dumps(told)), 0
        operation = header(head, "x-amz-target").rpartition(".")[2].lower()
        return self._of_aws(operation, body.decode()), 0

    def _of_aws(self, operation: str, body: str) -> bytes:
        if operation == "getsecretvalue":
            return response(json.dumps({"Name": "secret", "SecretString": json.dumps(SECRET)}))
        known = {name.lower(): name for name in self._dynamo.operations}
        try:
            return response(json.dumps(self._dynamo.dispatch(known[operation], json.loads(body))))
        except ClientError as fault:
            code = fault.response["Error"]["Code"]
            return response(json.dumps({"__type": code, "message": code}), "400 Bad Request")


if __name__ == "__main__":
    asyncio.run(serve(Cloud(*handed_out(Path(sys.argv[1]), int(sys.argv[2])), int(sys.argv[3]) / 1000).answer))
