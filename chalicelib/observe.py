"""Logging and metrics by Powertools. Log fields are ids and codes: never a number, a body or a token."""

from __future__ import annotations

from aws_lambda_powertools import Logger

from chalicelib.settings import stage

log = Logger(service="parley")


def count(name: str, value: float = 1, unit: str = "Count") -> None:
    """One metric of this stage in the log stream (embedded metric format), flushed at once."""
    from aws_lambda_powertools.metrics import MetricUnit, single_metric

    with single_metric(name=name, unit=MetricUnit(unit), value=value, namespace="Parley") as metric:
        metric.add_dimension(name="service", value=stage())
