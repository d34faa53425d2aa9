from __future__ import annotations

import json
from dataclasses import replace

import pytest

from infrastructure.commands import backup, backups, restore, secret
from tests.infrastructure.commands.conftest import Operator

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("operator")]


def tables(operator: Operator) -> list[str]:
    return [
        name for name in operator.cloud.dynamodb.list_tables()["TableNames"] if name.startswith(operator.stage.stack)
    ]


def with_key(operator: Operator, key: str) -> None:
    """Whatever may not happen by our own commands."""
    place = operator.stage.output("SecretId")
    raw = json.loads(operator.cloud.secrets.get_secret_value(SecretId=place)["SecretString"])
    operator.cloud.secrets.put_secret_value(SecretId=place, SecretString=json.dumps(raw | {"id_key": key}))


def test_backs_up_every_table_and_tells_of_the_key_without_showing_it(operator: Operator) -> None:
    code, terminal = operator.deployed().run(backup.main)
    keys = secret.read(operator.stage)
    assert code == 0, terminal.text
    assert terminal.said("5 tables")
    assert terminal.said("fingerprint", keys.fingerprint)
    assert keys.id_key not in terminal.text
    _, listing = operator.run(backup.main, "--list")
    assert listing.said("5 tables")
    assert not listing.said("NOT WHOLE")


def test_without_a_key_of_ids_there_is_no_backup(operator: Operator) -> None:
    operator.deployed()
    with_key(operator, "")
    code, terminal = operator.run(backup.main)
    assert code == 2
    assert terminal.said("✗", "key of ids")


def test_restore_counts_what_was_saved_and_leaves_the_living_tables_alone(operator: Operator) -> None:
    operator.deployed().run(backup.main)
    team = operator.stage.part("TeamTable").id
    operator.cloud.dynamodb.put_item(TableName=team, Item={"pk": {"S": "later"}, "sk": {"S": "-"}})
    before = tables(operator)
    code, terminal = operator.run(restore.main, "--yes")
    assert code == 0, terminal.text
    assert terminal.said("team", "2 items restored", "has 3 now")
    assert tables(operator) == before


def test_restored_tables_are_kept_when_asked(operator: Operator) -> None:
    operator.deployed().run(backup.main)
    operator.run(restore.main, "--yes", "--keep")
    assert len([name for name in tables(operator) if ".restored." in name]) == 5


def test_a_set_made_with_another_key_is_told(operator: Operator) -> None:
    operator.deployed().run(backup.main)
    with_key(operator, "another")
    code, terminal = operator.run(restore.main, "--yes")
    assert code == 1
    assert terminal.said("✗", "not the one")


def test_restoring_without_a_backup_says_how_to_make_one(operator: Operator) -> None:
    code, terminal = operator.deployed().run(restore.main, "--yes")
    assert code == 2
    assert terminal.said("→", "make backup")


def test_an_unknown_set_names_those_there_are(operator: Operator) -> None:
    code, terminal = operator.deployed().run(restore.main, "--backup", "19990101T000000Z")
    assert code == 2
    assert terminal.said("✗", "19990101T000000Z")


def test_a_table_of_which_nothing_is_read_back_is_no_success(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    operator.deployed().run(backup.main)
    found = backups.listed(operator.stage)
    full = [replace(one, backups=tuple(replace(part, size=1_000) for part in one.backups)) for one in found]
    monkeypatch.setattr(backups, "listed", lambda _: full)
    code, terminal = operator.run(restore.main, "--yes")
    assert code == 1
    assert terminal.said("✗", "Nothing was read back of", "broadcasts")
    assert terminal.said("→", "KEEP=1")
