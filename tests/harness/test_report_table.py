"""A search that is played alone takes the place of its own row, and of no other."""

from __future__ import annotations

from datetime import date

from tests.harness.report import PAGE
from tests.harness.report_log import Figures
from tests.harness.report_table import read, summed, table

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
PARTS = [
    Figures("fault: many", 1_200, [], 1_500),
    Figures("fault: many", 34, ["O1"], 1),
    Figures("race: b", 7, [], 3),
]


def test_parts_of_one_kind_are_one_row_and_all_are_summed() -> None:
    assert table(summed(PARTS, MONDAY).values()) == [
        "| search | runs | violations | CPU s | on |",
        "|---|---:|---:|---:|---|",
        "| fault: many | 1,234 | 1 | 1,501 | 2026-03-02 |",
        "| race: b | 7 | 0 | 3 | 2026-03-02 |",
        "| **all** | **1,241** | **1** | **1,504** | |",
    ]


def test_what_was_written_is_read_again() -> None:
    lines = table(summed(PARTS, MONDAY).values())
    known = read("\n".join(["# A page", "", *lines]))
    assert table(known.values()) == lines
    later = summed([Figures("race: b", 8, [], 2)], TUESDAY)
    assert table({**known, **later}.values())[2:4] == [lines[2], "| race: b | 8 | 0 | 2 | 2026-03-03 |"]


def test_every_row_of_the_page_is_read() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert table(read(page).values())[:-1] == [
        line
        for line in page.partition("<!-- figures -->")[2].partition("<!-- end")[0].splitlines()
        if line and "**" not in line
    ]
