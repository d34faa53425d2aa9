"""On-demand backups of the tables: a set is one backup per table, made together, under one name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.store.models import MODELS
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop
from infrastructure.commands.waiting import turns
from infrastructure.tables import table_id

PAUSE = 2.0
_NAME = re.compile(r"(?P<stack>parley-[a-z0-9-]+)\.(?P<noun>[a-z_]+)\.(?P<set>\d{8}T\d{6}Z)\.(?P<key>[0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class Backup:
    """`size` in bytes; `done` when it can be restored."""

    noun: str
    arn: str
    size: int
    done: bool


@dataclass(frozen=True, slots=True)
class BackupSet:
    """`name` is when it was made (UTC); `key` the fingerprint of the key of ids that its ids derive from."""

    name: str
    key: str
    backups: tuple[Backup, ...]

    @property
    def whole(self) -> bool:
        """Whether every table is in it and can be restored."""
        return {backup.noun for backup in self.backups if backup.done} == set(MODELS)

    @property
    def size(self) -> int:
        return sum(backup.size for backup in self.backups)


def make(stage: Stage, key: str, now: datetime) -> BackupSet:
    """A backup of every table, once all of them can be restored."""
    name = now.strftime("%Y%m%dT%H%M%SZ")
    for noun in MODELS:
        stage.cloud.dynamodb.create_backup(
            TableName=stage.part(table_id(noun)).id, BackupName=f"{stage.stack}.{noun}.{name}.{key}"
        )
    return next(found for _ in turns(PAUSE) for found in listed(stage) if found.name == name and found.whole)


def listed(stage: Stage) -> list[BackupSet]:
    """The stage's sets, the newest first. Backups outlive their tables."""
    sets: dict[tuple[str, str], list[Backup]] = {}
    for page in stage.cloud.dynamodb.get_paginator("list_backups").paginate(BackupType="USER"):
        for one in page["BackupSummaries"]:
            told = _NAME.fullmatch(one["BackupName"])
            if told and told["stack"] == stage.stack:
                done = one["BackupStatus"] == "AVAILABLE"
                backup = Backup(told["noun"], one["BackupArn"], one.get("BackupSizeBytes", 0), done)
                sets.setdefault((told["set"], told["key"]), []).append(backup)
    made = [BackupSet(name, key, tuple(sorted(found, key=_noun))) for (name, key), found in sets.items()]
    return sorted(made, key=lambda one: one.name, reverse=True)


def chosen(sets: Iterable[BackupSet], name: str) -> BackupSet:
    """The set of this name, or the newest whole one."""
    known = list(sets)
    for one in known:
        if one.name == name or (not name and one.whole):
            return one
    if name:
        raise Stop(f"There is no set {name}.", f"There are: {', '.join(one.name for one in known) or 'none'}.")
    raise Stop("There is no whole set of backups.", "Make one: make backup")


def _noun(backup: Backup) -> str:
    return backup.noun
