from __future__ import annotations

import socket
from pathlib import Path

import pytest

from infrastructure.local.places import Taken, emptied, held, listening


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_second_run_in_the_same_folder_is_told_of_the_first(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(Taken, match="running already"), held(tmp_path):
        pass


def test_a_folder_is_free_again_after_a_run(tmp_path: Path) -> None:
    with held(tmp_path):
        pass
    with held(tmp_path):
        assert (tmp_path / "lock").exists()


def test_starting_anew_forgets_all_but_the_lock(tmp_path: Path) -> None:
    with held(tmp_path):
        (tmp_path / "carrier.db").write_text("data")
        (tmp_path / "aws" / "snapshot-1").mkdir(parents=True)
        emptied(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["lock"]


def test_taken_port_is_named_with_the_way_to_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Taken) as fault:
            listening({"PORT": free(), "CARRIER_PORT": port}, "PORT", patience=0)
    assert f"{port} (CARRIER_PORT)" in str(fault.value)
    assert "make run CARRIER_PORT=" in str(fault.value)


def test_own_port_answers_calls_before_anybody_serves() -> None:
    port = free()
    with listening({"PORT": port}, "PORT", patience=0), socket.create_connection(("127.0.0.1", port), timeout=1):
        pass
