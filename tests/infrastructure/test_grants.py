from __future__ import annotations

import pytest

from chalicelib.store.models import MODELS
from infrastructure.functions import ROUTES, WORKERS
from infrastructure.grants import UnknownGrant, statements

EVERY_GRANT = sorted({grant for row in (*ROUTES, *WORKERS) for grant in row.grants})


@pytest.mark.parametrize("grant", EVERY_GRANT)
def test_every_grant_names_its_actions_and_resources(grant: str) -> None:
    (statement,) = statements([grant], MODELS)
    assert statement["Action"]
    assert statement["Resource"]
    assert "*" not in str(statement)


def test_reading_a_table_reads_its_indexes_by_name() -> None:
    (statement,) = statements(["conversations:read"], MODELS)
    assert {"Fn::Sub": "${ConversationsTable.Arn}/index/by_line"} in statement["Resource"]
    assert "dynamodb:PutItem" not in statement["Action"]


def test_writing_a_table_neither_reads_it_nor_scans_it() -> None:
    (statement,) = statements(["consent:write"], MODELS)
    assert not {"dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"} & set(statement["Action"])


def test_the_ledger_of_consent_is_appended_to_and_nothing_else() -> None:
    (statement,) = statements(["consent:write"], MODELS)
    assert statement["Action"] == ["dynamodb:PutItem"]


@pytest.mark.parametrize("grant", ["everything", "conversations:drop", "strangers:read", "queue:alert:purge"])
def test_unknown_grant_is_refused(grant: str) -> None:
    with pytest.raises(UnknownGrant):
        statements([grant], MODELS)
