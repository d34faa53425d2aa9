"""Telling the carrier how to behave: its faults, its pace, its lines; and looking into it."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, request

from infrastructure.local.carrier.faults import LONGEST_MS, problems
from infrastructure.local.carrier.inputs import InputError, read_number, read_object, this_carrier
from infrastructure.local.carrier.network import is_toll_free
from infrastructure.local.carrier.numbers import Number

bp = Blueprint("control", __name__)


@bp.get("/health")
def health() -> dict[str, Any]:
    """`waiting` is how many steps and webhooks are not done yet."""
    return {"status": "ok", "waiting": this_carrier().tasks.waiting()}


@bp.get("/faults")
def faults() -> dict[str, Any]:
    return this_carrier().faults.read()


@bp.put("/faults")
def set_faults() -> dict[str, Any]:
    """Replaces all rules."""
    data = request.get_json(force=True, silent=True)
    if not isinstance(data, dict):
        raise InputError("The request must carry a JSON object.")
    if found := problems(data):
        raise InputError(*found)
    this_carrier().faults.write(data)
    return this_carrier().faults.read()


@bp.delete("/faults")
def no_faults() -> tuple[str, int]:
    this_carrier().faults.write({})
    return "", 204


@bp.get("/pace")
def pace() -> dict[str, int]:
    return this_carrier().pace.read()


@bp.put("/pace")
def set_pace() -> dict[str, int]:
    data = read_object({"sent_ms": int, "final_ms": int})
    if not all(0 <= value <= LONGEST_MS for value in data.values()):
        raise InputError(f"sent_ms and final_ms: 0 to {LONGEST_MS}")
    this_carrier().pace.write(data)
    return pace()


@bp.get("/lines")
def lines() -> dict[str, Any]:
    return {"items": [_line(number) for number in this_carrier().numbers.all()]}


@bp.put("/lines/<number>")
def set_line(number: str) -> dict[str, Any]:
    """Switches the provider's own opt-out words, Advanced Opt-Out with words of the line's own (null: off), and the
    limit of texts a second (null: none)."""
    data = read_object({"provider_words": bool, "per_second": (int, type(None)), "advanced": (dict, type(None))})
    if "advanced" in data:
        data["advanced"] = _words(data["advanced"])
    numbers, line = this_carrier().numbers, read_number(number)
    numbers.change(line, data)
    found = numbers.get(line)
    if found is None:
        raise InputError("no number of the brand", status=404)
    return _line(found)


@bp.get("/calls")
def calls() -> dict[str, Any]:
    """The latest calls to the brand's server, the newest first."""
    return {"items": this_carrier().calls.latest(100)}


@bp.delete("/everything")
def forget() -> tuple[str, int]:
    """An empty carrier, but for its numbers with `?keep=numbers`."""
    keep = frozenset({"numbers"} & set(request.args.getlist("keep")))
    this_carrier().db.clear(keep)
    return "", 204


def _words(given: dict[str, Any] | None) -> str:
    """As the number keeps them."""
    if given is None:
        return ""
    if not given.keys() <= {"STOP", "START", "HELP"} or not all(map(_is_list_of_words, given.values())):
        raise InputError("advanced: null, or lists of words by STOP, START and HELP")
    return json.dumps({kind: [word.strip().upper() for word in words] for kind, words in given.items()})


def _is_list_of_words(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(word, str) for word in given)


def _line(number: Number) -> dict[str, Any]:
    return {
        "number": number.number,
        "name": number.friendly_name,
        "toll_free": is_toll_free(number.number),
        "provider_words": number.provider_words,
        "per_second": number.per_second,
        "advanced": number.advanced_words,
        "sms_url": number.sms_url,
    }
