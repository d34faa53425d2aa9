"""How operators are told, as CloudFormation resources: a topic, its address, a budget."""

from __future__ import annotations

from typing import Any

from infrastructure.alarms import TOPIC
from infrastructure.parameters import BUDGETED, TOLD

Resource = dict[str, Any]


def operators() -> dict[str, Resource]:
    """Expects the template's conditions."""
    return {
        # CloudWatch may not use the key that AWS manages for topics: with it no alarm would ever arrive.
        TOPIC: {"Type": "AWS::SNS::Topic", "Properties": {}},
        f"{TOPIC}Policy": _policy(),
        "OperatorsAddress": {
            "Type": "AWS::SNS::Subscription",
            "Condition": TOLD,
            "Properties": {"TopicArn": {"Ref": TOPIC}, "Protocol": "email", "Endpoint": {"Ref": "OperatorsEmail"}},
        },
        "Budget": _budget(),
    }


def _policy() -> Resource:
    tellers = {
        "Sid": "AlarmsAndBudget",
        "Effect": "Allow",
        "Principal": {"Service": ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"]},
        "Action": "sns:Publish",
        "Resource": {"Ref": TOPIC},
        "Condition": {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}},
    }
    return {
        "Type": "AWS::SNS::TopicPolicy",
        "Properties": {
            "Topics": [{"Ref": TOPIC}],
            "PolicyDocument": {"Version": "2012-10-17", "Statement": [tellers]},
        },
    }


def _budget() -> Resource:
    return {
        "Type": "AWS::Budgets::Budget",
        "Condition": BUDGETED,
        "Properties": {
            "Budget": {
                "BudgetType": "COST",
                "TimeUnit": "MONTHLY",
                "BudgetLimit": {"Amount": {"Ref": "MonthlyBudget"}, "Unit": "USD"},
            },
            "NotificationsWithSubscribers": [_notice("ACTUAL", 80), _notice("FORECASTED", 100)],
        },
    }


def _notice(kind: str, percent: int) -> Resource:
    return {
        "Notification": {
            "NotificationType": kind,
            "ComparisonOperator": "GREATER_THAN",
            "Threshold": percent,
            "ThresholdType": "PERCENTAGE",
        },
        "Subscribers": [{"SubscriptionType": "SNS", "Address": {"Ref": TOPIC}}],
    }
