"""Calling the brand's server: signed, repeated as the URL's overrides ask, at last by the fallback URL."""

from __future__ import annotations

import time
import uuid
from dataclasses import asdict, dataclass, field, replace
from typing import Literal
from urllib.parse import urlencode

import urllib3
from twilio.request_validator import RequestValidator

from infrastructure.local.carrier.carrier import Carrier
from infrastructure.local.carrier.overrides import Failure, Target, target

BETWEEN_ATTEMPTS = 0.05
CONNECTION_FAILED, RETRIEVAL_FAILED = "11205", "11200"
FORM = "application/x-www-form-urlencoded; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Call:
    """One call to make, with the attempts that it had; `key` stays the same over all its attempts."""

    purpose: Literal["inbound", "status"]
    sid: str
    url: str
    form: dict[str, str]
    method: str = "POST"
    fallback_url: str = ""
    fallback_method: str = "POST"
    forged: bool = False
    attempt: int = 0
    began: float = 0.0
    key: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `failure` is "" for a 2xx."""

    failure: Failure | Literal[""]
    status: int | None = None
    content_type: str = ""
    body: str = ""


def schedule(carrier: Carrier, call: Call, delay: float = 0.0) -> None:
    """Saves the call, to be made in `delay` seconds."""
    carrier.tasks.add("post", asdict(call), delay)


def perform(carrier: Carrier, call: Call) -> Answer | None:
    """Makes one attempt and plans what must follow; the answer if it was a good one."""
    now = time.time()
    began, aim = call.began or now, target(call.url)
    answer = _attempt(carrier, call, aim)
    carrier.calls.add(call.sid, call.purpose, aim.url, answer.status, answer.failure, round((time.time() - now) * 1000))
    if answer.failure == "":
        return answer
    if aim.retries_after(answer.failure, call.attempt, time.time() - began):
        schedule(carrier, replace(call, attempt=call.attempt + 1, began=began), BETWEEN_ATTEMPTS)
    elif call.fallback_url:
        schedule(carrier, _by_fallback(call, aim, answer.failure))
    elif call.purpose == "inbound":
        carrier.messages.took(call.sid, "refused")
    return None


def _by_fallback(call: Call, aim: Target, failure: Failure) -> Call:
    code = CONNECTION_FAILED if failure == "ct" else RETRIEVAL_FAILED
    form = {**call.form, "ErrorCode": code, "ErrorUrl": aim.url}
    return replace(
        call,
        url=call.fallback_url,
        method=call.fallback_method,
        form=form,
        fallback_url="",
        attempt=0,
        began=0.0,
    )


def _attempt(carrier: Carrier, call: Call, aim: Target) -> Answer:
    by_get = call.method == "GET"
    url = aim.url + ("&" if "?" in aim.url else "?") + urlencode(call.form) if by_get else aim.url
    headers = {
        "X-Twilio-Signature": _signature(carrier, url, {} if by_get else call.form, forged=call.forged),
        "I-Twilio-Idempotency-Token": call.key,
        "User-Agent": "TwilioProxy/1.1",
        "Accept": "*/*",
        **({} if by_get else {"Content-Type": FORM}),
    }
    try:
        got = carrier.http.request(
            call.method,
            url,
            body=None if by_get else urlencode(call.form),
            headers=headers,
            timeout=urllib3.Timeout(connect=aim.connect, read=aim.read),
            redirect=False,
        )
    except (urllib3.exceptions.ReadTimeoutError, urllib3.exceptions.ProtocolError):
        return Answer("rt")
    except urllib3.exceptions.HTTPError:
        return Answer("ct")
    return _read(got)


def _read(got: urllib3.BaseHTTPResponse) -> Answer:
    failure: Failure | Literal[""] = "" if got.status < 300 else "4xx" if got.status < 500 else "5xx"
    body = got.data.decode("utf-8", "replace")
    return Answer(failure, got.status, got.headers.get("Content-Type", ""), body)


def _signature(carrier: Carrier, url: str, form: dict[str, str], *, forged: bool) -> str:
    """Twilio's own; a forged one is of the right shape and made with another token."""
    token = carrier.settings.auth_token + ("-forged" if forged else "")
    return str(RequestValidator(token).compute_signature(url, form))
