"""What each function does in AWS, to the action and the index: `used.json`, written by `make grants`.

The rows of `functions.py` say what a function may be given at most, by table; this says which part of it the function
needs, as it was seen in the scenarios of tests/harness. The template grants what both say, and no more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

PLACE = Path(__file__).with_name("used.json")


class Use(NamedTuple):
    """`action` as IAM calls it. `place`: a table, `table/index`, `queue:noun`, `secret`, `topic`, `mail`, or `people`,
    which is the user pool."""

    action: str
    place: str


@cache
def used() -> Mapping[str, frozenset[Use]]:
    """By the names of functions."""
    found: dict[str, dict[str, list[str]]] = json.loads(PLACE.read_text(encoding="utf-8"))
    return {
        name: frozenset(Use(action, place) for place, actions in places.items() for action in actions)
        for name, places in found.items()
    }


def written(seen: Mapping[str, Iterable[Use]]) -> str:
    """The file's text: the same for the same uses."""
    found: dict[str, dict[str, list[str]]] = {}
    for name in sorted(seen):
        places: dict[str, list[str]] = {}
        for use in sorted(seen[name], key=lambda use: (use.place, use.action)):
            places.setdefault(use.place, []).append(use.action)
        found[name] = places
    return json.dumps(found, indent=1) + "\n"
