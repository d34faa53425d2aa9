"""Each function of the table as CloudFormation resources: the function, its role, its log group, what calls it."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from pynamodb.models import Model

from infrastructure.front import SAYS
from infrastructure.functions import Function, Route, Worker
from infrastructure.grants import TRACING, consuming, logging_to, statements
from infrastructure.naming import API, STAGE, queue_id, route_id, worker_id
from infrastructure.parameters import OTHER_KEYS, TRACED, if_
from infrastructure.resources import settings
from infrastructure.sign_in import POOL

Resource = dict[str, Any]
Models = Mapping[str, type[Model]]

LOG_DAYS = 30
LEAST_CONCURRENCY = 2
"""SQS takes no smaller limit for the functions that it calls at once."""


def of_route(route: Route, base: Resource, models: Models) -> dict[str, Resource]:
    """`base` is Chalice's one function for all routes: this one serves its own, and is called for no other."""
    name = route_id(route)
    told = {**_settings(models), "PARLEY_ROUTES": route.noun}
    return {
        **_function(name, route, base, told, models),
        f"{name}Permission": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
                "FunctionName": {"Ref": name},
                "Action": "lambda:InvokeFunction",
                "Principal": "apigateway.amazonaws.com",
                "SourceArn": {"Fn::Sub": _source(route)},
            },
        },
    }


def of_worker(worker: Worker, base: Resource, models: Models) -> dict[str, Resource]:
    """`base` is Chalice's function for this worker; what drives it comes from the table."""
    name = worker_id(worker)
    consumed = [consuming(worker.queue)] if worker.queue else []
    found = _function(name, worker, base, _settings(models), models, consumed)
    found[name]["Properties"]["Events"] = (
        {"Jobs": _from_queue(worker)} if worker.queue else {"Clock": _by_clock(worker)}
    )
    return found


def _function(
    name: str,
    row: Function,
    base: Resource,
    told: Mapping[str, Any],
    models: Models,
    more: Iterable[Resource] = (),
) -> dict[str, Resource]:
    function = copy.deepcopy(base)
    function["Properties"] |= {
        "FunctionName": {"Fn::Sub": f"${{AWS::StackName}}-{row.name}"},
        "MemorySize": row.memory,
        "Timeout": row.timeout,
        "Role": {"Fn::GetAtt": [f"{name}Role", "Arn"]},
        "LoggingConfig": {"LogGroup": {"Ref": f"{name}Logs"}},
        "Environment": {"Variables": dict(told)},
        "Tracing": if_(TRACED, "Active", "PassThrough"),
    }
    allowed = [logging_to(f"{name}Logs"), *more, *statements(row, models), if_(TRACED, TRACING)]
    return {
        name: function,
        f"{name}Role": _role(allowed),
        f"{name}Logs": {
            "Type": "AWS::Logs::LogGroup",
            "Properties": {
                "LogGroupName": {"Fn::Sub": f"/${{AWS::StackName}}/{row.name}"},
                "RetentionInDays": LOG_DAYS,
            },
        },
    }


def _role(allowed: list[Resource]) -> Resource:
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]},
            "Policies": [{"PolicyName": "granted", "PolicyDocument": {"Version": "2012-10-17", "Statement": allowed}}],
        },
    }


def _settings(models: Models) -> dict[str, Any]:
    """The functions' environment. The public address is a parameter: the API needs the functions before it has one."""
    own = settings(models)
    return {
        **own,
        "PARLEY_JWKS_URL": if_(
            OTHER_KEYS, {"Fn::Sub": f"${{SignInUrl}}/${{{POOL}}}/.well-known/jwks.json"}, own["PARLEY_JWKS_URL"]
        ),
        "PARLEY_PROVIDER_URL": {"Ref": "ProviderUrl"},
        "PARLEY_STAGE": {"Ref": "AWS::StackName"},
        "PARLEY_PUBLIC_URL": {"Ref": "PublicUrl"},
        "PARLEY_DASHBOARD_URL": {"Ref": "DashboardUrl"},
        "PARLEY_BRAND": {"Ref": "Brand"},
        "PARLEY_STOP_SCOPE": {"Ref": "StopScope"},
        "PARLEY_FRONT": SAYS,
    }


def _from_queue(worker: Worker) -> Resource:
    properties: Resource = {
        "Queue": {"Fn::GetAtt": [queue_id(worker.queue), "Arn"]},
        "BatchSize": worker.batch,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
    }
    if worker.concurrency is not None:
        limit = max(LEAST_CONCURRENCY, worker.concurrency)
        properties["ScalingConfig"] = {"MaximumConcurrency": limit}
    return {"Type": "SQS", "Properties": properties}


def _by_clock(worker: Worker) -> Resource:
    unit = "minute" if worker.minutes == 1 else "minutes"
    return {"Type": "Schedule", "Properties": {"Schedule": f"rate({worker.minutes} {unit})"}}


def _source(route: Route) -> str:
    path = "/".join("*" if part.startswith("{") else part for part in route.path.split("/"))
    api = f"arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{{API}}}"
    return f"{api}/{STAGE}/{route.method}{path}"
