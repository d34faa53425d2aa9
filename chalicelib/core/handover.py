"""Who asks for a person: on a line whose texts rules answer, a person is told at once (TH-7)."""

from __future__ import annotations

from functools import cache

from chalicelib import data
from chalicelib.core import keywords


def asked(body: str) -> bool:
    """Whether a text asks for a person, alone or within more words (chalicelib/data/handover.toml)."""
    padded = f" {keywords.normalise(body[: keywords.LONGEST])} "
    return any(phrase in padded for phrase in _phrases())


@cache
def _phrases() -> tuple[str, ...]:
    packs = data.table("handover")["packs"].values()
    return tuple(f" {phrase} " for pack in packs for phrase in pack["phrases"])
