from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.store.models import MODELS
from infrastructure.api import Mismatch
from infrastructure.beside import BESIDE, KINDS, MOST_PARAMETERS, apart
from infrastructure.functions import ROUTES, WORKERS, Worker
from infrastructure.grants import TRACING
from infrastructure.naming import route_id, worker_id
from infrastructure.sizes import LIMIT, OF_EVENT, after_expansion
from infrastructure.template import Templates, template
from tests.infrastructure.deployed import as_one

PATH_OF_LAMBDA = {"Fn::Sub": "arn:…${APIHandler.Arn}/invocations"}


def packaged() -> dict[str, Any]:
    """What `chalice package` writes, as far as it counts here."""
    function: dict[str, Any] = {
        "Type": "AWS::Serverless::Function",
        "Properties": {"Handler": "app.app", "CodeUri": "./deployment.zip", "Runtime": "python3.12"},
    }
    paths: dict[str, Any] = {}
    for route in ROUTES:
        operation: dict[str, Any] = {"x-amazon-apigateway-integration": {"uri": PATH_OF_LAMBDA}}
        if not route.public:
            operation["security"] = [{"people": []}]
        paths.setdefault(route.path, {})[route.method.lower()] = operation
    authorizer = {"x-amazon-apigateway-authorizer": {"providerARNs": ["USER_POOL_ARN"]}}
    body = {"swagger": "2.0", "paths": paths, "securityDefinitions": {"people": authorizer}}
    api = {
        "Type": "AWS::Serverless::Api",
        "Properties": {"StageName": "api", "EndpointConfiguration": "REGIONAL", "DefinitionBody": body},
    }
    workers = {worker_id(worker): copy.deepcopy(function) for worker in WORKERS}
    for worker in WORKERS:
        workers[worker_id(worker)]["Properties"]["Events"] = {"Event": {"Properties": driven(worker)}}
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::Serverless-2016-10-31",
        "Resources": {
            "APIHandler": function,
            "APIHandlerInvokePermission": {"Type": "AWS::Lambda::Permission"},
            "ApiHandlerRole": {"Type": "AWS::IAM::Role"},
            "ManagedLayer": {"Type": "AWS::Serverless::LayerVersion"},
            "RestAPI": api,
            **workers,
        },
        "Outputs": {"EndpointURL": {"Value": "url"}, "APIHandlerName": {"Value": {"Ref": "APIHandler"}}},
    }


def driven(worker: Worker) -> dict[str, Any]:
    if worker.queue:
        return {"Queue": {"Fn::Sub": f"arn:…:{worker.queue}"}, "BatchSize": worker.batch}
    return {"Schedule": f"rate({worker.minutes} minutes)"}


TEMPLATES = template(packaged(), MODELS)
MADE = as_one(TEMPLATES)
RESOURCES: dict[str, Any] = MADE["Resources"]


def of_type(kind: str) -> dict[str, Any]:
    return {name: found["Properties"] for name, found in RESOURCES.items() if found["Type"] == kind}


def roles() -> dict[str, Any]:
    """The functions' roles: the one of API Gateway itself is AWS's own."""
    return {name: role for name, role in of_type("AWS::IAM::Role").items() if name != "ApiGatewayAccountRole"}


def policies() -> Iterator[dict[str, Any]]:
    """What functions may do. Tracing, which is off, is the one thing that has no resource."""
    for role in roles().values():
        for policy in role["Policies"]:
            *granted, traced = policy["PolicyDocument"]["Statement"]
            assert traced == {"Fn::If": ["Traced", TRACING, {"Ref": "AWS::NoValue"}]}
            yield from granted


def test_every_route_and_worker_has_a_function_and_there_is_no_other() -> None:
    wanted = {route_id(route) for route in ROUTES} | {worker_id(worker) for worker in WORKERS}
    assert set(of_type("AWS::Serverless::Function")) == wanted
    assert "APIHandler" not in str(MADE)


