from __future__ import annotations

from typing import Any

import pytest
from pynamodb.attributes import TTLAttribute

from chalicelib.store.models import MODELS
from infrastructure.parameters import PRODUCTION
from infrastructure.tables import table_id, tables


def properties(noun: str, *, production: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = tables(MODELS, production=production)[table_id(noun)]["Properties"]
    return found


def test_every_model_has_a_table() -> None:
    assert set(tables(MODELS, production=False)) == {table_id(noun) for noun in MODELS}


@pytest.mark.parametrize("noun", MODELS)
def test_hash_key_stands_first_in_table_and_indexes(noun: str) -> None:
    table = properties(noun)
    for keyed in (table, *table.get("GlobalSecondaryIndexes", [])):
        assert [key["KeyType"] for key in keyed["KeySchema"]] in (["HASH"], ["HASH", "RANGE"])


@pytest.mark.parametrize("noun", MODELS)
def test_defined_attributes_are_exactly_the_keys(noun: str) -> None:
    table = properties(noun)
    keys = {
        key["AttributeName"]
        for keyed in (table, *table.get("GlobalSecondaryIndexes", []))
        for key in keyed["KeySchema"]
    }
    assert {attribute["AttributeName"] for attribute in table["AttributeDefinitions"]} == keys


@pytest.mark.parametrize("noun", MODELS)
def test_every_table_is_encrypted_recoverable_and_paid_by_use(noun: str) -> None:
    table = properties(noun)
    assert table["SSESpecification"] == {"SSEEnabled": True}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["BillingMode"] == "PAY_PER_REQUEST"


@pytest.mark.parametrize("noun", MODELS)
def test_a_table_forgets_what_its_model_says_expires_and_nothing_else(noun: str) -> None:
    expiring = [one.attr_name for one in MODELS[noun].get_attributes().values() if isinstance(one, TTLAttribute)]
    assert len(expiring) <= 1, "DynamoDB looks at one attribute of a table"
    wanted = {"AttributeName": expiring[0], "Enabled": True} if expiring else None
    for production in (True, False):
        assert properties(noun, production=production).get("TimeToLiveSpecification") == wanted


def test_receipts_expire() -> None:
    assert properties("conversations")["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}


def test_deployed_tables_outlive_their_stack_and_are_protected_where_the_stage_is_production() -> None:
    for table in tables(MODELS, production=True).values():
        assert table["DeletionPolicy"] == "RetainExceptOnCreate"
        assert table["UpdateReplacePolicy"] == "Retain"
        assert table["Properties"]["DeletionProtectionEnabled"] == {"Fn::If": [PRODUCTION, True, False]}


def test_local_tables_go_with_their_stack() -> None:
    for table in tables(MODELS, production=False).values():
        assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Delete"
        assert table["Properties"]["DeletionProtectionEnabled"] is False
