"""Brings DynamoDB's calls straight to moto's handler: half of a call's time went into an HTTP request made and read.

The SDK builds the request and reads the answer as always; between them nothing is signed, routed or parsed as of a
server's. The answers are moto's (test_quicken.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from botocore.awsrequest import AWSPreparedRequest
from botocore.signers import RequestSigner
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.core.utils import camelcase_to_underscores
from moto.dynamodb.responses import DynamoHandler
from werkzeug.exceptions import HTTPException

from tests.harness.motofix import LOCK

Answer = tuple[int, dict[str, str], str]
ADDRESS = re.compile(r"https://dynamodb\.([a-z0-9-]+)\.amazonaws\.com/?")
ACCOUNT = "123456789012"
"""Moto's own; other accounts are told from a signature."""
BYTES = '"B":'
"""In a body: an attribute that moto would decode."""


@cache
def install() -> None:
    """Once a process."""
    BotocoreStubber.process_request = _straight()  # type: ignore[method-assign]
    RequestSigner.sign = _unsigned()  # type: ignore[method-assign]


def _straight() -> Callable[..., Any]:
    slow = BotocoreStubber.process_request

    @wraps(slow)
    def quick(stubber: BotocoreStubber, request: AWSPreparedRequest) -> Any:
        address = ADDRESS.fullmatch(request.url)
        body = request.body.decode() if isinstance(request.body, bytes) else request.body
        if address is None or not isinstance(body, str) or BYTES in body:
            return slow(stubber, request)
        with LOCK:
            return answer(address[1], request.headers["X-Amz-Target"], body)

    return quick


def answer(region: str, target: str | bytes, body: str) -> Answer:
    """Status, headers and body, as a server of moto's would give them but for a request id and a checksum."""
    name = target.decode() if isinstance(target, bytes) else target
    handler: Any = DynamoHandler()
    handler.region, handler.current_account = region, ACCOUNT
    handler.headers = {"x-amz-target": name, "Content-Type": "application/x-amz-json-1.0"}
    handler.querystring, handler.uri_match = {}, {}
    handler.response_headers = {}
    handler.params = handler.body = json.loads(body)
    method = getattr(handler, camelcase_to_underscores(name.rpartition(".")[2]))
    try:
        result = method()
    except ServiceException as fault:
        result = ActionResult(fault)
    except HTTPException as fault:
        return fault.code or 500, dict(fault.get_headers()), str(fault.description)
    status, headers, text = handler.serialized(result)
    return status, headers, text


def _unsigned() -> Callable[..., Any]:
    slow = RequestSigner.sign

    @wraps(slow)
    def quick(signer: Any, *args: Any, **options: Any) -> Any:
        if signer._service_id != "DynamoDB":
            return slow(signer, *args, **options)
        return None

    return quick
