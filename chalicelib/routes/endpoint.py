"""One decorator for every dashboard route: who calls, what it asked, what it gets, and errors as problem+json."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from chalice.app import Blueprint, CognitoUserPoolAuthorizer, Request, Response
from pydantic import BaseModel, ValidationError

from chalicelib.core.errors import Invalid, ParleyError
from chalicelib.core.ids import PersonId
from chalicelib.flows.ports import House
from chalicelib.observe import log
from chalicelib.routes import faults, problem
from chalicelib.wiring import wiring

BODY_BYTES = 256 * 1024
KEY_LENGTH = 200
HEADERS: dict[str, str | list[str]] = {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}

authorizer = CognitoUserPoolAuthorizer("people", provider_arns=["USER_POOL_ARN"])
"""API Gateway's own check comes first; `infrastructure/template.py` puts the pool's ARN in place."""

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Call:
    """One request: the caller is who its token proves it is; `key` is its Idempotency-Key."""

    house: House
    caller: PersonId
    now: datetime
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """What the OpenAPI document says of a route. `pages`: it shows people pages of its own, found or not."""

    method: str
    path: str
    name: str
    summary: str
    tag: str
    answer: type[BaseModel] | None
    status: int
    query: type[BaseModel] | None
    body: type[BaseModel] | None
    public: bool = False
    pages: bool = False

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)


OPERATIONS: list[Operation] = []


def endpoint(
    bp: Blueprint,
    method: str,
    path: str,
    *,
    answer: type[BaseModel] | None,
    status: int = 200,
    query: type[BaseModel] | None = None,
    body: type[BaseModel] | None = None,
) -> Callable[[View], View]:
    """Registers a view `(call, *path parameters, query=…, body=…) -> shape` under `method` and `path`."""

    def register(view: View) -> View:
        name = view.__name__
        summary = (inspect.getdoc(view) or "").split("\n")[0]
        tag = path.strip("/").split("/")[0]
        operation = Operation(method, path, name, summary, tag, answer, status, query, body)
        OPERATIONS.append(operation)
        handler = _handler(view, operation)
        bp.route(path, methods=[method], name=name, authorizer=authorizer)(handler)
        return view

    def _handler(view: View, operation: Operation) -> Callable[..., Response]:
        def handle(**parameters: str) -> Response:
            request = bp.current_request
            return guarded(request, lambda: _respond(view, operation, request, parameters))

        handle.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [inspect.Parameter(noun, inspect.Parameter.POSITIONAL_OR_KEYWORD) for noun in operation.parameters]
        )
        handle.__name__ = operation.name
        return handle

    return register


def guarded(request: Request, work: Callable[[], Response]) -> Response:
    """The work's response, or its error as a problem. Chalice would turn an error of ours into a bare 500."""
    request_id = request_id_of(request)
    try:
        return work()
    except ParleyError as error:
        return problem.answer(error, request_id)
    except Exception as fault:
        log.exception("a route broke", extra={"fault": type(fault).__name__, "request_id": request_id})
        return problem.broken(request_id)


def request_id_of(request: Request) -> str | None:
    found = (request.context or {}).get("requestId")
    return str(found) if found else None


def _respond(view: Callable[..., Any], operation: Operation, request: Request, parameters: dict[str, str]) -> Response:
    call = Call(
        house=wiring,
        caller=wiring.tokens.caller(request.headers.get("authorization") or ""),
        now=wiring.now(),
        key=_key(request),
    )
    asked: dict[str, Any] = dict(parameters)
    if operation.query is not None:
        asked["query"] = parsed_query(operation.query, request)
    if operation.body is not None:
        asked["body"] = parsed_body(operation.body, request)
    given = view(call, **asked)
    if given is None:
        return Response("", status_code=operation.status, headers=dict(HEADERS))
    return Response(given.model_dump_json(), status_code=operation.status, headers=dict(HEADERS))


def _key(request: Request) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is not None and not 1 <= len(key) <= KEY_LENGTH:
        raise Invalid({"Idempotency-Key": f"Give 1 to {KEY_LENGTH} characters."})
    return key


def parsed_query(model: type[BaseModel], request: Request) -> BaseModel:
    """The query parameters as the model says, or Invalid naming each wrong one."""
    try:
        return model.model_validate(dict(request.query_params or {}))
    except ValidationError as error:
        raise Invalid(faults.fields(error)) from None


def parsed_body(model: type[BaseModel], request: Request) -> BaseModel:
    """The JSON body as the model says, or Invalid naming each wrong field."""
    raw = request.raw_body
    if len(raw) > BODY_BYTES:
        raise Invalid({"body": f"The request is too long: at most {BODY_BYTES // 1024} KiB."})
    try:
        return model.model_validate_json(raw or b"null")
    except ValidationError as error:
        raise Invalid(faults.fields(error)) from None
