"""What ships is what is installed and tested here, and no more than that needs."""

from __future__ import annotations

import json
import re
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from packaging.requirements import Requirement

from chalicelib import wiring
from infrastructure.packaging.code import ROOT
from infrastructure.packaging.target import LAMBDA
from infrastructure.packaging.trim import SERVICES, narrowed
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


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1"])
def test_with_fewer_addresses_each_service_is_called_at_the_same_one(
    region: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    whole, trimmed = botocore.session.Session(), botocore.session.Session()
    addresses = narrowed(whole.get_component("data_loader").load_data("endpoints"))
    (tmp_path / "endpoints.json").write_text(json.dumps(addresses), encoding="utf-8")
    assert (tmp_path / "endpoints.json").stat().st_size < 40_000
    trimmed.get_component("data_loader").search_paths.insert(0, str(tmp_path))
    for service in SERVICES:
        assert called_at(trimmed, service, region) == called_at(whole, service, region)


def called_at(session: botocore.session.Session, service: str, region: str) -> tuple[str, ...]:
    """Address, and what the signature names."""
    client: Any = session.create_client(service, region)
    signer = client._request_signer
    return client.meta.endpoint_url, signer.signing_name, signer._region_name, signer._signature_version
