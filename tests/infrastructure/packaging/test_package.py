"""The package as `make package` left it in build/."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from infrastructure.packaging import code, libraries
from infrastructure.packaging.target import LAMBDA
from tests.infrastructure.deployed import deployed

MEGABYTE = 1_000_000
LIMIT = 30
MAGIC_OF_3_13 = 3571
"""CPython's Include/internal/pycore_magic_number.h, of every release of 3.13."""
UNCHECKED_HASH = 0b01


def test_code_carries_lambdas_bytecode_for_every_module(tmp_path: Path) -> None:
    code.build(tmp_path / "code.zip")
    with zipfile.ZipFile(tmp_path / "code.zip") as archive:
        names = set(archive.namelist())
        modules = {name for name in names if name.endswith(".py")}
        for module in modules:
            folder, _, name = module.rpartition("/")
            place = f"{folder}/" if folder else ""
            compiled = archive.read(f"{place}__pycache__/{name.removesuffix('.py')}.cpython-313.pyc")
            magic, flags = struct.unpack("<HxxI", compiled[:8])
            assert (magic, flags) == (MAGIC_OF_3_13, UNCHECKED_HASH)
    assert {"app.py", "chalice/app.py", "chalicelib/data/openapi.json", "chalicelib/workers/tick.py"} <= names
    assert {name.split("/")[0] for name in names} == {"app.py", "chalice", "chalicelib", "__pycache__"}


@pytest.mark.stack
def test_the_same_libraries_make_the_same_archive(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        libraries.build(tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.stack
def test_libraries_are_small_and_for_lambdas_machine(tmp_path: Path) -> None:
    libraries.build(tmp_path / "libraries.zip")
    assert (tmp_path / "libraries.zip").stat().st_size < LIMIT * MEGABYTE
    with zipfile.ZipFile(tmp_path / "libraries.zip") as archive:
        names = archive.namelist()
        native = [archive.read(name) for name in names if name.endswith(".so")]
    assert all(name.startswith("python/") for name in names)
    assert native
    assert {struct.unpack("<H", one[18:20])[0] for one in native} == {183}, "not all for aarch64"
    assert not [name for name in names if name.endswith(".so") and "cp311" in name]


def test_lambdas_python_is_chosen_by_the_project() -> None:
    properties = deployed()["Resources"]["Tick"]["Properties"]
    assert properties["Runtime"] == f"python{LAMBDA.version}" == "python3.13"
    assert properties["Architectures"] == ["arm64"]


def test_the_same_code_makes_the_same_archive(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        code.build(tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
