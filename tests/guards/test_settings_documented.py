"""Every setting that the code reads is explained, and set by the deployment; and nothing else is."""

from __future__ import annotations

import ast
import re

from chalicelib.routes.shapes.settings import BrandSettings
from chalicelib.settings import QUEUES, TABLES
from chalicelib.store.models import MODELS
from infrastructure.functions import ROUTES, WORKERS
from infrastructure.lambdas import of_route, of_worker
from infrastructure.naming import route_id, worker_id
from tests.guards.sources import ROOT

NAME = re.compile(r"PARLEY_[A-Z_]+[A-Z]")
DOCUMENT = ROOT / "docs/settings.md"


def read_by_the_code() -> set[str]:
    """Names written out in settings.py, and those it puts together of a noun."""
    source = (ROOT / "chalicelib/settings.py").read_text(encoding="utf-8")
    whole = {name for name in NAME.findall(source) if name not in ("PARLEY_TABLE", "PARLEY_QUEUE")}
    tables = {f"PARLEY_TABLE_{noun.upper()}" for noun in TABLES}
    return whole | tables | {f"PARLEY_QUEUE_{noun.upper()}" for noun in QUEUES}


def test_every_setting_is_documented_and_no_other() -> None:
    listed = re.findall(r"^\| `(PARLEY_[A-Z_]+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(read_by_the_code())


def test_every_key_of_the_secret_is_documented() -> None:
    source = (ROOT / "chalicelib/wiring.py").read_text(encoding="utf-8")
    nodes = [ast.unparse(node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Subscript | ast.Call)]
    # What may be missing is asked for by `get`.
    reads = (re.match(r"self\._secret(?:\[|\.get\()'([a-z_]+)'", node) for node in nodes)
    read = {found[1] for found in reads if found}
    assert read == _listed("The secret holds JSON", "What an admin sets")


def test_every_setting_of_the_brand_is_documented() -> None:
    assert set(BrandSettings.model_fields) == _listed("What an admin sets", "")


def _listed(begin: str, end: str) -> set[str]:
    """The names in the table of the document that stands between these words."""
    part = DOCUMENT.read_text(encoding="utf-8").partition(begin)[2]
    return set(re.findall(r"^\| `([a-z_]+)` \|", part.partition(end)[0] if end else part, re.MULTILINE))


def test_no_module_but_settings_reads_the_environment() -> None:
    reading = {
        path.name
        for path in (ROOT / "chalicelib").rglob("*.py")
        if re.search(r"os\.environ|os\.getenv|from os import environ", path.read_text(encoding="utf-8"))
    }
    assert reading == {"settings.py"}


def test_the_template_sets_every_setting_of_every_function_and_no_other() -> None:
    base = {"Type": "AWS::Serverless::Function", "Properties": {"Handler": "app.app", "CodeUri": "./deployment.zip"}}
    made = [(route_id(route), of_route(route, base, MODELS)) for route in ROUTES]
    made += [(worker_id(worker), of_worker(worker, base, MODELS)) for worker in WORKERS]
    for name, found in made:
        told = found[name]["Properties"]["Environment"]["Variables"].keys()
        assert {setting for setting in told if setting.startswith("PARLEY_")} | {"PARLEY_ROUTES"} == read_by_the_code()
