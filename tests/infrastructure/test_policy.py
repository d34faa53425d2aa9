"""Rules that the deployed template keeps, whatever is added to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from infrastructure.functions import ROUTES, WORKERS
from infrastructure.grants import MEDIA_USES, TRACING
from infrastructure.grants import arn as named
from infrastructure.naming import dead_id, queue_id, worker_id
from infrastructure.policy.exceptions import CHECKOV, LINT
from tests.infrastructure.deployed import deployed, of_type

PUBLIC = {
    ("POST", "/hooks/twilio/inbound"): "signed by the provider",
    ("POST", "/hooks/twilio/status"): "signed by the provider",
    ("GET", "/health"): "says ok and asks nobody",
    ("GET", "/openapi.json"): "the same file for everyone",
    ("GET", "/forms/{form_id}"): "a form that people fill in, the same for everyone",
    ("POST", "/forms/{form_id}"): "takes answers, asks nothing of a number, and counts who sends many",
    ("OPTIONS", "/forms/{form_id}"): "tells scripts of other pages that they may send a form",
    ("GET", "/forms/{form_id}/embed.js"): "a form's script, the same for everyone",
    ("GET", "/forms/{form_id}/widget.js"): "a form's button, the same for everyone",
    ("GET", "/l/{code}"): "leads where a text that was sent leads, for whoever has its code",
    ("HEAD", "/l/{code}"): "tells a checker the same",
}
"""Who may call without a sign-in, and why."""

WILDCARDS = {
    ("DashboardFilesPolicy", "OnlyTls"): "a refusal, of everything that comes without TLS",
    ("MediaFilesPolicy", "OnlyTls"): "a refusal, of everything that comes without TLS",
}
"""Statements with a wildcard, and why."""

FILES = [
    ("s3:GetObject", {"Fn::Sub": "${DashboardFiles.Arn}/*"}),
    ("s3:GetObject", {"Fn::Sub": "${MediaFiles.Arn}/m/*"}),
    *(([use.action], [named(use.place)]) for use in MEDIA_USES.values()),
    (["s3:PutObject"], [named("media/kept"), named("media/uploads")]),
]

MANAGED = {
    ("ApiGatewayAccountRole", "service-role/AmazonAPIGatewayPushToCloudWatchLogs"): (
        "API Gateway asks the account for one role for the logs of all its APIs, and takes it only with the rights of "
        "this policy of AWS's, logs of any name among them. API Gateway alone may take it on, and no function can."
    ),
}
"""Policies that AWS wrote and may change, and why each must be: their wildcards stand in no template."""

QUEUED = [worker for worker in WORKERS if worker.queue]


def statements() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every statement of every policy with the resource it stands in; tracing's own is looked at by itself."""
    for name, resource in deployed()["Resources"].items():
        for document in documents(resource["Properties"]):
            for statement in document["Statement"]:
                if "Fn::If" not in statement:
                    yield name, statement


