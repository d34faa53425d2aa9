from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from infrastructure.local.snapshots import Snapshots, encoder

ENCODE = encoder(lambda _: 2, sorted)


Kept = Callable[[dict[str, Any]], Snapshots]


@pytest.fixture
def snapshots(tmp_path: Path) -> Iterator[Kept]:
    """Makes snapshots of these states in the test's folder."""
    with ExitStack() as closing:
        yield lambda states: closing.enter_context(_snapshots(tmp_path, states))


def _snapshots(folder: Path, states: dict[str, Any]) -> Snapshots:
    def read(service: str) -> Callable[[], Any]:
        return lambda: states[service]

    return Snapshots(folder, lambda: {service: read(service) for service in states}, ENCODE)


def payload(folder: Path | None, service: str) -> Any:
    assert folder is not None
    found = json.loads((folder / f"{service}.json").read_text())
    assert found["__ministack_format__"] == 2
    return found["payload"]


def test_what_was_saved_is_the_newest_and_only_snapshot(snapshots: Kept, tmp_path: Path) -> None:
    states = {"sqs": {"jobs": 1}, "sns": None}
    kept = snapshots(states)
    kept.save()
    states["sqs"] = {"jobs": 2}
    kept.save()
    assert payload(kept.newest, "sqs") == {"jobs": 2}
    assert [path.name for path in tmp_path.glob("snapshot-*")] == ["snapshot-2"]


def test_a_service_without_state_writes_nothing(snapshots: Kept, tmp_path: Path) -> None:
    kept = snapshots({"sqs": {}, "sns": None})
    kept.save()
    assert kept.newest is not None
    assert [path.name for path in kept.newest.iterdir()] == ["sqs.json"]


def test_an_unfinished_snapshot_is_never_read(snapshots: Kept, tmp_path: Path) -> None:
    (tmp_path / "snapshot-7.part").mkdir()
    kept = snapshots({"sqs": {}})
    assert kept.newest is None
    assert not (tmp_path / "snapshot-7.part").exists()


def test_a_snapshot_that_fails_leaves_the_last_one(snapshots: Kept, tmp_path: Path) -> None:
    states: dict[str, Any] = {"sqs": {"jobs": 1}}
    kept = snapshots(states)
    kept.save()
    states["sqs"] = {"jobs": object()}
    with pytest.raises(TypeError):
        kept.save()
    assert payload(kept.newest, "sqs") == {"jobs": 1}
    states["sqs"] = {"jobs": 3}
    kept.save()
    assert payload(kept.newest, "sqs") == {"jobs": 3}


def test_tenth_snapshot_is_newer_than_the_ninth(snapshots: Kept, tmp_path: Path) -> None:
    for number in (9, 10):
        (tmp_path / f"snapshot-{number}").mkdir()
    newest = snapshots({}).newest
    assert newest is not None
    assert newest.name == "snapshot-10"


def test_changes_are_saved_while_it_keeps(snapshots: Kept, tmp_path: Path) -> None:
    kept = snapshots({"sqs": {"jobs": 1}})
    kept.dirty = True

    async def a_moment() -> None:
        keeping = asyncio.create_task(kept.keep(pause=0.01))
        async with asyncio.timeout(10):
            while kept.newest is None or kept.dirty:
                await asyncio.sleep(0.01)
        keeping.cancel()

    asyncio.run(a_moment())
    assert payload(kept.newest, "sqs") == {"jobs": 1}
