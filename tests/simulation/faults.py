"""Faults by chance at every call that a function makes: it dies, is throttled, or its answer gets lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from botocore.exceptions import ClientError, ReadTimeoutError

from chalicelib.flows.ports import ProviderBusy, ProviderUnclear
from tests.harness.faults import Mode
from tests.harness.wire import FUNCTION, Call, Died, Effect

MODES = tuple(Mode)


@dataclass
class Chance:
    """A wrapper about each call. Each is hit with probability `share`, by one of the harness's kinds of fault."""

    share: float
    fired: Counter[Mode] = field(default_factory=Counter)
    _chance: Random = field(default_factory=lambda: Random(5))

    def __call__(self, call: Call, effect: Effect) -> Any:
        if not FUNCTION.get() or self._chance.random() >= self.share:
            return effect()
        mode = self._chance.choice(MODES)
        self.fired[mode] += 1
        return (_of_aws if call.aws else _of_provider)(call, mode, effect)


def _of_aws(call: Call, mode: Mode, effect: Effect) -> Any:
    """Below the product's own retries. A lost answer is asked for again by the SDK, which does all a second time."""
    if mode is Mode.CRASH_BEFORE:
        raise Died(call.name)
    if mode is Mode.THROTTLE:
        raise ClientError({"Error": {"Code": "ThrottlingException", "Message": "injected"}}, call.name)
    if mode is Mode.THROTTLE_HARD:
        raise ReadTimeoutError(endpoint_url="")
    effect()
    if mode is Mode.CRASH_AFTER:
        raise Died(call.name)
    if mode is Mode.LOST_HARD:
        raise ReadTimeoutError(endpoint_url="")
    return effect()


def _of_provider(call: Call, mode: Mode, effect: Effect) -> Any:
    """A text may have been taken or not where no answer came: LOST_ANSWER is one that was."""
    if mode is Mode.CRASH_BEFORE:
        raise Died(call.name)
    if mode in (Mode.CRASH_AFTER, Mode.LOST_ANSWER):
        effect()
    if mode is Mode.CRASH_AFTER:
        raise Died(call.name)
    if mode in (Mode.LOST_ANSWER, Mode.LOST_HARD) and call.name == "provider.send":
        raise ProviderUnclear("injected")
    raise ProviderBusy("injected")
