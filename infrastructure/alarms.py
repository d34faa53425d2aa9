"""Alarms, told to the operators' topic. Each has its paragraph in docs/operator/alarms.md."""

from __future__ import annotations

from infrastructure.functions import ROUTES, WORKERS, Function, Worker
from infrastructure.metrics import THROTTLES, Metric, Resource, api, dead_letters, of_function, ours, waiting
from infrastructure.naming import dead_id, queue_id, route_id, worker_id

TOPIC = "OperatorsTopic"
FIVE_MINUTES = 300
WAITING_SECONDS = 900
"""A job that nobody took for so long: its worker stands still, though nothing breaks."""

API_FAULTS = 5
"""In five minutes; one may be a deployment."""

LATE_MILLISECONDS = 60_000
PROVIDER_FAULTS = 10
"""In five minutes, twice running: the provider itself is ill, not one text."""


def alarms() -> dict[str, Resource]:
    """All of them by logical id."""
    queued = [worker for worker in WORKERS if worker.queue]
    watched: list[tuple[str, Function]] = [(route_id(route), route) for route in ROUTES if route.alarm]
    watched += [(worker_id(worker), worker) for worker in WORKERS if worker.alarm]
    return {
        **{f"{dead_id(worker.queue)}Alarm": _given_up(worker) for worker in queued},
        **{f"{logical_id}Alarm": _breaks(logical_id, function) for logical_id, function in watched},
        **{f"{queue_id(worker.queue)}Alarm": _jobs_wait(worker) for worker in queued},
        "ThrottlesAlarm": _alarm("Functions are not let run: the account's limit.", THROTTLES, 1),
        "ClockAlarm": _clock_stands(),
        "ApiFaultsAlarm": _alarm("The API answers with faults of its own.", api("5XXError"), API_FAULTS),
        "AlertLatencyAlarm": _alarm(
            "Reps are told of texts later than a minute after they came.",
            ours("AlertLatency", "p95"),
            LATE_MILLISECONDS,
        ),
        "MissedTextsAlarm": _alarm(
            "The provider's list had texts that no webhook brought. They were taken in.", ours("InboundMissed"), 1
        ),
        "QuarantineAlarm": _alarm(
            "Texts came for numbers that are no lines, or whose lines are off. They are kept in the quarantine.",
            ours("Quarantined"),
            1,
        ),
        "UnknownErrorsAlarm": _alarm(
            "Texts fail with a code of the provider's that stands in no table of ours.", ours("UnknownErrors"), 1
        ),
        "ProviderFaultsAlarm": _alarm(
            "The provider takes texts badly or not at all. They wait and go later.",
            ours("ProviderFaults"),
            PROVIDER_FAULTS,
            periods=2,
        ),
    }


def _given_up(worker: Worker) -> Resource:
    told = f"Jobs that the worker {worker.name} could not do wait in its dead-letter queue."
    return _alarm(told, dead_letters(worker.queue), 1)


def _breaks(logical_id: str, function: Function) -> Resource:
    return _alarm(f"The function {function.name} breaks.", of_function(logical_id, "Errors"), 1)


def _jobs_wait(worker: Worker) -> Resource:
    return _alarm(
        f"Jobs for the worker {worker.name} wait and nobody takes them.", waiting(worker.queue), WAITING_SECONDS
    )


def _clock_stands() -> Resource:
    (tick,) = (worker for worker in WORKERS if worker.minutes == 1)
    found = _alarm("The minute's tick does not run.", of_function(worker_id(tick), "Invocations"), 1, periods=2)
    # Not to run is to say nothing.
    found["Properties"] |= {"ComparisonOperator": "LessThanThreshold", "TreatMissingData": "breaching"}
    return found


def _alarm(description: str, metric: Metric, threshold: int, periods: int = 1) -> Resource:
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmDescription": description,
            "AlarmActions": [{"Ref": TOPIC}],
            "OKActions": [{"Ref": TOPIC}],
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "Threshold": threshold,
            "EvaluationPeriods": periods,
            "Period": FIVE_MINUTES,
            "TreatMissingData": "notBreaching",
            **metric.named,
            metric.statistic_key: metric.statistic,
        },
    }
