"""CPU of one inbound text from Chalice's event to the answer ÷ that of a bare PynamoDB read and transaction.

`python -m tests.bench.inbound RECORDING PORT` prints both in milliseconds and the AWS calls of a text, as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.bench.rows import Row, in_turn, ratio

ROUNDS, TEXTS = 41, 30
MOST_CALLS, GOAL = 3, 1.3
PATH = "/hooks/twilio/inbound"


def measure() -> list[Row]:
    with TemporaryDirectory() as folder:
        recording = Path(folder) / "recording.json"
        _run("tests.bench.record", str(recording))
        stub = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.stub", str(recording)], stdout=subprocess.PIPE, text=True
        )
        try:
            assert stub.stdout is not None
            found = json.loads(_run("tests.bench.inbound", str(recording), stub.stdout.readline().strip()))
        finally:
            stub.terminate()
            stub.wait()
            if stub.stdout:
                stub.stdout.close()
    return [
        Row("inbound text: AWS calls", str(found["calls"]), f"≤ {MOST_CALLS}", found["calls"] <= MOST_CALLS),
        Row("bare PynamoDB read + transaction", f"{found['bare']:.2f} ms CPU"),
        Row("inbound text, event to answer ÷ that", f"{found['ratio']:.2f}", f"≤ {GOAL}", found["ratio"] <= GOAL),
    ]


def _run(module: str, *arguments: str) -> str:
    """What the module writes last."""
    ran = subprocess.run([sys.executable, "-m", module, *arguments], check=True, capture_output=True, text=True)
    return ran.stdout.strip().rsplit("\n", 1)[-1]


def compare(recording: dict[str, Any], port: int) -> dict[str, float]:
    """AWS calls of a text, CPU milliseconds of the bare way, and the ratio of the two ways."""
    host = f"http://127.0.0.1:{port}"
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true"}
    os.environ.update({**recording["environment"], **keys, "AWS_ENDPOINT_URL": host, "PARLEY_ROUTES": "hooks"})
    from tests.bench.bare import bare

    take_in, read_and_write = _text(recording), bare(recording["calls"], host)
    for _ in range(30):
        take_in()
        read_and_write()
    before = _calls(port)
    take_in()
    calls = _calls(port) - before
    found = in_turn({"text": lambda: _cpu(take_in), "bare": lambda: _cpu(read_and_write)}, ROUNDS)
    return {"calls": calls, "bare": median(found["bare"]), "ratio": ratio(found["text"], found["bare"])}


def _cpu(work: Callable[[], None]) -> float:
    """Milliseconds of this process for one go."""
    began = time.process_time()
    for _ in range(TEXTS):
        work()
    return (time.process_time() - began) * 1000 / TEXTS


def _calls(port: int) -> int:
    with urlopen(f"http://127.0.0.1:{port}/") as answer:
        return sum(json.load(answer).values())


def _text(recording: dict[str, Any]) -> Callable[[], None]:
    """Sends the app one signed text, as API Gateway hands it over."""
    from app import app
    from chalicelib.wiring import wiring

    event = _event(recording)
    assert wiring.settings.routes == ("hooks",)

    def take_in() -> None:
        answer = app(event, None)
        assert answer["statusCode"] == 200, answer

    return take_in


def _event(recording: dict[str, Any]) -> dict[str, Any]:
    from twilio.request_validator import RequestValidator

    secret, settings = recording["secret"], recording["environment"]
    form = {
        "ToCountry": "US",
        "SmsMessageSid": "SM" + "1" * 32,
        "NumMedia": "0",
        "FromZip": "20001",
        "SmsSid": "SM" + "1" * 32,
        "FromState": "DC",
        "SmsStatus": "received",
        "FromCity": "WASHINGTON",
        "Body": "Yes that works for me, see you at 3pm!",
        "FromCountry": "US",
        "To": "+18005550101",
        "ToZip": "",
        "NumSegments": "1",
        "MessageSid": "SM" + "1" * 32,
        "AccountSid": secret["twilio_account_sid"],
        "From": "+12025550110",
        "ApiVersion": "2010-04-01",
    }
    url = settings["PARLEY_PUBLIC_URL"] + PATH
    signature = RequestValidator(secret["twilio_auth_tokens"][0]).compute_signature(url, form)
    return {
        "resource": PATH,
        "path": PATH,
        "httpMethod": "POST",
        "headers": {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "User-Agent": "TwilioProxy/1.1",
            "X-Twilio-Signature": signature,
            "X-Forwarded-Proto": "https",
            "Accept": "*/*",
        },
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {"resourcePath": PATH, "httpMethod": "POST", "requestId": "bench", "identity": {}},
        "body": urlencode(form),
        "isBase64Encoded": False,
    }


if __name__ == "__main__":
    out, sys.stdout = sys.stdout, Path(os.devnull).open("w")  # noqa: SIM115 - what is logged is not what is measured
    out.write(json.dumps(compare(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), int(sys.argv[2]))) + "\n")
