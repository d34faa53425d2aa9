"""What ships is what is installed and tested here, and no more than that needs."""

from __future__ import annotations

import re
from importlib.metadata import distribution

from packaging.requirements import Requirement

from chalicelib import wiring
from infrastructure.packaging.code import ROOT
from infrastructure.packaging.target import LAMBDA
from infrastructure.packaging.trim import SERVICES
from infrastructure.packaging.wheels import PINNED

UNREACHED = {"aiohttp", "aiohttp-retry", "pycparser"}
"""See the head of libraries.txt."""

MARKERS = {"extra": "", "python_version": LAMBDA.version, "python_full_version": f"{LAMBDA.version}.0"}


def listed(text: str) -> dict[str, str]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {plain(name): version for name, version in (line.split("==") for line in lines)}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(roots: dict[str, str]) -> dict[str, str]:
    """The versions installed here of all that the roots need in turn."""
    found: dict[str, str] = {}
    ahead = list(roots)
    while ahead:
        name = ahead.pop()
        if name in found or name in UNREACHED:
            continue
        installed = distribution(name)
        found[name] = installed.version
        for text in installed.requires or []:
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate(MARKERS):
                ahead.append(plain(requirement.name))
    return found


def test_all_that_ships_is_pinned_to_what_is_tested() -> None:
    roots = listed((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    assert listed(PINNED.read_text(encoding="utf-8")) == needed(roots)


def test_every_service_that_a_function_calls_is_described() -> None:
    source = (ROOT / "chalicelib" / "wiring.py").read_text(encoding="utf-8")
    called = set(re.findall(r'_client\("(\w+)"\)', source))
    assert called, wiring.__name__
    assert called | {"dynamodb"} == SERVICES
