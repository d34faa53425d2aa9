"""Faults that the carrier is told to commit: what may be told, and what is left of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from infrastructure.local.carrier.db import Database
from infrastructure.local.carrier.network import e164
from infrastructure.local.carrier.state import State

SEND_MODES = ("429", "500", "error", "timeout_before", "timeout_after", "lost_answer")
PUSH_MODES = ("429", "500", "timeout")
LONGEST_MS = 600_000


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LONGEST_MS


def _pause(value: object) -> bool:
    return value == 0 or _count(value)


def _number(value: object) -> bool:
    return isinstance(value, str) and e164(value) != ""


def _mode(value: object) -> bool:
    return value in SEND_MODES


def _push_mode(value: object) -> bool:
    return value in PUSH_MODES


SHAPE: Mapping[str, Mapping[str, Callable[[object], bool]]] = {
    "send": {"mode": _mode, "times": _count, "to": _number, "code": _count, "hold_ms": _pause},
    "callbacks": {
        "duplicate": _flag,
        "reorder": _flag,
        "drop": _flag,
        "early": _flag,
        "delay_ms": _pause,
        "times": _count,
    },
    "webhooks": {
        "duplicate": _flag,
        "drop": _flag,
        "bad_signature": _flag,
        "delay_ms": _pause,
        "times": _count,
    },
    "push": {"mode": _push_mode, "times": _count},
}


def problems(rules: Mapping[str, Any]) -> list[str]:
    """A sentence for every key that is unknown and every value that cannot be."""
    found = [f"{place}: unknown" for place in rules if place not in SHAPE]
    for place, fields in SHAPE.items():
        rule = rules.get(place, {})
        if not isinstance(rule, dict):
            found.append(f"{place}: must be an object")
            continue
        found += [f"{place}.{key}: unknown" for key in rule if key not in fields]
        found += [f"{place}.{key}: bad value" for key, fits in fields.items() if key in rule and not fits(rule[key])]
    for place, modes in (("send", SEND_MODES), ("push", PUSH_MODES)):
        if "mode" not in rules.get(place, {"mode": ""}):
            found.append(f"{place}.mode: missing, one of {', '.join(modes)}")
    return found


class Faults:
    """The rules in force: one of `send` acts `times` times, once if not said; the others until deleted."""

    def __init__(self, database: Database, state: State) -> None:
        self._db, self._state = database, state

    def read(self) -> dict[str, dict[str, Any]]:
        rules: dict[str, dict[str, Any]] = self._state.read("faults", {})
        return rules

    def write(self, rules: Mapping[str, Mapping[str, Any]]) -> None:
        """Replaces all rules; `problems` has found none."""
        send = {"times": 1, **rules["send"]} if "send" in rules else None
        self._state.write("faults", {**rules, **({"send": send} if send else {})})

    def take(self, place: str, receiver: str = "") -> dict[str, Any]:
        """The rule to obey now, {} if none; it is used up by one."""
        with self._db.transaction():
            rules = self.read()
            rule = rules.get(place)
            if rule is None or ("to" in rule and e164(rule["to"]) != receiver):
                return {}
            if "times" in rule:
                left = {**rule, "times": rule["times"] - 1}
                rules[place] = left
                if not left["times"]:
                    del rules[place]
                self._state.write("faults", rules)
            return rule
