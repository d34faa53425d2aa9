"""The dashboard's first load is weighed as a browser loads it, and too much of it fails."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from infrastructure.weigh import first_load, main

PAGE = """<html><head>
<script type="module" crossorigin src="/assets/index.js"></script>
<link rel="modulepreload" crossorigin href="/assets/vendor.js">
<link rel="stylesheet" crossorigin href="/assets/index.css">
<link rel="icon" href="/icon.svg"><link rel="manifest" href="/manifest.webmanifest">
<script>inline()</script></head></html>"""


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(PAGE)
    for name, size in (("index.js", 3000), ("vendor.js", 2000), ("index.css", 1000), ("later.js", 90_000)):
        (tmp_path / "assets" / name).write_bytes(random.Random(name).randbytes(size))
    return tmp_path


def test_entry_preloads_and_styles_are_weighed_and_what_comes_later_is_not(dist: Path) -> None:
    assert list(first_load(dist)) == ["index.html", "assets/index.js", "assets/vendor.js", "assets/index.css"]
    assert 6000 < sum(first_load(dist).values()) < 6600


def test_a_light_build_passes_and_says_its_weight(dist: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(str(dist), "7") == 0
    assert "kB gz in 4 files" in capsys.readouterr().out


def test_a_heavy_build_fails_and_names_the_heaviest_first(dist: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(str(dist), "5") == 1
    told = capsys.readouterr().err.splitlines()
    assert "assets/index.js" in told[0]
    assert "at most 5 are allowed" in told[-1]


def test_without_a_build_it_fails(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        main(str(tmp_path), "150")