def documents(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "Statement" in node and "Version" in node:
            yield node
        for part in node.values():
            yield from documents(part)
    elif isinstance(node, list):
        for part in node:
            yield from documents(part)


@pytest.mark.parametrize("worker", QUEUED, ids=lambda worker: worker.name)
def test_a_job_is_hidden_long_enough_and_given_often_enough(worker: Any) -> None:
    queue = of_type("AWS::SQS::Queue")[queue_id(worker.queue)]
    function = of_type("AWS::Serverless::Function")[worker_id(worker)]
    assert queue["VisibilityTimeout"] >= 6 * function["Timeout"]
    assert queue["RedrivePolicy"]["maxReceiveCount"] >= 5
    assert queue["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": [dead_id(worker.queue), "Arn"]}


def test_dead_letters_are_kept_as_long_as_sqs_can_and_watched() -> None:
    alarms = of_type("AWS::CloudWatch::Alarm")
    for worker in QUEUED:
        assert of_type("AWS::SQS::Queue")[dead_id(worker.queue)]["MessageRetentionPeriod"] == 14 * 24 * 3600
        watched = alarms[f"{dead_id(worker.queue)}Alarm"]
        assert watched["Threshold"] == 1
        assert watched["Dimensions"][0]["Value"] == {"Fn::GetAtt": [dead_id(worker.queue), "QueueName"]}


def test_every_alarm_tells_the_operators_and_says_what_is_wrong() -> None:
    for name, alarm in of_type("AWS::CloudWatch::Alarm").items():
        assert alarm["AlarmActions"] == [{"Ref": "OperatorsTopic"}], name
        assert alarm["AlarmDescription"].endswith("."), name


def test_alarms_can_reach_the_operators() -> None:
    assert "KmsMasterKeyId" not in of_type("AWS::SNS::Topic")["OperatorsTopic"]
    (statement,) = of_type("AWS::SNS::TopicPolicy")["OperatorsTopicPolicy"]["PolicyDocument"]["Statement"]
    assert "cloudwatch.amazonaws.com" in statement["Principal"]["Service"]


def test_the_clock_is_missed_when_it_says_nothing() -> None:
    clock = of_type("AWS::CloudWatch::Alarm")["ClockAlarm"]
    assert clock["TreatMissingData"] == "breaching"
    assert clock["ComparisonOperator"] == "LessThanThreshold"


def test_logs_are_not_kept_for_ever() -> None:
    assert all(group["RetentionInDays"] <= 90 for group in of_type("AWS::Logs::LogGroup").values())


def test_no_bucket_is_public_plain_or_without_end() -> None:
    for bucket in of_type("AWS::S3::Bucket").values():
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
        assert bucket["BucketEncryption"]
        assert bucket["LifecycleConfiguration"]["Rules"]


def test_every_bucket_refuses_what_comes_without_tls() -> None:
    refusing = {
        policy["Bucket"]["Ref"]
        for policy in of_type("AWS::S3::BucketPolicy").values()
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
        and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        and statement["Action"] == "s3:*"
    }
    assert refusing == set(of_type("AWS::S3::Bucket"))


def test_a_route_is_signed_in_for_or_on_the_public_list() -> None:
    paths = of_type("AWS::Serverless::Api")["RestAPI"]["DefinitionBody"]["paths"]
    free = {
        (method.upper(), path)
        for path, methods in paths.items()
        for method, operation in methods.items()
        if not operation.get("security")
    }
    assert free == set(PUBLIC)


def test_every_route_has_limits_of_its_own() -> None:
    settings = of_type("AWS::Serverless::Api")["RestAPI"]["MethodSettings"]
    limited = {(one["HttpMethod"], one["ResourcePath"]) for one in settings}
    assert limited == {(route.method, "/" + route.path.replace("/", "~1")) for route in ROUTES}
    assert all(0 < one["ThrottlingRateLimit"] <= one["ThrottlingBurstLimit"] for one in settings)


def test_nothing_logs_what_people_write() -> None:
    api = of_type("AWS::Serverless::Api")["RestAPI"]
    assert not any(one["DataTraceEnabled"] for one in api["MethodSettings"])
    fields = json.loads(api["AccessLogSetting"]["Format"]).values()
    assert not {"$context.path", "$context.identity.sourceIp", "$context.authorizer.claims.email"} & set(fields)


def test_no_statement_has_a_wildcard_without_a_reason() -> None:
    found = {
        (name, statement.get("Sid", ""))
        for name, statement in statements()
        if "*" in json.dumps([statement.get("Action"), statement.get("Principal"), statement.get("Resource")])
        # The files of a bucket, by its own ARN; of the pictures' one part of them.
        and (statement.get("Action"), statement.get("Resource")) not in FILES
    }
    assert found == set(WILDCARDS)


def test_no_policy_of_another_hand_is_used_without_a_reason() -> None:
    assert set(managed()) == set(MANAGED)
    assert all(len(reason) > 40 and reason.endswith(".") for reason in MANAGED.values())


def test_who_holds_a_policy_of_another_hand_is_no_function() -> None:
    for name, _ in MANAGED:
        (statement,) = deployed()["Resources"][name]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
        assert statement["Principal"] == {"Service": "apigateway.amazonaws.com"}


def managed() -> Iterator[tuple[str, str]]:
    """Every policy that is named by its ARN, wherever one can be: at roles, at functions, as a boundary."""
    for name, resource in deployed()["Resources"].items():
        properties = resource["Properties"]
        given = [*properties.get("ManagedPolicyArns", []), properties.get("PermissionsBoundary")]
        if resource["Type"] == "AWS::Serverless::Function":
            given.append(properties.get("Policies"))
        for arn in filter(None, given):
            yield name, json.dumps(arn).partition(":policy/")[2].rstrip('"}')


def test_tracing_is_off_and_may_write_traces_only() -> None:
    assert deployed()["Parameters"]["Tracing"]["Default"] == "off"
    assert all(action.startswith("xray:Put") for action in TRACING["Action"])


def test_every_reason_is_one() -> None:
    assert all(len(reason) > 40 and reason.endswith(".") for reason in (LINT | CHECKOV).values())
