"""Dated tables of what changes without us: each file names its source and the month it was read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any


@cache
def text(file: str) -> str:
    """A file of this folder as it is, read once a process."""
    return Path(__file__).with_name(file).read_text("utf-8")


@cache
def table(name: str) -> Mapping[str, Any]:
    """The table `<name>.toml` of this folder, read once a process.

    By path, and the parser only when a table is wanted: `importlib.resources` costs four times what reading
    and parsing do, at every cold start.
    """
    import tomllib

    return MappingProxyType(tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8")))
