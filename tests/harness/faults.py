"""Faults at any call: the function dies, the call is throttled, or its answer is lost, once or until it gives up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ReadTimeoutError
from moto.core.botocore_stubber import MockRawResponse

from chalicelib.flows.ports import ProviderBusy, ProviderUnclear, PushFailed
from tests.harness.wire import FUNCTION, WIRE, Call, Died, Effect

_THROTTLED = {
    "sns": b"<ErrorResponse><Error><Code>Throttling</Code><Message>injected</Message></Error></ErrorResponse>",
    "s3": b"<Error><Code>SlowDown</Code><Message>injected</Message></Error>",
}
_THROTTLED_JSON = b'{"__type":"ThrottlingException","message":"injected"}'


class Mode(StrEnum):
    """`HARD` ones last until the function that they hit has ended; of a lost call only the first took effect.

    For a provider's text or a push, LOST_ANSWER is one that was taken and LOST_HARD one that was not: both look alike
    from here.
    """

    CRASH_BEFORE = "crash_before"
    CRASH_AFTER = "crash_after"
    THROTTLE = "throttle"
    THROTTLE_HARD = "throttle_hard"
    LOST_ANSWER = "lost_answer"
    LOST_HARD = "lost_hard"


@dataclass(frozen=True, slots=True)
class Made:
    """A call that a function made; `invocation` is the number of its run in this story."""

    function: str
    name: str
    invocation: int

    @property
    def aws(self) -> bool:
        return Call(self.name).aws

    def __str__(self) -> str:
        return f"{self.function}: {self.name}"


class Injector:
    """Counts the calls that functions make, and hits those whose number `plan` names."""

    def __init__(self, plan: Mapping[int, Mode] | None = None) -> None:
        self.calls: list[Made] = []
        self.fired = 0
        self._begun = WIRE.invocations
        self._plan = dict(plan or {})
        self._lasting: tuple[int, str, Mode] | None = None

    def __call__(self, call: Call, effect: Effect) -> Any:
        if not FUNCTION.get():
            return effect()
        if self._lasting is not None and self._lasting[:2] == (WIRE.invocations, call.name):
            return failed(call, self._lasting[2])
        self.calls.append(Made(FUNCTION.get(), call.name, WIRE.invocations - self._begun))
        mode = self._plan.pop(len(self.calls), None)
        if mode is None:
            return effect()
        self.fired += 1
        return self._hit(call, mode, effect)

    def _hit(self, call: Call, mode: Mode, effect: Effect) -> Any:
        if mode is Mode.CRASH_BEFORE:
            raise Died(call.name)
        taken = call.aws or mode is not Mode.LOST_HARD
        if mode in (Mode.CRASH_AFTER, Mode.LOST_ANSWER, Mode.LOST_HARD) and taken:
            effect()
        if mode is Mode.CRASH_AFTER:
            raise Died(call.name)
        if mode in (Mode.THROTTLE_HARD, Mode.LOST_HARD):
            self._lasting = (WIRE.invocations, call.name, mode)
        return failed(call, mode)


def down(service: str, function: str) -> Callable[[Call, Effect], Any]:
    """A wrapper about calls: a service of AWS takes nothing from this function."""

    def around(call: Call, effect: Effect) -> Any:
        if FUNCTION.get() == function and call.name.startswith(f"{service}."):
            return failed(call, Mode.THROTTLE_HARD)
        return effect()

    return around


def unheard(function: str) -> Callable[[Call, Effect], Any]:
    """A wrapper about calls: this function's first transaction is saved, and its answer gets lost."""
    lost = False

    def around(call: Call, effect: Effect) -> Any:
        nonlocal lost
        answer = effect()
        if lost or FUNCTION.get() != function or call.name != "dynamodb.TransactWriteItems":
            return answer
        lost = True
        return failed(call, Mode.LOST_ANSWER)

    return around


def failed(call: Call, mode: Mode) -> AWSResponse:
    lost = mode in (Mode.LOST_ANSWER, Mode.LOST_HARD)
    if call.name == "push.send":
        raise PushFailed("injected")
    if not call.aws:
        raise ProviderUnclear("injected") if lost and call.name == "provider.send" else ProviderBusy("injected")
    if lost:
        raise ReadTimeoutError(endpoint_url=call.url)
    body = _THROTTLED.get(call.name.partition(".")[0], _THROTTLED_JSON)
    headers = {"x-amzn-errortype": "ThrottlingException"}
    return AWSResponse(call.url, 503 if call.name.startswith("s3.") else 400, headers, MockRawResponse(body))  # type: ignore[arg-type]


def unclear(mode: Mode) -> Callable[[Call, Effect], Any]:
    """A wrapper about calls: every text to the provider goes so."""

    def around(call: Call, effect: Effect) -> Any:
        if call.name != "provider.send":
            return effect()
        if mode is Mode.LOST_ANSWER:
            effect()
        return failed(call, mode)

    return around
