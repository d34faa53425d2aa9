"""The stack's settings: what is given now, else what was before, else the default, else what the operator types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from infrastructure.commands.stop import Stop
from infrastructure.commands.terminal import Terminal

PENDING = "https://pending.invalid"
"""Stands for addresses that are known only once the stack is there; `.invalid` never resolves (RFC 2606)."""

ADDRESSES = {"PublicUrl": f"{PENDING}/api", "DashboardUrl": PENDING}

Declared = Mapping[str, Mapping[str, Any]]


def chosen(
    declared: Declared, given: Mapping[str, str], before: Mapping[str, str], terminal: Terminal
) -> dict[str, str]:
    """A value for every parameter that the template declares; Stop names all that are missing or cannot be."""
    unknown = sorted(set(given) - set(declared))
    if unknown:
        raise Stop(f"There is no setting {', '.join(unknown)}.", f"There are: {', '.join(declared)}.")
    found: dict[str, str] = {}
    for name, about in declared.items():
        known = _known(name, about, given, before)
        found[name] = known if known is not None else _asked(name, about, terminal)
    wrong = [name for name, value in found.items() if not _fits(value, declared[name])]
    if wrong:
        told = "; ".join(f"{name}: {_wanted(declared[name])}" for name in wrong)
        raise Stop(f"This cannot be: {told}.", 'Give another value: make deploy … SET="Name=value"')
    return found


def addresses(
    after: Mapping[str, str], before: Mapping[str, str], now: Mapping[str, str], given: Mapping[str, str]
) -> dict[str, str]:
    """PublicUrl and DashboardUrl where they must follow the stack: its outputs `after` this deployment and `before` it.

    An address that somebody chose stays: it is one that is not what the stack told before.
    """
    wanted = {
        "PublicUrl": after.get("PublicUrl") or after.get("ApiUrl", ""),
        "DashboardUrl": after.get("DashboardUrl", ""),
    }
    found = {}
    for name, address in wanted.items():
        bare = address.rstrip("/")
        chosen_by_hand = name in given or now.get(name, "") not in (ADDRESSES[name], before.get(name, "").rstrip("/"))
        if bare and name in now and not chosen_by_hand and bare != now[name]:
            found[name] = bare
    return found


def _known(name: str, about: Mapping[str, Any], given: Mapping[str, str], before: Mapping[str, str]) -> str | None:
    if name in given:
        return given[name]
    if name in before:
        return before[name]
    if "Default" in about:
        return str(about["Default"])
    return ADDRESSES.get(name)


def _asked(name: str, about: Mapping[str, Any], terminal: Terminal) -> str:
    described = about.get("Description", name)
    if not terminal.interactive:
        raise Stop(f"{name} is not set: {described}.", f'Give it: make deploy … SET="{name}=…"')
    return terminal.type_in(f"{described} ({name}):")


def _fits(value: str, about: Mapping[str, Any]) -> bool:
    pattern = about.get("AllowedPattern")
    values = about.get("AllowedValues")
    return (not pattern or re.fullmatch(pattern, value) is not None) and (not values or value in map(str, values))


def _wanted(about: Mapping[str, Any]) -> str:
    values = about.get("AllowedValues")
    return f"one of {', '.join(map(str, values))}" if values else f"must look like {about.get('AllowedPattern')}"
