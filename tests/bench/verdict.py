"""What the last judgement of a text costs, and what a process reads for it: tables and zones, each once."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from statistics import median

from chalicelib.core.consent import Consent
from chalicelib.core.contacts import Contact
from chalicelib.core.ids import BroadcastId, ContactId, LineId, ThreadId
from chalicelib.core.lines import Line, LineKind, LineUse
from chalicelib.core.outbound import Draft, Facts, Kind, verdict
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.threads import Thread
from tests.bench.rows import Row
from tests.guards.sources import ROOT

GOAL = 100
"""Microseconds."""
TIMES, ROUNDS = 500, 7
NUMBER = PhoneNumber("+18005550100")
LINE = Line(LineId("l0"), NUMBER, "Brand", LineKind.TOLL_FREE, LineUse.SHARED)
DAY, NIGHT, SUNDAY = (
    datetime(2026, 11, 24, 17, tzinfo=UTC),
    datetime(2026, 11, 25, 4, tzinfo=UTC),
    datetime(2026, 7, 4, 16, tzinfo=UTC),
)
CASES = {
    "by day": ("+12025550110", DAY),
    "at night, Florida in two zones": ("+18505550110", NIGHT),
    "on a holiday before a Sunday, Alabama": ("+12055550110", SUNDAY),
}
READS = """
import collections, json, sys
opened = collections.Counter()
def listen(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened[arguments[0]] += arguments[0].endswith(".toml") or "zoneinfo" in arguments[0]
sys.addaudithook(listen)
from tests.bench.verdict import everywhere
for _ in range(3):
    everywhere()
print(json.dumps(+opened))
"""


def facts(phone: str) -> Facts:
    contact = Contact(ContactId("c0"), PhoneNumber(phone))
    claims = {BroadcastId(f"b{number}"): NIGHT for number in range(2)}
    head = Thread(ThreadId("l0-c0"), LINE.id, contact.id, NUMBER, contact.phone, consent=Consent.YES, claims=claims)
    return Facts(LINE, head, contact=contact)


def everywhere() -> None:
    """Every judgement and every keyword table, in more zones than Python itself would keep."""
    from chalicelib.core.hours import is_open
    from chalicelib.core.keywords import classify
    from chalicelib.core.places import Place, atlas

    for region in atlas().regions.values():
        is_open(Place(region.zones, (region.code,)), DAY)
    for phone, now in CASES.values():
        verdict(Draft(Kind.BROADCAST, "Hello"), facts(phone), now)
    classify("STOP")


def microseconds(phone: str, now: datetime) -> float:
    draft, known = Draft(Kind.BROADCAST, "Spring is here. Reply STOP to end."), facts(phone)
    found = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(TIMES):
            verdict(draft, known, now)
        found.append((time.process_time() - begun) / TIMES * 1e6)
    return median(found)


def reads() -> dict[str, int]:
    """How often a fresh process opens each table and each zone."""
    ran = subprocess.run([sys.executable, "-c", READS], cwd=ROOT, capture_output=True, text=True, check=True)
    opened: dict[str, int] = json.loads(ran.stdout)
    return opened


def measure() -> list[Row]:
    opened = reads()
    rows = []
    for name, (phone, now) in CASES.items():
        spent = microseconds(phone, now)
        rows.append(Row(f"a verdict {name}", f"{spent:.0f} µs CPU", f"≤ {GOAL} µs", spent <= GOAL))
    most = max(opened.values())
    rows.append(Row(f"reads of each of {len(opened)} tables and zones", f"{most}", "1 a process", most == 1))
    return rows