def test_every_function_has_its_own_role_and_log_group() -> None:
    functions = of_type("AWS::Serverless::Function").items()
    assert all(found["Role"] == {"Fn::GetAtt": [f"{name}Role", "Arn"]} for name, found in functions)
    assert all(found["LoggingConfig"]["LogGroup"] == {"Ref": f"{name}Logs"} for name, found in functions)
    assert len(roles()) == len(of_type("AWS::Logs::LogGroup")) - 1 == len(list(functions))


def test_log_groups_are_not_kept_for_ever() -> None:
    assert all(group["RetentionInDays"] for group in of_type("AWS::Logs::LogGroup").values())


PICTURES = [[{"Fn::Sub": f"${{MediaFiles.Arn}}/{part}/*"}] for part in ("kept", "uploads", "m")]
"""The files of one part of the bucket, which S3 names by how their keys begin."""


def test_no_policy_has_a_wildcard() -> None:
    for statement in policies():
        assert statement["Effect"] == "Allow"
        assert "*" not in str(statement["Action"])
        assert statement["Resource"] in PICTURES or "*" not in str(statement["Resource"])


def test_a_function_may_do_what_its_row_says_and_write_its_own_log() -> None:
    granted = RESOURCES["ApiHealthRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"][:-1]
    assert [statement["Resource"] for statement in granted] == [[{"Fn::GetAtt": ["ApiHealthLogs", "Arn"]}]]


def test_api_gateway_may_call_a_function_for_its_own_method_and_path_only() -> None:
    source = RESOURCES["ApiSendMessagePermission"]["Properties"]["SourceArn"]["Fn::Sub"]
    assert source.endswith("${RestAPI}/api/POST/threads/*/messages")
    assert len(of_type("AWS::Lambda::Permission")) == len(ROUTES)


