"""A template and code as they might have been some releases ago: less in them, and another answer on /health."""

from __future__ import annotations

import copy
import json
import zipfile
from pathlib import Path
from typing import Any

from infrastructure.beside import FILE
from infrastructure.packaging.described import CODE, LIBRARIES
from infrastructure.stack.deployment import Package
from infrastructure.stack.run import BUILD

Resource = dict[str, Any]

LACKED = "ApiListQuarantine"
LACKED_PATH = "/quarantine"
LATER_KINDS = ("AWS::CloudFormation::Stack", "AWS::CloudWatch::Dashboard", "AWS::CloudFront::Function")
HEALTH = "chalicelib/routes/health.py"
ANSWER = '"ok"'


def current() -> Package:
    """What `make package` wrote."""
    template = json.loads((BUILD / "template.json").read_text(encoding="utf-8"))
    inner = BUILD / FILE
    return Package(template, {CODE: BUILD / "code.zip", LIBRARIES: BUILD / "libraries-here.zip", FILE: inner})


def older(folder: Path) -> Package:
    """One route less, no alarms and no stack inside, smaller functions."""
    template = copy.deepcopy(dict(current().template))
    found: Resource = template["Resources"]
    del found["RestAPI"]["Properties"]["DefinitionBody"]["paths"][LACKED_PATH]
    settings = found["RestAPI"]["Properties"]["MethodSettings"]
    found["RestAPI"]["Properties"]["MethodSettings"] = [
        one for one in settings if "quarantine" not in one["ResourcePath"]
    ]
    del found["Distribution"]["Properties"]["DistributionConfig"]["DefaultCacheBehavior"]["FunctionAssociations"]
    for name in [name for name in found if name.startswith(LACKED) or found[name]["Type"] in LATER_KINDS]:
        del found[name]
    for resource in found.values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["MemorySize"] = 256
    return answering("older", folder, template)


def answering(word: str, folder: Path, template: Resource) -> Package:
    """A package whose /health answers `word`."""
    made = folder / f"{word}.zip"
    with zipfile.ZipFile(BUILD / "code.zip") as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            body = source.read(entry)
            if entry.filename == HEALTH:
                assert ANSWER.encode() in body
                body = body.replace(ANSWER.encode(), f'"{word}"'.encode())
            target.writestr(entry, body)
    return Package(template, {**current().archives, CODE: made})
