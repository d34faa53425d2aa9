from __future__ import annotations

from pathlib import Path

import pytest

from infrastructure.local.settings import BadSettings, read


def test_usual_ports() -> None:
    found = read({})
    assert (found.port, found.carrier_port) == (8000, 8001)
    assert found.api_url == "http://127.0.0.1:8000/api"


def test_ports_and_folder_are_chosen_by_the_environment(tmp_path: Path) -> None:
    found = read({"PORT": "9000", "CARRIER_PORT": "9001", "AWS_PORT": "9002", "PARLEY_LOCAL": str(tmp_path)})
    assert found.ports == {"PORT": 9000, "CARRIER_PORT": 9001, "AWS_PORT": 9002}
    assert found.folder == tmp_path


@pytest.mark.parametrize(("value", "fresh"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_fresh_begins_anew_unless_it_is_zero(value: str, fresh: bool) -> None:
    assert read({"FRESH": value}).fresh is fresh


@pytest.mark.parametrize(
    "environment",
    [
        {"PORT": "0"},
        {"PORT": "http"},
        {"CARRIER_PORT": "70000"},
        {"PORT": "8001"},
        {"PARLEY_TICK_SECONDS": "0"},
        {"PARLEY_TICK_SECONDS": "often"},
    ],
)
def test_what_cannot_be_is_refused_by_name(environment: dict[str, str]) -> None:
    with pytest.raises(BadSettings) as fault:
        read(environment)
    assert next(iter(environment)) in str(fault.value)