def test_each_operation_calls_its_own_function() -> None:
    paths = RESOURCES["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    for route in ROUTES:
        uri = paths[route.path][route.method.lower()]["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]
        assert f"${{{route_id(route)}.Arn}}" in uri


def test_a_function_serves_its_own_blueprint_only() -> None:
    for route in ROUTES:
        variables = RESOURCES[route_id(route)]["Properties"]["Environment"]["Variables"]
        assert variables["PARLEY_ROUTES"] == route.noun


def test_environment_holds_no_secret_but_the_name_of_one() -> None:
    for function in of_type("AWS::Serverless::Function").values():
        assert function["Environment"]["Variables"]["PARLEY_SECRET_ID"] == {"Ref": "Secret"}


def test_people_are_asked_for_the_pools_own_tokens() -> None:
    definitions = RESOURCES["RestAPI"]["Properties"]["DefinitionBody"]["securityDefinitions"]
    told = definitions["people"]["x-amazon-apigateway-authorizer"]["providerARNs"]
    assert told == [{"Fn::GetAtt": ["UserPool", "Arn"]}]


def test_workers_report_the_jobs_they_failed_one_by_one() -> None:
    for worker in WORKERS:
        (event,) = RESOURCES[worker_id(worker)]["Properties"]["Events"].values()
        if worker.queue:
            assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
            assert event["Properties"]["ScalingConfig"]["MaximumConcurrency"] >= 2
        else:
            assert event["Type"] == "Schedule"


ROUTES_TO_COME, WORKERS_TO_COME = 9, 5
"""Sixteen of the twenty-five routes that room was kept for have come."""
QUEUE_OF_DELIVER = ("DeliverQueue", "DeliverDeadLetters")


@pytest.mark.parametrize("document", [TEMPLATES.outer, TEMPLATES.beside], ids=["outer", "beside"])
def test_a_stack_stays_far_below_the_limit_of_resources(document: dict[str, Any]) -> None:
    assert len(document["Resources"]) <= after_expansion(document) < 0.8 * LIMIT


def test_twenty_five_more_functions_fit() -> None:
    """With all that belongs to each: what a route adds to the outer stack, and what a worker with its queue adds."""
    outer = TEMPLATES.outer["Resources"]
    route = [name for name in outer if name in ("ApiGetMe", "ApiGetMeRole", "ApiGetMeLogs")]
    worker = [name for name in outer if name in ("Deliver", "DeliverRole", "DeliverLogs", *QUEUE_OF_DELIVER)]
    assert (len(route), len(worker)) == (3, 5)
    to_come = ROUTES_TO_COME * len(route) + WORKERS_TO_COME * (len(worker) + OF_EVENT["SQS"])
    assert after_expansion(TEMPLATES.outer) + to_come < 0.9 * LIMIT
    alarms = [name for name in TEMPLATES.beside["Resources"] if name.startswith("Deliver")]
    assert after_expansion(TEMPLATES.beside) + ROUTES_TO_COME + WORKERS_TO_COME * len(alarms) < 0.9 * LIMIT
    assert len(TEMPLATES.beside["Parameters"]) + ROUTES_TO_COME + 3 * WORKERS_TO_COME < 0.9 * MOST_PARAMETERS


def test_what_holds_data_or_has_a_name_of_its_own_never_moves_to_the_stack_inside() -> None:
    inner = TEMPLATES.beside["Resources"].values()
    assert {resource["Type"] for resource in inner} == KINDS
    assert not any("DeletionPolicy" in resource for resource in inner)
    assert not any({"AlarmName", "FunctionUrlAuthType"} & set(resource["Properties"]) for resource in inner)


def test_the_stack_inside_is_told_all_that_it_says_of_the_other() -> None:
    told = TEMPLATES.outer["Resources"][BESIDE]["Properties"]["Parameters"]
    assert set(told) == set(TEMPLATES.beside["Parameters"])
    text = json.dumps(TEMPLATES.beside["Resources"])
    said = set(re.findall(r'"Ref": "(\w+)"|\$\{(\w+)\}', text))
    assert {ref or sub for ref, sub in said} == set(told)
    assert "Fn::GetAtt" not in text


def test_moving_resources_and_looking_at_both_as_one_gives_what_there_was() -> None:
    before = {
        "Leave": {"Type": "AWS::Lambda::Permission", "Properties": {"A": {"Fn::GetAtt": ["Queue", "Arn"]}}},
        "Rings": {
            "Type": "AWS::CloudWatch::Alarm",
            "DependsOn": ["Leave"],
            "Properties": {
                "A": {"Ref": "Leave"},
                "B": [{"Ref": "Queue"}, {"Ref": "AWS::Region"}],
                "C": {"Fn::Sub": "${Queue.Name}/${Queue}/${AWS::StackName}/${AWS::Partition}/*"},
            },
        },
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {}},
    }
    outer, inner = apart(before)
    assert set(outer) == {"Queue", BESIDE}
    assert as_one(Templates({"Resources": outer}, inner))["Resources"] == before


def test_making_it_changes_nothing_of_what_was_packaged() -> None:
    before = packaged()
    again = copy.deepcopy(before)
    template(again, MODELS)
    assert again == before


def test_a_route_without_a_row_is_refused() -> None:
    found = packaged()
    found["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]["/new"] = {"get": {}}
    with pytest.raises(Mismatch, match="/new"):
        template(found, MODELS)


def test_a_route_that_lost_its_authorizer_is_refused() -> None:
    found = packaged()
    del found["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]["/threads"]["get"]["security"]
    with pytest.raises(Mismatch, match="GET /threads is public"):
        template(found, MODELS)


def test_a_worker_on_another_queue_than_its_row_says_is_refused() -> None:
    found = packaged()
    event = found["Resources"]["Deliver"]["Properties"]["Events"]["Event"]["Properties"]
    event["Queue"] = {"Fn::Sub": "arn:…:elsewhere"}
    with pytest.raises(Mismatch, match="deliver"):
        template(found, MODELS)
