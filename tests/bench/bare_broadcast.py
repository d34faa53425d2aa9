"""The yardstick of a broadcast: four writes by boto3 and a post for each text, and nothing else.

`python -m tests.bench.bare_broadcast CARRIER_URL CONVERSATIONS BROADCASTS LINE TEXTS` prints seconds and CPU seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

import boto3
import urllib3

from infrastructure.local.provider import ACCOUNT_SID, AUTH_TOKEN
from infrastructure.local.settings import Settings
from tests.simulation.people import AREAS, BODY

TEXTS, WARM = 1000, 50


@dataclass(frozen=True, slots=True)
class Bare:
    """Of one text, and texts a second."""

    cpu_ms: float
    rate: float


def in_own_process(settings: Settings, line: str) -> Bare:
    """This process's environment says where AWS and its tables are."""
    from chalicelib.settings import settings as of_functions

    tables = of_functions().tables
    told = [settings.carrier_url, tables["conversations"], tables["broadcasts"], line, str(TEXTS)]
    ran = [sys.executable, "-m", "tests.bench.bare_broadcast", *told]
    found = json.loads(subprocess.run(ran, check=True, capture_output=True, text=True).stdout)
    return Bare(found["cpu"] * 1000 / TEXTS, TEXTS / found["seconds"])


class Loop:
    """Writes what the product writes of each recipient, by the calls of the library's manual."""

    def __init__(self, carrier: str, conversations: str, broadcasts: str, line: str) -> None:
        self._heads, self._rows, self._line = conversations, broadcasts, line
        self._dynamo: Any = boto3.client("dynamodb")
        self._http = urllib3.PoolManager(retries=False)
        self._url = f"{carrier}/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json"
        self._headers = urllib3.make_headers(basic_auth=f"{ACCOUNT_SID}:{AUTH_TOKEN}")

    def send(self, place: int) -> None:
        phone, now = f"+1{AREAS[-1]}555{place:04}", {"N": str(int(time.time() * 1000))}
        row = {"pk": {"S": f"bare#{place % 16}"}, "sk": {"S": f"r#{place:024}"}}
        head = {"pk": {"S": f"bare{place:021}"}, "sk": {"S": "thread#bare"}}
        item = {
            **row,
            "phone": {"S": phone},
            "name": {"S": "Ann"},
            "values": {"M": {"first_name": {"S": "Ann"}}},
            "status": {"S": "queued"},
            "rank": {"N": "1"},
            "changed": now,
        }
        absent = "attribute_not_exists(pk)"
        self._dynamo.put_item(TableName=self._rows, Item=item, ConditionExpression=absent)
        self._dynamo.update_item(
            TableName=self._heads,
            Key=head,
            UpdateExpression="SET claimed = :n, mark = :m, answers_to = :a, last_outbound = :n",
            ConditionExpression="attribute_not_exists(claimed)",
            ExpressionAttributeValues={":n": now, ":m": {"S": "0123456789abcdef"}, ":a": {"S": "rep"}},
            ReturnValues="ALL_NEW",
        )
        form = {"To": phone, "From": self._line, "Body": BODY.replace("{{first_name}}", "Ann")}
        answer = self._http.request("POST", self._url, headers=self._headers, fields=form, encode_multipart=False)
        assert answer.status == 201, answer.data
        sid = answer.json()["sid"]
        for status, rank in (("accepted", "3"), ("delivered", "5")):
            self._dynamo.update_item(
                TableName=self._rows,
                Key=row,
                UpdateExpression="SET #s = :s, #r = :r, changed = :n, provider_id = :p",
                ConditionExpression="#r < :r",
                ExpressionAttributeNames={"#s": "status", "#r": "rank"},
                ExpressionAttributeValues={":s": {"S": status}, ":r": {"N": rank}, ":n": now, ":p": {"S": sid}},
                ReturnValues="ALL_NEW",
            )


def main(loop: Loop, texts: int) -> dict[str, float]:
    for place in range(texts, texts + WARM):
        loop.send(place)
    began, spent = time.perf_counter(), time.process_time()
    for place in range(texts):
        loop.send(place)
    return {"seconds": time.perf_counter() - began, "cpu": time.process_time() - spent}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Loop(*sys.argv[1:5]), int(sys.argv[5]))) + "\n")
