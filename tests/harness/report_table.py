"""The table of a long search: a row a kind, with the day on which it was last played."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tests.harness.report_log import Figures

HEAD = ("| search | runs | violations | CPU s | on |", "|---|---:|---:|---:|---|")
_ROW = re.compile(
    r"\| (?P<name>[^*|]+) \| (?P<tried>[\d,]+) \| (?P<violations>\d+) \| (?P<seconds>[\d,]+) \| (?P<on>[\d-]{10}) \|"
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind of search did when it was played last; `seconds` are of a processor."""

    name: str
    tried: int
    violations: int
    seconds: float
    on: date


def read(page: str) -> Mapping[str, Row]:
    """The rows that stand in a page, by name."""
    found = [match.groupdict() for match in map(_ROW.fullmatch, page.splitlines()) if match]
    return {
        row["name"]: Row(
            row["name"],
            int(row["tried"].replace(",", "")),
            int(row["violations"]),
            float(row["seconds"].replace(",", "")),
            date.fromisoformat(row["on"]),
        )
        for row in found
    }


def summed(parts: Iterable[Figures], on: date) -> Mapping[str, Row]:
    """The parts of each kind as one row."""
    rows: dict[str, Row] = {}
    for part in parts:
        row = rows.get(part.name, Row(part.name, 0, 0, 0, on))
        rows[part.name] = Row(
            part.name, row.tried + part.tried, row.violations + len(part.violations), row.seconds + part.seconds, on
        )
    return rows


def table(rows: Iterable[Row]) -> list[str]:
    """The lines of the table, by name, with the sum of all."""
    found = sorted(rows, key=lambda row: row.name)
    tried, violations = sum(row.tried for row in found), sum(row.violations for row in found)
    seconds = sum(row.seconds for row in found)
    return [
        *HEAD,
        *(f"| {row.name} | {row.tried:,} | {row.violations} | {row.seconds:,.0f} | {row.on} |" for row in found),
        f"| **all** | **{tried:,}** | **{violations}** | **{seconds:,.0f}** | |",
    ]
