from __future__ import annotations

import pytest

from chalicelib.store.models import MODELS
from infrastructure.functions import ROUTES, WORKERS
from infrastructure.grants import MEDIA_USES, UnknownGrant, statements

EVERY_GRANT = sorted({grant for row in (*ROUTES, *WORKERS) for grant in row.grants})


@pytest.mark.parametrize("grant", EVERY_GRANT)
def test_every_grant_names_its_actions_and_resources(grant: str) -> None:
    (statement,) = statements([grant], MODELS)
    assert statement["Action"]
    assert statement["Resource"]
    assert grant.startswith("media:") or "*" not in str(statement)


@pytest.mark.parametrize("use", sorted(MEDIA_USES))
def test_of_the_pictures_one_action_on_one_part_is_granted(use: str) -> None:
    """S3 names objects by how their keys begin: the part's own name stands before the only wildcard."""
    (statement,) = statements([f"media:{use}"], MODELS)
    (action,), (resource,) = statement["Action"], statement["Resource"]
    assert action in ("s3:GetObject", "s3:PutObject")
    assert resource["Fn::Sub"] in {f"${{MediaFiles.Arn}}/{part}/*" for part in ("kept", "uploads", "m")}


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
