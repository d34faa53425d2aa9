"""`make restore`: proves that a backup can be read back, into tables of their own beside the living ones."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Sequence

from infrastructure.commands import arguments, backups, secret
from infrastructure.commands.backups import Backup
from infrastructure.commands.cloud import Cloud
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import ended
from infrastructure.commands.terminal import Terminal, agrees
from infrastructure.commands.waiting import turns
from infrastructure.tables import table_id

DOES = """\
Restores a set of backups into new tables beside the living ones, counts what is in them
and compares. The living tables are not touched. The new tables are deleted afterwards,
unless KEEP=1 says to keep them. docs/operator/backup.md tells how to switch over to them."""

PAUSE = 5.0


def main(given: Sequence[str], terminal: Terminal, cloud: Cloud | None = None) -> int:
    """The exit code: 0 when everything was read back, 1 when the answer was no or the key of ids does not fit."""
    asked = _parser().parse_args(given)
    stage = Stage(cloud or Cloud(), asked.stage).demand()
    wanted = backups.chosen(backups.listed(stage), asked.backup)
    question = f"Restore set {wanted.name} into new tables? It costs about {_price(wanted.size)}."
    if not agrees(terminal, question, yes=asked.yes):
        return 1
    empty = []
    for backup in wanted.backups:
        name = f"{stage.stack}.{backup.noun}.restored.{wanted.name}"
        _restore(stage, backup, name)
        restored, living = _count(stage.cloud, name), _count(stage.cloud, stage.part(table_id(backup.noun)).id)
        terminal.say(f"  {backup.noun}: {restored} items restored; the living table has {living} now.")
        if backup.size and not restored:
            empty.append(backup.noun)
        if asked.keep:
            terminal.say(f"    kept as {name}")
        else:
            stage.cloud.dynamodb.delete_table(TableName=name)
    fits = _told_key(stage, wanted.key, terminal)
    return _told_empty(empty, terminal) or fits


def _told_empty(nouns: Sequence[str], terminal: Terminal) -> int:
    if not nouns:
        return 0
    terminal.say(f"✗ Nothing was read back of {', '.join(nouns)}, though the backup holds something.")
    terminal.say("→ Run it again with KEEP=1 and look into the tables, or take an older set: BACKUP=…")
    return 1


def _told_key(stage: Stage, key: str, terminal: Terminal) -> int:
    if secret.read(stage).fingerprint == key:
        terminal.say("The key of ids in the secret is the one that this set was made with.")
        return 0
    terminal.say(f"✗ The key of ids in the secret is not the one that this set was made with ({key}).")
    terminal.say("→ Put the old secret back before you use these tables: docs/operator/backup.md")
    return 1


def _restore(stage: Stage, backup: Backup, name: str) -> None:
    """Returns once the table can be read. One that an earlier run left is taken as it is."""
    client = stage.cloud.dynamodb
    with contextlib.suppress(client.exceptions.TableAlreadyExistsException, client.exceptions.TableInUseException):
        client.restore_table_from_backup(TargetTableName=name, BackupArn=backup.arn)
    for _ in turns(PAUSE):
        if client.describe_table(TableName=name)["Table"]["TableStatus"] == "ACTIVE":
            return


def _count(cloud: Cloud, table: str) -> int:
    """Items, by reading the whole table: DynamoDB's own count is six hours old."""
    pages = cloud.dynamodb.get_paginator("scan").paginate(TableName=table, Select="COUNT")
    return sum(page["Count"] for page in pages)


def _price(size: int) -> str:
    """$0.15 per GB restored, and two reads of it at $0.125 per million units of 8 kB (us-east-1, 2026-11)."""
    gigabytes = size / 1e9
    return f"${max(0.01, gigabytes * 0.15 + 2 * gigabytes * 125_000 * 0.125e-6):.2f}"


def _parser() -> argparse.ArgumentParser:
    made = arguments.with_yes(arguments.parser("restore", DOES))
    made.add_argument("--backup", default="", help="which set; without it the newest whole one (make: BACKUP=…)")
    made.add_argument("--keep", action="store_true", help="keep the new tables (make: KEEP=1)")
    return made


if __name__ == "__main__":
    sys.exit(ended(lambda terminal: main(sys.argv[1:], terminal)))
