"""The API as a CloudFormation resource: Chalice's definition, each operation pointed to its own function."""

from __future__ import annotations

import copy
from typing import Any

from infrastructure.access_logs import ACCOUNT, of_stage
from infrastructure.functions import ROUTES, Route
from infrastructure.gateway_answers import definitions
from infrastructure.naming import route_id
from infrastructure.parameters import TRACED, if_
from infrastructure.sign_in import POOL

Resource = dict[str, Any]

POOL_ARN = "USER_POOL_ARN"


class Mismatch(Exception):
    """The app and the table of functions do not name the same things."""


def api(packaged: Resource) -> Resource:
    """`packaged` is Chalice's one API for one function."""
    found = copy.deepcopy(packaged)
    properties = found["Properties"]
    properties |= {
        "Name": {"Fn::Sub": "${AWS::StackName}"},
        "EndpointConfiguration": {"Type": properties["EndpointConfiguration"]},
        "TracingEnabled": if_(TRACED, True, False),
        "AccessLogSetting": of_stage(),
        "MethodSettings": [_limits(route) for route in ROUTES],
    }
    # A stage that logs needs the account's leave first.
    found["DependsOn"] = [ACCOUNT]
    body = properties["DefinitionBody"]
    body["x-amazon-apigateway-gateway-responses"] = definitions()
    for authorizer in body.get("securityDefinitions", {}).values():
        told = authorizer["x-amazon-apigateway-authorizer"]
        told["providerARNs"] = [_pool_arn(arn) for arn in told["providerARNs"]]
    _point(body["paths"])
    return found


def _limits(route: Route) -> Resource:
    return {
        "HttpMethod": route.method,
        "ResourcePath": "/" + route.path.replace("/", "~1"),
        "ThrottlingRateLimit": route.rate,
        "ThrottlingBurstLimit": route.burst,
        # What people write is in requests and answers: neither is ever logged.
        "DataTraceEnabled": False,
        "LoggingLevel": "OFF",
    }


def _point(paths: Resource) -> None:
    """Points each method of each path to its own function."""
    offered = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    wanted = {(route.method, route.path): route for route in ROUTES}
    if offered != set(wanted):
        raise Mismatch(f"in the app or the table alone: {sorted(offered ^ set(wanted))}")
    for (method, path), route in wanted.items():
        operation = paths[path][method.lower()]
        if route.public == bool(operation.get("security")):
            raise Mismatch(f"{method} {path} is public in the app or in the table alone")
        operation["operationId"] = route.name
        operation["x-amazon-apigateway-integration"]["uri"] = {"Fn::Sub": _uri(route)}


def _uri(route: Route) -> str:
    service = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31"
    return f"{service}/functions/${{{route_id(route)}.Arn}}/invocations"


def _pool_arn(arn: str) -> Resource | str:
    return {"Fn::GetAtt": [POOL, "Arn"]} if arn == POOL_ARN else arn
