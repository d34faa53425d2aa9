"""Figures that a command writes into a page of the docs, between two marks."""

from __future__ import annotations

from collections.abc import Sequence


def placed(page: str, mark: str, lines: Sequence[str]) -> str:
    """The page with these lines between `<!-- mark -->` and `<!-- end of mark -->`; ValueError where it lacks them."""
    begin, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
    before, found, rest = page.partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"The page has no {begin} with its {end}.")
    return "\n".join([before + begin, *lines, end]) + after
