"""The push service of this machine, and the browsers behind it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from infrastructure.local.carrier.browsers import PushRefused, subscription
from infrastructure.local.carrier.inputs import read_object, this_carrier
from infrastructure.local.carrier.routes.losing import lose_answer

bp = Blueprint("push", __name__, url_prefix="/push")
HELD_MS = 60_000


@bp.errorhandler(PushRefused)
def refused(refusal: PushRefused) -> tuple[dict[str, Any], int]:
    return {"errors": [str(refusal)]}, refusal.status


@bp.post("")
def subscribe() -> tuple[dict[str, Any], int]:
    """A browser that lets notify it; `key` is the public key (applicationServerKey) whose owner alone may."""
    carrier = this_carrier()
    browser = carrier.browsers.subscribe(read_object({"key": str}).get("key", ""))
    return subscription(browser, carrier.address), 201


@bp.post("/<browser>")
def push(browser: str) -> tuple[dict[str, Any], int]:
    """What the brand's server posts."""
    carrier = this_carrier()
    mode = carrier.faults.take("push").get("mode", "")
    if mode == "timeout":
        return lose_answer(request.environ, HELD_MS)
    if mode:
        raise PushRefused(int(mode), "as told")
    carrier.browsers.take(browser, dict(request.headers), request.get_data(), carrier.address)
    return {}, 201


@bp.get("/<browser>")
def shown(browser: str) -> dict[str, Any]:
    """What the browser was shown, the oldest first."""
    return {"items": this_carrier().browsers.get(browser).shown}


@bp.delete("/<browser>")
def unsubscribe(browser: str) -> tuple[str, int]:
    """Nothing reaches it any more."""
    browsers = this_carrier().browsers
    known = browsers.get(browser)
    known.gone = True
    browsers.put(known)
    return "", 204
