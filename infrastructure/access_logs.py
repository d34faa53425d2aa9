"""API Gateway's log of requests, as CloudFormation resources: which route, which answer, how long; never a query."""

from __future__ import annotations

import json
from typing import Any

Resource = dict[str, Any]

LOGS = "ApiAccessLogs"
ACCOUNT = "ApiGatewayAccount"
DAYS = 30
FIELDS = {
    "at": "$context.requestTimeEpoch",
    "request": "$context.requestId",
    "method": "$context.httpMethod",
    "route": "$context.resourcePath",
    "status": "$context.status",
    "took_ms": "$context.responseLatency",
    "function_ms": "$context.integrationLatency",
    "bytes": "$context.responseLength",
    "refused_by": "$context.error.responseType",
}
"""`resourcePath` is the route's pattern: neither an id nor a query is in it."""


def access_logs() -> dict[str, Resource]:
    """The log, and the account's leave for API Gateway to write logs: one per account and region, so it stays."""
    trust = {"Effect": "Allow", "Principal": {"Service": "apigateway.amazonaws.com"}, "Action": "sts:AssumeRole"}
    managed = "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
    return {
        LOGS: {
            "Type": "AWS::Logs::LogGroup",
            "Properties": {"LogGroupName": {"Fn::Sub": "/${AWS::StackName}/api"}, "RetentionInDays": DAYS},
        },
        f"{ACCOUNT}Role": {
            "Type": "AWS::IAM::Role",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {
                "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]},
                "ManagedPolicyArns": [{"Fn::Sub": managed}],
            },
        },
        ACCOUNT: {
            "Type": "AWS::ApiGateway::Account",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {"CloudWatchRoleArn": {"Fn::GetAtt": [f"{ACCOUNT}Role", "Arn"]}},
        },
    }


def of_stage() -> Resource:
    """What the API's stage is told."""
    return {"DestinationArn": {"Fn::GetAtt": [LOGS, "Arn"]}, "Format": json.dumps(FIELDS)}
