from __future__ import annotations

from typing import Any

import pytest

from infrastructure.commands.changes import Act, Change, losses, read
from infrastructure.commands.wording import differences, noun, plan, warnings

TABLE, SECRET, FUNCTION = "AWS::DynamoDB::Table", "AWS::SecretsManager::Secret", "AWS::Lambda::Function"


def told(action: str, kind: str = TABLE, name: str = "TeamTable", **more: Any) -> dict[str, Any]:
    return {"ResourceChange": {"Action": action, "ResourceType": kind, "LogicalResourceId": name, **more}}


def detail(name: str, recreates: str = "Never") -> dict[str, Any]:
    return {"Target": {"Attribute": "Properties", "Name": name, "RequiresRecreation": recreates}}


def table(**types: str) -> dict[str, Any]:
    attributes = [{"AttributeName": name, "AttributeType": kind} for name, kind in types.items()]
    return {"TeamTable": {"Properties": {"AttributeDefinitions": attributes}}}


def one(change: dict[str, Any], before: dict[str, Any] | None = None, after: dict[str, Any] | None = None) -> Change:
    (found,) = read([change], before or {}, after or {})
    return found


@pytest.mark.parametrize(
    ("change", "act", "loses"),
    [
        (told("Add"), Act.NEW, False),
        (told("Modify", Replacement="False"), Act.CHANGED, False),
        (told("Modify", Replacement="True"), Act.REPLACED, True),
        (told("Modify", Replacement="Conditional", Details=[detail("KeySchema", "Conditionally")]), Act.DOUBTFUL, True),
        (told("Remove"), Act.DELETED, True),
        (told("Remove", FUNCTION, "One"), Act.DELETED, False),
        (told("Modify", FUNCTION, "One", Replacement="True"), Act.REPLACED, False),
        (told("Remove", "AWS::SQS::Queue", "InboundQueue"), Act.DELETED, True),
        (told("Remove", "AWS::S3::Bucket", "Pictures"), Act.DELETED, True),
        (told("Modify", "AWS::S3::Bucket", "DashboardFiles", Replacement="True"), Act.REPLACED, False),
        (told("Modify", "AWS::Cognito::UserPool", "UserPool", Replacement="True"), Act.REPLACED, True),
    ],
)
def test_what_holds_data_may_neither_be_replaced_nor_deleted(change: dict[str, Any], act: Act, loses: bool) -> None:
    found = one(change)
    assert (found.act, bool(found.loses)) == (act, loses)


@pytest.mark.parametrize("way", ["GenerateSecretString", "SecretString"])
def test_a_secret_that_would_be_made_anew_loses_the_key_of_ids(way: str) -> None:
    change = told("Modify", SECRET, "Secret", Replacement="False", Details=[detail(way)])
    assert "key of all ids" in one(change).loses


def test_another_description_of_the_secret_loses_nothing() -> None:
    change = told("Modify", SECRET, "Secret", Replacement="False", Details=[detail("Description")])
    assert losses([one(change)]) == []


def test_an_index_more_is_no_replacement_of_its_table() -> None:
    change = told("Modify", Replacement="Conditional", Details=[detail("AttributeDefinitions", "Conditionally")])
    assert one(change, table(pk="S"), table(pk="S", rank="S")).act is Act.CHANGED


def test_another_type_of_key_is_a_replacement() -> None:
    change = told("Modify", Replacement="Conditional", Details=[detail("AttributeDefinitions", "Conditionally")])
    assert one(change, table(pk="S"), table(pk="N")).loses


def test_plan_names_what_holds_data_and_counts_the_rest() -> None:
    changes = [Change(Act.NEW, FUNCTION, f"Function{number:02}") for number in range(9)]
    changes += [Change(Act.NEW, TABLE, f"Table{number}") for number in range(8)]
    tables, functions = plan(changes)
    assert tables.startswith("  new       8 tables: Table0, ")
    assert tables.endswith("Table7")
    assert functions.endswith("Function05 and 3 more")


def test_plan_tells_which_properties_change() -> None:
    (line,) = plan([Change(Act.CHANGED, FUNCTION, "One", ("Code", "Timeout"))])
    assert line == "  changed   1 function: One (Code, Timeout)"


def test_warning_tells_what_is_lost_and_whether_the_old_one_stays() -> None:
    (line,) = warnings([Change(Act.REPLACED, TABLE, "TeamTable", kept=True, loses="everything that is stored in it")])
    assert "replaced by an empty one" in line
    assert "stays in the account" in line


def test_differences_show_settings_that_change() -> None:
    assert differences({"Brand": "A", "Same": "1"}, {"Brand": "B", "Same": "1", "New": "2"}) == [
        "  setting   Brand: A → B"
    ]


def test_kinds_without_a_word_of_ours_are_still_read() -> None:
    assert noun("AWS::Lambda::CodeSigningConfig") == "code signing config"


INNER = "AWS::CloudFormation::Stack"


def test_a_stack_inside_that_is_only_looked_at_is_no_change() -> None:
    looked_at = {**detail("TemplateURL"), "ChangeSource": "Automatic"}
    changed = {**detail("TemplateURL"), "ChangeSource": "DirectModification"}
    assert read([told("Modify", INNER, "Beside", Details=[looked_at])], {}, {}) == []
    assert one(told("Modify", INNER, "Beside", Details=[looked_at, changed])).act is Act.CHANGED
    assert one(told("Add", INNER, "Beside")).act is Act.NEW
