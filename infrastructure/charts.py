"""A CloudWatch dashboard of the stage: is everything that comes in answered, and how fast."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from infrastructure.functions import ROUTES, WORKERS
from infrastructure.metrics import Metric, Resource, api, dead_letters, of_function, ours, waiting
from infrastructure.naming import route_id, worker_id

WIDTH, HEIGHT, COLUMNS = 12, 6, 2


def charts() -> dict[str, Resource]:
    """The dashboard, named as the stack."""
    widgets = [_widget(number, title, metrics) for number, (title, metrics) in enumerate(_shown())]
    body = json.dumps({"widgets": widgets})
    return {
        "Charts": {
            "Type": "AWS::CloudWatch::Dashboard",
            "Properties": {"DashboardName": {"Ref": "AWS::StackName"}, "DashboardBody": {"Fn::Sub": body}},
        }
    }


def _shown() -> list[tuple[str, list[Metric]]]:
    watched = [route_id(route) for route in ROUTES if route.alarm]
    watched += [worker_id(worker) for worker in WORKERS if worker.alarm]
    queues = [worker.queue for worker in WORKERS if worker.queue]
    hooks = [route_id(route) for route in ROUTES if route.noun == "hooks"]
    return [
        ("Webhooks", [of_function(name, "Invocations") for name in hooks]),
        ("From the webhook to the alert, ms", [ours("AlertLatency", "p50"), ours("AlertLatency", "p95")]),
        ("API", [api("Count"), api("4XXError"), api("5XXError")]),
        ("API, ms", [api("Latency", "p50"), api("Latency", "p99")]),
        ("Oldest waiting job, s", [waiting(queue) for queue in queues]),
        ("Given-up jobs", [dead_letters(queue) for queue in queues]),
        ("Broken functions", [of_function(name, "Errors") for name in watched]),
        ("Functions not let run", [of_function(name, "Throttles") for name in watched]),
        (
            "Missed and refused",
            [ours(name) for name in ("InboundMissed", "ProviderFaults", "JobBroke", "TopicFailed", "MailRefused")],
        ),
    ]


def _widget(number: int, title: str, metrics: Sequence[Metric]) -> Resource:
    return {
        "type": "metric",
        "x": number % COLUMNS * WIDTH,
        "y": number // COLUMNS * HEIGHT,
        "width": WIDTH,
        "height": HEIGHT,
        "properties": {
            "title": title,
            "region": "${AWS::Region}",
            "period": 300,
            "metrics": [_line(metric) for metric in metrics],
        },
    }


def _line(metric: Metric) -> list[Any]:
    dimensions = [part for name, value in metric.dimensions.items() for part in (name, _in_text(value))]
    return [metric.namespace, metric.name, *dimensions, {"stat": metric.statistic}]


def _in_text(value: Any) -> str:
    """A CloudFormation value as it stands inside a longer text."""
    match value:
        case {"Ref": name}:
            return f"${{{name}}}"
        case {"Fn::GetAtt": [name, attribute]}:
            return f"${{{name}.{attribute}}}"
    return str(value)
