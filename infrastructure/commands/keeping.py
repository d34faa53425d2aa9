"""Making sure that what holds data outlives its stack."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any

from infrastructure.commands import artefacts, change_set
from infrastructure.commands.changes import HOLDS, REBUILT
from infrastructure.commands.progress import Events, demand_good, followed
from infrastructure.commands.stage import QUEUE, Stage
from infrastructure.commands.terminal import Terminal

KEPT = frozenset(HOLDS) - {QUEUE}
"""Queues go: nobody would read them any more."""


def keep(stage: Stage, terminal: Terminal) -> None:
    """Marks everything that holds data to be kept when the stack is deleted, where it is not marked already."""
    body: Any = stage.cloud.cloudformation.get_template(StackName=stage.stack)["TemplateBody"]
    before = json.loads(body) if isinstance(body, str) else body
    after = kept(before)
    if after == before:
        return
    terminal.say("Marking what holds data to be kept …")
    url = artefacts.upload_template(stage.cloud, after, artefacts.ensure_bucket(stage.cloud))
    made = change_set.make(stage, {"TemplateURL": url}, stage.parameters, after["Resources"])
    if made is not None:
        events = Events(stage.cloud.cloudformation, made.stack_id)
        change_set.execute(stage, made)
        demand_good(followed(events, len(made.changes), terminal), stage.name)


def kept(template: Mapping[str, Any]) -> dict[str, Any]:
    """The template with everything that holds data kept on deletion."""
    made = copy.deepcopy(dict(template))
    for name, resource in made["Resources"].items():
        holds = resource["Type"] in KEPT and name not in REBUILT
        if holds and not str(resource.get("DeletionPolicy", "")).startswith("Retain"):
            resource["DeletionPolicy"] = "Retain"
    return made
