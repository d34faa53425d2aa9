"""The inbox's first page of a line with a hundred threads, and of one with very many.

What is counted is what DynamoDB bills and spends time on: Queries, and items read by them; and our own CPU. The whole
time is shown only: MiniStack's index is no tree and reads all of a line's threads, as AWS's does not.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import urllib3

from chalicelib.core.ids import Ids, thread_of
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Folder, Thread
from chalicelib.store import heads, keys
from chalicelib.store.codec import Item
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.cursors import Cursors
from chalicelib.store.database import Database, keyed
from chalicelib.store.models import MODELS, bind
from tests.bench.rows import Row, in_turn, ratio
from tests.guards.sources import ROOT

FEW, MANY, LOADING_SECONDS, PAGE, ROUNDS = 100, 100_000, 60, 25, 9
GROWTH = 1.25
PATIENCE, AT_ONCE = 30, 25
NAMES = {noun: f"bench-{noun}" for noun in MODELS}
FEW_LINE, MANY_LINE = PhoneNumber("+18005550101"), PhoneNumber("+18005550100")
IDS = Ids(b"a key of ids for the bench")
START = datetime(2026, 3, 1, tzinfo=UTC)


class Counting(Database):
    """Notes each call and how many items it read."""

    def __init__(self, host: str) -> None:
        super().__init__(NAMES, region="us-east-1", host=host)
        self.calls: list[tuple[str, int]] = []

    def _call(self, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
        answer = super()._call(operation, arguments)
        self.calls.append((operation, answer.get("ScannedCount", 0)))
        return answer


def measure() -> list[Row]:
    os.environ.update({"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"})
    with _ministack() as host:
        bind(NAMES)
        conversations = MODELS["conversations"]
        conversations.Meta.host = host
        conversations.create_table(wait=True)
        _load(host, FEW_LINE, FEW, PATIENCE)
        loaded = _load(host, MANY_LINE, MANY, LOADING_SECONDS)
        return _measured(Counting(host), loaded)


def _measured(database: Counting, loaded: int) -> list[Row]:
    store = ConversationStore(database, Cursors(b"a key of cursors for the bench"))

    def first_page(number: PhoneNumber) -> list[tuple[str, int]]:
        database.calls.clear()
        page = store.list_threads([IDS.line(number)], Folder.INBOX, None, None, None, PAGE)
        assert len(page.items) == PAGE
        return list(database.calls)

    def cost(number: PhoneNumber, clock: Callable[[], float]) -> float:
        began = clock()
        first_page(number)
        return clock() - began

    few, many = first_page(FEW_LINE), first_page(MANY_LINE)
    measures = {
        "cpu few": lambda: cost(FEW_LINE, time.process_time),
        "cpu many": lambda: cost(MANY_LINE, time.process_time),
        "all few": lambda: cost(FEW_LINE, time.perf_counter),
        "all many": lambda: cost(MANY_LINE, time.perf_counter),
    }
    found = in_turn(measures, ROUNDS)
    own = ratio(found["cpu many"], found["cpu few"])
    one_query = [operation for operation, _ in many] == ["Query"]
    read = f"{few[0][1]} of {FEW:,}, {many[0][1]} of {loaded:,}"
    return [
        Row("inbox, first page: calls", ", ".join(operation for operation, _ in many), "one Query", one_query),
        Row("… items read for 25", read, "the same", few == many),
        Row(f"… our CPU with {loaded:,} ÷ with {FEW}", f"{own:.2f}", f"≤ {GROWTH}", own <= GROWTH),
        Row(
            "… whole time, of which MiniStack's is most",
            f"{median(found['all few']) * 1000:.0f} ms, {median(found['all many']) * 1000:.0f} ms",
        ),
    ]


def _load(host: str, number: PhoneNumber, wanted: int, seconds: float) -> int:
    """Puts up to `wanted` threads on a line; how many it were after `seconds`."""
    pool, end = urllib3.PoolManager(), time.monotonic() + seconds
    headers = {"X-Amz-Target": "DynamoDB_20120810.BatchWriteItem", "Content-Type": "application/x-amz-json-1.0"}
    for start in range(0, wanted, AT_ONCE):
        if time.monotonic() > end:
            return start
        puts = [{"PutRequest": {"Item": _item(number, place)}} for place in range(start, start + AT_ONCE)]
        body = json.dumps({"RequestItems": {NAMES["conversations"]: puts}})
        answer = pool.request("POST", host, body=body, headers=headers)
        assert answer.status == 200, answer.data
    return wanted


def _item(number: PhoneNumber, place: int) -> Item:
    at = START + timedelta(seconds=place)
    phone = PhoneNumber(f"+1202555{place:07}")
    line, contact = IDS.line(number), IDS.contact(phone)
    thread = Thread(
        id=thread_of(line, contact),
        line=line,
        contact=contact,
        line_number=number,
        phone=phone,
        folder=Folder.INBOX,
        preview="Yes that works for me, see you at 3pm!",
        activity=at,
        last_inbound=at,
        changed=at,
        version=1,
    )
    return keyed(keys.head(thread.id), heads.encode(thread))


@contextmanager
def _ministack() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    host = f"http://127.0.0.1:{port}"
    with TemporaryDirectory() as folder:
        settings = {"GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "SERVICES": "dynamodb", "STATE_DIR": folder}
        process = subprocess.Popen(
            [Path(ROOT) / ".ministack" / "bin" / "ministack"],
            env={**os.environ, **settings},
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _await(f"{host}/_ministack/health")
            yield host
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _await(address: str) -> None:
    pool, end = urllib3.PoolManager(retries=False), time.monotonic() + PATIENCE
    while True:
        try:
            pool.request("GET", address, timeout=1)
        except urllib3.exceptions.HTTPError:
            assert time.monotonic() < end, "MiniStack did not start"
            time.sleep(0.1)
        else:
            return
