"""What `doctor` finds: how bad it is, what it is, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """BROKEN: texts are lost or nobody can work. RISK: it will break. NOTE: to be known. FINE: as it should be."""

    BROKEN = "broken"
    RISK = "risk"
    NOTE = "note"
    FINE = "fine"


_MARKS = {Severity.BROKEN: "✗", Severity.RISK: "!", Severity.NOTE: "·", Severity.FINE: "✓"}


@dataclass(frozen=True, slots=True)
class Finding:
    """`do` is the next step; empty where nothing is to be done."""

    severity: Severity
    what: str
    do: str = ""


def fine(what: str) -> Finding:
    return Finding(Severity.FINE, what)


def note(what: str, do: str = "") -> Finding:
    return Finding(Severity.NOTE, what, do)


def risk(what: str, do: str) -> Finding:
    return Finding(Severity.RISK, what, do)


def broken(what: str, do: str) -> Finding:
    return Finding(Severity.BROKEN, what, do)


def lines(finding: Finding) -> list[str]:
    """The finding as it is printed."""
    told = [f"{_MARKS[finding.severity]} {finding.what}"]
    return [*told, f"    → {finding.do}"] if finding.do else told


def summary(findings: Iterable[Finding]) -> str:
    """ "1 broken, 2 risks, 3 notes, 12 fine"."""
    found = [finding.severity for finding in findings]
    words = {
        "broken": found.count(Severity.BROKEN),
        "at risk": found.count(Severity.RISK),
        "to be known": found.count(Severity.NOTE),
        "fine": found.count(Severity.FINE),
    }
    return ", ".join(f"{count} {word}" for word, count in words.items() if count) or "nothing looked at"


def exit_code(findings: Iterable[Finding]) -> int:
    """1 when something is broken, so that a schedule can call the doctor."""
    return int(any(finding.severity is Severity.BROKEN for finding in findings))
