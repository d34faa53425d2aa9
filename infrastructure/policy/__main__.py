"""`python -m infrastructure.policy TEMPLATE…`: what cfn-lint and checkov find beyond the table of exceptions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from infrastructure.policy.exceptions import CHECKOV, LINT

PROGRAMS = Path(__file__).parents[2] / ".checkov" / "bin"
FOUND, CLEAN = 1, 0


def main(templates: Sequence[str]) -> int:
    """0 when there is nothing new and no exception without its finding; else tells and gives 1."""
    told = [
        *_compared("cfn-lint", _together(_lint, templates), LINT),
        *_compared("checkov", _together(_checkov, templates), CHECKOV),
    ]
    names = ", ".join(templates)
    print("\n".join(told) or f"{names}: cfn-lint and checkov have nothing to say beyond the known exceptions")
    return FOUND if told else CLEAN


def _compared(tool: str, found: dict[str, list[str]], known: dict[str, str]) -> list[str]:
    new = [f"{tool} {check}: {'; '.join(places)}" for check, places in found.items() if check not in known]
    gone = [f"{tool} {check} finds nothing any more: take its exception away" for check in known if check not in found]
    return new + gone


def _together(look: Callable[[str], dict[str, list[str]]], templates: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for template in templates:
        for check, places in look(template).items():
            found.setdefault(check, []).extend(places)
    return found


def _lint(template: str) -> dict[str, list[str]]:
    done = _run(PROGRAMS / "cfn-lint", "--format", "json", template)
    found: dict[str, list[str]] = {}
    for finding in json.loads(done or "[]"):
        found.setdefault(finding["Rule"]["Id"], []).append(finding["Message"])
    return found


def _checkov(template: str) -> dict[str, list[str]]:
    asked = ("--framework", "cloudformation", "--quiet", "--skip-download", "--output", "json", "--file", template)
    answer = json.loads(_run(PROGRAMS / "checkov", *asked))
    found: dict[str, list[str]] = {}
    for finding in answer["results"]["failed_checks"]:
        found.setdefault(finding["check_id"], []).append(finding["resource"])
    return found


def _run(program: Path, *arguments: str) -> str:
    """Its output. It ends with an error when it finds something, which is no error of ours."""
    environment = {**os.environ, "CHECKOV_RUN_SECRETS": "0", "LOG_LEVEL": "ERROR"}
    done = subprocess.run([str(program), *arguments], capture_output=True, text=True, check=False, env=environment)
    if not done.stdout.strip() and done.returncode:
        sys.exit(f"{program.name} did not run: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
