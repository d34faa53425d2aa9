"""Which release an upgrade is tried from."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.stack.previous import NAMED, NoRelease, release


def git(folder: Path, *arguments: str) -> str:
    name = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    done = subprocess.run(["git", *name, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three commits, and a file that names the first one."""
    monkeypatch.delenv("PARLEY_PREVIOUS", raising=False)
    git(tmp_path, "init", "-q")
    for word in ("one", "two", "three"):
        git(tmp_path, "commit", "-q", "--allow-empty", "-m", word)
    (tmp_path / "previous.txt").write_text(git(tmp_path, "rev-parse", "HEAD~2") + "\n")
    return tmp_path


def test_without_a_tag_it_is_the_one_that_the_file_names(history: Path) -> None:
    git(history, "tag", "other-1", "HEAD^")
    assert release(history, history / "previous.txt") == git(history, "rev-parse", "HEAD~2")


def test_a_tag_comes_before_the_file_but_not_the_tag_of_this_very_release(history: Path) -> None:
    git(history, "tag", "v1.0.0", "HEAD^")
    git(history, "tag", "v1.1.0", "HEAD")
    assert release(history, history / "previous.txt") == git(history, "rev-parse", "HEAD^")


def test_a_history_that_is_too_short_fails_and_says_what_to_do(history: Path) -> None:
    (history / "previous.txt").write_text("1" * 40)
    with pytest.raises(NoRelease, match="git fetch --unshallow --tags"):
        release(history, history / "previous.txt")


def test_the_file_names_a_commit_in_full() -> None:
    assert len(NAMED.read_text(encoding="utf-8").strip()) == 40
