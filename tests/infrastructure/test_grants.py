from __future__ import annotations

import json

import pytest

from chalicelib.store.models import MODELS
from infrastructure.functions import ROUTES, WORKERS
from infrastructure.grants import MEDIA_USES, UnknownGrant, allowed, arn, statements
from infrastructure.uses import Use

EVERY_GRANT = sorted({grant for row in (*ROUTES, *WORKERS) for grant in row.grants})


@pytest.mark.parametrize("grant", EVERY_GRANT)
def test_every_grant_names_its_actions_and_places(grant: str) -> None:
    uses = allowed(grant, MODELS)
    assert uses
    assert grant.startswith("media:") or "*" not in str([(use.action, arn(use.place)) for use in uses])


def test_reading_a_table_reads_its_indexes_by_name() -> None:
    uses = allowed("conversations:read", MODELS)
    assert Use("dynamodb:Query", "conversations/by_line") in uses
    assert arn("conversations/by_line") == {"Fn::Sub": "${ConversationsTable.Arn}/index/by_line"}
    assert "dynamodb:PutItem" not in {use.action for use in uses}


def test_writing_a_table_neither_reads_it_nor_scans_it() -> None:
    actions = {use.action for use in allowed("conversations:write", MODELS)}
    assert not {"dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"} & actions


def test_the_ledger_of_consent_is_appended_to_and_nothing_else() -> None:
    assert allowed("consent:write", MODELS) == {Use("dynamodb:PutItem", "consent")}


def test_a_function_gets_the_index_that_it_asks_by_and_no_other() -> None:
    row = next(route for route in ROUTES if route.name == "list_updates")
    asked = {json.dumps(place) for one in statements(row, MODELS) for place in one["Resource"]}
    indexes = {place for place in asked if "/index/" in place}
    assert indexes == {json.dumps(arn("conversations/by_change"))}


@pytest.mark.parametrize("grant", ["everything", "conversations:drop", "strangers:read", "queue:alert:purge"])
def test_unknown_grant_is_refused(grant: str) -> None:
    with pytest.raises(UnknownGrant):
        allowed(grant, MODELS)


@pytest.mark.parametrize("use", sorted(MEDIA_USES))
def test_of_the_pictures_one_action_on_one_part_is_granted(use: str) -> None:
    """S3 names objects by how their keys begin: the part's own name stands before the only wildcard."""
    ((action, place),) = allowed(f"media:{use}", MODELS)
    assert action in ("s3:GetObject", "s3:PutObject")
    assert arn(place)["Fn::Sub"] in {f"${{MediaFiles.Arn}}/{part}/*" for part in ("kept", "uploads", "m")}
