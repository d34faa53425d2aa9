"""Alarms as CloudFormation resources: a job that nobody could do, and a function that breaks."""

from __future__ import annotations

from typing import Any

from infrastructure.functions import WORKERS
from infrastructure.resources import dead_id

Resource = dict[str, Any]

TOPIC = "OperatorsTopic"
FIVE_MINUTES = 300


def alarms(functions: dict[str, str]) -> dict[str, Resource]:
    """One for each dead-letter queue and for each of `functions` (logical id → name), told to the operators' topic."""
    found = {TOPIC: {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": "alias/aws/sns"}}}
    for worker in WORKERS:
        if worker.queue:
            dead = dead_id(worker.queue)
            found[f"{dead}Alarm"] = _alarm(
                f"Jobs that the worker {worker.name} could not do wait in its dead-letter queue.",
                {
                    "Namespace": "AWS/SQS",
                    "MetricName": "ApproximateNumberOfMessagesVisible",
                    "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": [dead, "QueueName"]}}],
                    "Statistic": "Maximum",
                },
            )
    for logical_id, name in functions.items():
        found[f"{logical_id}Alarm"] = _alarm(
            f"The function {name} breaks.",
            {
                "Namespace": "AWS/Lambda",
                "MetricName": "Errors",
                "Dimensions": [{"Name": "FunctionName", "Value": {"Ref": logical_id}}],
                "Statistic": "Sum",
            },
        )
    return found


def _alarm(description: str, metric: Resource) -> Resource:
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmDescription": description,
            "AlarmActions": [{"Ref": TOPIC}],
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "Threshold": 1,
            "EvaluationPeriods": 1,
            "Period": FIVE_MINUTES,
            "TreatMissingData": "notBreaching",
            **metric,
        },
    }
