"""`make backup`: every table as it is now, and whether the key that makes sense of it is kept."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from infrastructure.commands import arguments, backups, secret
from infrastructure.commands.backups import BackupSet
from infrastructure.commands.cloud import Cloud
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop, ended
from infrastructure.commands.terminal import Terminal, counted

DOES = """\
Makes a backup of every table, or lists those there are (LIST=1). Besides these, DynamoDB
keeps every second of the last 35 days by itself. The secret's key of ids is not in a
backup: without it no stored thread is found again, so keep a copy of the secret."""


def main(given: Sequence[str], terminal: Terminal, cloud: Cloud | None = None) -> int:
    asked = _parser().parse_args(given)
    stage = Stage(cloud or Cloud(), asked.stage).demand()
    if asked.list:
        _list(stage, terminal)
        return 0
    keys = secret.read(stage)
    if not keys.id_key:
        raise Stop("The secret has no key of ids.", f"make deploy STAGE={stage.name} makes it.")
    terminal.say(f"Backing up {stage.name} …")
    made = backups.make(stage, keys.fingerprint, datetime.now(UTC))
    terminal.say(f"Set {_told(made)}.")
    terminal.say(f"Key of ids: there (fingerprint {keys.fingerprint}). Keep a copy of the secret outside this account:")
    terminal.say(f"  aws secretsmanager get-secret-value --secret-id {stage.output('SecretId')} > a safe place")
    terminal.say(f"Try that it can be read back: make restore STAGE={stage.name} BACKUP={made.name}")
    return 0


def _list(stage: Stage, terminal: Terminal) -> None:
    now = secret.read(stage).fingerprint
    for one in backups.listed(stage):
        whole = "" if one.whole else ", NOT WHOLE"
        fits = "" if one.key == now else f", made with another key of ids ({one.key})"
        terminal.say(f"  {_told(one)}{whole}{fits}")


def _told(found: BackupSet) -> str:
    return f"{found.name}: {counted(len(found.backups), 'table')}, {found.size / 1_000_000:.1f} MB"


def _parser() -> argparse.ArgumentParser:
    made = arguments.parser("backup", DOES)
    made.add_argument("--list", action="store_true", help="only list the sets that there are (make: LIST=1)")
    return made


if __name__ == "__main__":
    sys.exit(ended(lambda terminal: main(sys.argv[1:], terminal)))
