"""The metrics that alarms and charts look at, as CloudFormation names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infrastructure.naming import STAGE, dead_id, queue_id

Resource = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Metric:
    """`dimensions` are CloudFormation values; `statistic` is Sum, Maximum or a percentile."""

    namespace: str
    name: str
    dimensions: Mapping[str, Any]
    statistic: str = "Sum"

    @property
    def named(self) -> Resource:
        dimensions = [{"Name": name, "Value": value} for name, value in self.dimensions.items()]
        return {"Namespace": self.namespace, "MetricName": self.name, "Dimensions": dimensions}

    @property
    def statistic_key(self) -> str:
        """Where an alarm wants to read the statistic."""
        return "ExtendedStatistic" if self.statistic.startswith("p") else "Statistic"


def of_function(logical_id: str, name: str) -> Metric:
    """Lambda's own, of one function."""
    return Metric("AWS/Lambda", name, {"FunctionName": {"Ref": logical_id}})


THROTTLES = Metric("AWS/Lambda", "Throttles", {})
"""Of all functions of the account: what is exceeded is the account's own limit."""


def dead_letters(queue: str) -> Metric:
    """How many jobs were given up."""
    dimensions = {"QueueName": {"Fn::GetAtt": [dead_id(queue), "QueueName"]}}
    return Metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", dimensions, "Maximum")


def waiting(queue: str) -> Metric:
    """How long the oldest job waits, in seconds."""
    dimensions = {"QueueName": {"Fn::GetAtt": [queue_id(queue), "QueueName"]}}
    return Metric("AWS/SQS", "ApproximateAgeOfOldestMessage", dimensions, "Maximum")


def api(name: str, statistic: str = "Sum") -> Metric:
    """API Gateway's own, of all routes."""
    return Metric("AWS/ApiGateway", name, {"ApiName": {"Ref": "AWS::StackName"}, "Stage": STAGE}, statistic)


def ours(name: str, statistic: str = "Sum") -> Metric:
    """What the functions count themselves (`chalicelib/observe.py`)."""
    return Metric("Parley", name, {"service": {"Ref": "AWS::StackName"}}, statistic)
