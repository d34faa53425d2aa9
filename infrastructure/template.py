"""The deployed template: Chalice's package with one function per route instead of one for all (docs/decisions)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infrastructure.access_logs import access_logs
from infrastructure.alarms import TOPIC, alarms
from infrastructure.api import Mismatch, api
from infrastructure.beside import apart
from infrastructure.buckets import DASHBOARD, DISTRIBUTION, buckets
from infrastructure.charts import charts
from infrastructure.firewall import firewall
from infrastructure.front import domain, front
from infrastructure.functions import ROUTES, WORKERS, Worker
from infrastructure.lambdas import Models, of_route, of_worker
from infrastructure.naming import API, STAGE, worker_id
from infrastructure.operators import operators
from infrastructure.parameters import CONDITIONS, PARAMETERS, RULES
from infrastructure.resources import outputs, resources
from infrastructure.tables import table_id

Resource = dict[str, Any]

ONE_FOR_ALL = "APIHandler"
LAYER = "ManagedLayer"


@dataclass(frozen=True, slots=True)
class Templates:
    """`outer` is the stack, `beside` the one inside of it that `outer` names."""

    outer: Resource
    beside: Resource

    @property
    def resources(self) -> Resource:
        """Those of both, by their names, which are different ones."""
        return {**self.outer["Resources"], **self.beside["Resources"]}


def template(packaged: Mapping[str, Any], models: Models) -> Templates:
    """`packaged` is Chalice's own template; Mismatch where it is not what `functions.py` says."""
    found: Resource = packaged["Resources"]
    functions: Resource = {}
    for route in ROUTES:
        functions |= of_route(route, found[ONE_FOR_ALL], models)
    for worker in WORKERS:
        _agrees(worker, found)
        functions |= of_worker(worker, found[worker_id(worker)], models)
    outer, beside = apart(
        {
            **resources(models, production=True),
            **buckets(),
            **front(),
            **firewall(),
            **access_logs(),
            LAYER: found[LAYER],
            API: api(found[API]),
            **functions,
            **operators(),
            **alarms(),
            **charts(),
        }
    )
    return Templates(_document(packaged, outer, models), beside)


def _document(packaged: Mapping[str, Any], made: Resource, models: Models) -> Resource:
    return {
        "AWSTemplateFormatVersion": packaged["AWSTemplateFormatVersion"],
        "Transform": packaged["Transform"],
        "Description": "Parley: one-to-one business texting for one brand",
        # Without it SAM makes a second stage named "Stage".
        "Globals": {"Api": {"OpenApiVersion": "2.0"}},
        "Parameters": PARAMETERS,
        "Conditions": CONDITIONS,
        "Rules": RULES,
        "Resources": made,
        "Outputs": {**outputs(), **_addresses(), **{f"{table_id(noun)}Name": _ref(table_id(noun)) for noun in models}},
    }


def _addresses() -> Resource:
    base = f"${{{API}}}.execute-api.${{AWS::Region}}.${{AWS::URLSuffix}}"
    return {
        "ApiUrl": {"Value": {"Fn::Sub": f"https://{base}/{STAGE}"}},
        "ApiId": _ref(API),
        "DashboardUrl": {"Value": {"Fn::Sub": ["https://${Domain}", {"Domain": domain()}]}},
        "PublicUrl": {"Value": {"Fn::Sub": [f"https://${{Domain}}/{STAGE}", {"Domain": domain()}]}},
        "DashboardBucket": _ref(DASHBOARD),
        "DistributionId": _ref(DISTRIBUTION),
        TOPIC: _ref(TOPIC),
    }


def _ref(logical_id: str) -> Resource:
    return {"Value": {"Ref": logical_id}}


def _agrees(worker: Worker, found: Resource) -> None:
    """What a worker's decorator says of its queue or schedule is what the table says."""
    if worker_id(worker) not in found:
        raise Mismatch(f"the app has no worker {worker.name}")
    (event,) = found[worker_id(worker)]["Properties"]["Events"].values()
    said = event["Properties"]
    if worker.queue:
        agrees = said["Queue"]["Fn::Sub"].endswith(f":{worker.queue}") and said["BatchSize"] == worker.batch
    else:
        agrees = said["Schedule"].startswith(f"rate({worker.minutes} ")
    if not agrees:
        raise Mismatch(f"the worker {worker.name} is driven otherwise in the app than in the table")
