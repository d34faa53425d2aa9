from __future__ import annotations

import pytest

from infrastructure.commands import backup, destroy, leftovers, restore
from infrastructure.commands.house import rooms
from infrastructure.commands.stage import Stage
from tests.infrastructure.commands import brand
from tests.infrastructure.commands.conftest import Operator

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("operator")]

DATA = ["bucket", "secret", "table", "table", "table", "table", "table", "user pool"]


def left(operator: Operator) -> list[str]:
    return sorted(one.kind for one in leftovers.found(operator.cloud, operator.name))


def test_asks_twice_and_needs_the_stages_name(operator: Operator) -> None:
    operator.deployed()
    for answers in (("no",), ("yes", "something else"), ("yes", "")):
        code, terminal = operator.run(destroy.main, answers=answers)
        assert code == 1
        assert terminal.said("Nothing was deleted")
    assert operator.stage.stands


def test_data_outlives_the_stage(operator: Operator) -> None:
    operator.deployed()
    table = operator.stage.part("TeamTable").id
    code, terminal = operator.run(destroy.main, answers=("yes", operator.name))
    assert code == 0, terminal.text
    assert operator.stage.status == ""
    assert left(operator) == DATA
    found = operator.cloud.dynamodb.scan(TableName=table, Select="COUNT")
    assert found["Count"] == 2, "the first admin, and its email"


def test_with_data_nothing_is_left(operator: Operator) -> None:
    operator.deployed()
    code, terminal = operator.run(destroy.main, "--with-data", answers=("yes", operator.name))
    assert code == 0, terminal.text
    assert (operator.stage.status, left(operator)) == ("", [])
    _, again = operator.run(destroy.main)
    assert again.said("nothing left")


def test_what_was_kept_can_be_deleted_later(operator: Operator) -> None:
    operator.deployed().run(destroy.main, "--confirm", operator.name)
    assert left(operator) == DATA
    operator.run(destroy.main, "--confirm", operator.name, "--with-data")
    assert left(operator) == []


def test_jobs_that_wait_are_told_of(operator: Operator) -> None:
    url = operator.deployed().stage.part("InboundQueue").id
    operator.cloud.sqs.send_message(QueueUrl=url, MessageBody="{}")
    _, terminal = operator.run(destroy.main, answers=("no",))
    assert terminal.said("!", "1 job")


def test_nobody_there_deletes_nothing(operator: Operator) -> None:
    code, terminal = operator.deployed().run(destroy.main)
    assert code == 2
    assert terminal.said("→", f"CONFIRM={operator.name}")
    assert operator.stage.stands


def test_a_stage_whose_name_begins_alike_is_left_alone(operator: Operator) -> None:
    operator.deployed()
    other = Operator(f"{operator.name}-b", operator.folder, operator.cloud, brand.template())
    other.deployed()
    operator.run(destroy.main, "--confirm", operator.name, "--with-data")
    assert rooms(Stage(other.cloud, other.name)).team.people()
    assert left(other) == ["bucket", *DATA]


def test_tables_that_a_restore_left_hold_data_too(operator: Operator) -> None:
    operator.deployed().run(backup.main)
    operator.run(restore.main, "--yes", "--keep")
    operator.run(destroy.main, "--confirm", operator.name, "--with-data")
    assert left(operator) == []
    named = operator.cloud.dynamodb.list_tables()["TableNames"]
    assert [name for name in named if name.startswith(f"{operator.stage.stack}.")] == []
