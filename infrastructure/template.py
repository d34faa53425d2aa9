"""The deployed template: Chalice's package with one function per route instead of one for all (docs/decisions)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from infrastructure.alarms import alarms
from infrastructure.functions import ROUTES, WORKERS, Route, Worker
from infrastructure.gateway_answers import definitions
from infrastructure.lambdas import API, Models, of_route, of_worker, route_id, worker_id
from infrastructure.resources import outputs, resources
from infrastructure.sign_in import POOL

Resource = dict[str, Any]

ONE_FOR_ALL = "APIHandler"
LAYER = "ManagedLayer"
POOL_ARN = "USER_POOL_ARN"
PARAMETERS: dict[str, Resource] = {
    "PublicUrl": {
        "Type": "String",
        "AllowedPattern": "https://.+[^/]",
        "Description": "The API's base as the provider calls it",
    },
    "DashboardUrl": {"Type": "String", "AllowedPattern": "https://.+[^/]", "Description": "Where people sign in"},
    "MailFrom": {"Type": "String", "AllowedPattern": ".+@.+", "Description": "The sender of alerts by email"},
    "Brand": {"Type": "String", "Default": "Your brand", "Description": "The brand's name as its texts say it"},
    "StopScope": {
        "Type": "String",
        "Default": "brand",
        "AllowedValues": ["brand", "line"],
        "Description": "Whether STOP on one line ends texts from all lines",
    },
}


class Mismatch(Exception):
    """The app and the table of functions do not name the same things."""


def template(packaged: Mapping[str, Any], models: Models, *, production: bool = True) -> Resource:
    """`packaged` is what `chalice package` wrote; Mismatch where it is not what `functions.py` says."""
    found: Resource = packaged["Resources"]
    functions: Resource = {}
    for route in ROUTES:
        functions |= of_route(route, found[ONE_FOR_ALL], models)
    for worker in WORKERS:
        _agrees(worker, found)
        functions |= of_worker(worker, found[worker_id(worker)], models)
    watched = {route_id(route): route.name for route in ROUTES if route.alarm}
    watched |= {worker_id(worker): worker.name for worker in WORKERS if worker.alarm}
    return {
        "AWSTemplateFormatVersion": packaged["AWSTemplateFormatVersion"],
        "Transform": packaged["Transform"],
        # Without it SAM makes a second stage named "Stage".
        "Globals": {"Api": {"OpenApiVersion": "2.0"}},
        "Parameters": PARAMETERS,
        "Resources": {
            **resources(models, production=production),
            LAYER: found[LAYER],
            API: _api(found[API]),
            **functions,
            **alarms(watched),
        },
        "Outputs": {
            **outputs(),
            "ApiUrl": packaged["Outputs"]["EndpointURL"],
            "ApiId": {"Value": {"Ref": API}},
        },
    }


def _api(packaged: Resource) -> Resource:
    api = copy.deepcopy(packaged)
    properties = api["Properties"]
    properties["Name"] = {"Fn::Sub": "${AWS::StackName}"}
    properties["EndpointConfiguration"] = {"Type": properties["EndpointConfiguration"]}
    body = properties["DefinitionBody"]
    body["x-amazon-apigateway-gateway-responses"] = definitions()
    for authorizer in body.get("securityDefinitions", {}).values():
        told = authorizer["x-amazon-apigateway-authorizer"]
        told["providerARNs"] = [_pool_arn(arn) for arn in told["providerARNs"]]
    _point(body["paths"])
    return api


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


def _agrees(worker: Worker, found: Resource) -> None:
    """What a worker's decorator says of its queue or schedule is what the table says."""
    if worker_id(worker) not in found:
        raise Mismatch(f"the app has no worker {worker.name}")
    (event,) = found[worker_id(worker)]["Properties"]["Events"].values()
    said = event["Properties"]
    if worker.queue:
        agrees = said["Queue"]["Fn::Sub"].endswith(f":{worker.queue}") and said["BatchSize"] == worker.batch
    else:
        agrees = said["Schedule"].startswith(f"rate({worker.minutes} ")
    if not agrees:
        raise Mismatch(f"the worker {worker.name} is driven otherwise in the app than in the table")
