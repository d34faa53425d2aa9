"""Ten thousand forms, through the flow and a store in memory: what a handset and a day's budget must bear.

The same through moto, and to the handset, is test_opt_in_abuse.py: with fewer each time, with as many in the sweep.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from chalicelib.core.brand import Brand
from chalicelib.core.countries import Held
from chalicelib.core.lines import Line
from chalicelib.core.optin import OptIn
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows import opt_in_jobs, optin
from tests.core.builders import NOW, PHONE, line
from tests.flows.memory import Memory
from tests.flows.test_opt_in_abuse import most_within_a_day

POSTS = 10_000
LINES = tuple(line(f"+1202555010{digit}") for digit in range(5))
LONG_NIGHT = timedelta(hours=30)
BUDGET = 25


def post(memory: Memory, on: Line, number: int, phone: str, at: datetime) -> None:
    """As the worker does with one job."""
    asked = OptIn(f"{number:026}", PhoneNumber(phone), at, "form", "I agree.", "Acme: reply YES")
    optin.submission(memory.house, dict(opt_in_jobs.written(on.id, asked)), at)


def test_ten_thousand_posts_at_one_victim_are_one_text_a_line_and_three_in_all() -> None:
    """Over thirty hours, so that the limits open once more on the way."""
    memory = Memory(LINES, Brand(name="Acme"))
    for number in range(POSTS):
        post(memory, LINES[number % len(LINES)], number, PHONE, NOW + LONG_NIGHT * number / POSTS)
    texts = memory.texts()
    assert len(texts) == 6, "it may be asked again once a day has passed, and was"
    assert most_within_a_day([text.at for text in texts]) == 3
    assert all(most_within_a_day(memory.of(texts, on)) <= 1 for on in LINES)
    assert len(memory.jobs) == len(texts)
    assert memory.waiting == {}


def test_ten_thousand_numbers_get_no_more_than_the_days_budget_and_the_rest_waits() -> None:
    memory = Memory(LINES, Brand(name="Acme", opt_ins_a_day=BUDGET))
    for number in range(POSTS):
        post(memory, LINES[0], number, f"+1{201 + number // 9_900}555{number % 9_900 + 100:04}", NOW)
    assert len(memory.texts()) == BUDGET == memory.asked["2026-11-20"]
    assert len(memory.waiting) == POSTS - BUDGET
    assert {waiting.reason for waiting in memory.waiting.values()} == {Held.BUDGET}
    post(memory, LINES[0], POSTS, PHONE, NOW + timedelta(days=1))
    assert [text.to for text in memory.texts()][BUDGET:] == [PHONE]
