"""One deliver worker against a provider that takes 100 ms for a text.

`python -m tests.bench.worker PORT` works off the jobs of tests/bench/cloud.py and prints seconds and CPU seconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from chalicelib.settings import QUEUES, TABLES
from tests.bench.rows import Row

RECIPIENTS, PROVIDER_MS, GOAL = 5000, 100, 200
WARM = 2
"""Invocations before the clock starts: a warm worker is what works off a broadcast."""
BATCH = 5
"""Jobs of an invocation (infrastructure/workers.py)."""


def measure() -> list[Row]:
    with TemporaryDirectory() as folder:
        cloud = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.cloud", folder, str(RECIPIENTS), str(PROVIDER_MS)],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert cloud.stdout is not None
            port = int(cloud.stdout.readline())
            ran = [sys.executable, "-m", "tests.bench.worker", str(port)]
            told = subprocess.run(ran, check=True, capture_output=True, text=True, env=_environment(port)).stdout
            found = json.loads(told.strip().rsplit("\n", 1)[-1])
            texts, numbers = _asked(port, "texts")
        finally:
            cloud.terminate()
            cloud.wait()
            if cloud.stdout:
                cloud.stdout.close()
    rate, each = found["texts"] / found["seconds"], found["cpu"] / found["texts"] * 1000
    once = texts == numbers == RECIPIENTS
    return [
        Row(f"one worker, a provider of {PROVIDER_MS} ms", f"{rate:.0f} texts/s", f"≥ {GOAL} texts/s", rate >= GOAL),
        Row("… its own CPU", f"{each:.2f} ms a text"),
        Row("… texts, and numbers that got one", f"{texts:,}, {numbers:,}", f"{RECIPIENTS:,} each", once),
    ]


def _environment(port: int) -> dict[str, str]:
    url = f"http://127.0.0.1:{port}"
    made = {
        name: f"bench-{name.lower()}" for name in ("PARLEY_TOPIC_ALERTS", "PARLEY_BUCKET_MEDIA", "PARLEY_SECRET_ID")
    }
    made |= {f"PARLEY_TABLE_{noun.upper()}": noun for noun in TABLES}
    made |= {f"PARLEY_QUEUE_{noun.upper()}": f"{url}/queue/{noun}" for noun in QUEUES}
    return {
        **os.environ,
        **made,
        "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "PARLEY_PUBLIC_URL": "https://parley.example.com/api",
        "PARLEY_DASHBOARD_URL": "https://parley.example.com",
        "PARLEY_USER_POOL_ID": "us-east-1_bench",
        "PARLEY_USER_POOL_CLIENT_ID": "client",
        "PARLEY_TOKEN_ISSUER": "https://issuer.example.com",
        "PARLEY_JWKS_URL": "https://issuer.example.com/jwks.json",
        "PARLEY_MAIL_FROM": "alerts@example.com",
        "PARLEY_PROVIDER_URL": url,
    }


def _asked(port: int, what: str) -> Any:
    with urlopen(f"http://127.0.0.1:{port}/{what}") as answer:
        return json.load(answer)


def work(port: int) -> dict[str, float]:
    """Works off all jobs, one invocation after the other; texts, seconds and CPU seconds but for the first few."""
    from chalicelib.workers.deliver import deliver

    jobs = _asked(port, "jobs")
    invocations = [jobs[start : start + BATCH] for start in range(0, len(jobs), BATCH)]
    for invocation in invocations[:WARM]:
        deliver(_event(invocation), None)
    began, spent = time.perf_counter(), time.process_time()
    for invocation in invocations[WARM:]:
        answer = deliver(_event(invocation), None)
        assert answer == {"batchItemFailures": []}, answer
    texts = sum(len(job["contacts"]) for invocation in invocations[WARM:] for job in invocation)
    return {"texts": texts, "seconds": time.perf_counter() - began, "cpu": time.process_time() - spent}


def _event(jobs: list[dict[str, Any]]) -> dict[str, Any]:
    """As if they had just come: a job that is two minutes late does nothing."""
    now = datetime.now(UTC).isoformat()
    records = [
        {
            "messageId": str(place),
            "receiptHandle": "job",
            "body": json.dumps({**job, "at": now}),
            "eventSource": "aws:sqs",
        }
        for place, job in enumerate(jobs)
    ]
    return {"Records": records}


if __name__ == "__main__":
    out, sys.stdout = sys.stdout, Path(os.devnull).open("w")  # noqa: SIM115 - what is logged is not what is measured
    out.write(json.dumps(work(int(sys.argv[1]))) + "\n")
