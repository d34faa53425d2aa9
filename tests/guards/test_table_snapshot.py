"""Keys and indexes of every table stand in tables.json: a change of them is a rollout, and so must be meant.

CloudFormation replaces a table whose key changes, and takes one new or gone index an update; what an index holds of
items from before fills in only as they are written (docs/operator/upgrades.md tells how each is rolled out).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from chalicelib.store.models import MODELS
from infrastructure.tables import table_id, tables

SNAPSHOT = Path(__file__).with_name("tables.json")
FROZEN = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "TimeToLiveSpecification")
REMEDY = (
    "Keys or indexes changed. Read docs/operator/upgrades.md; then write the new tables.json "
    "(python -m tests.guards.test_table_snapshot) and tell the operator in CHANGELOG.md."
)


def declared() -> dict[str, dict[str, Any]]:
    """Every table's keys, indexes with their projections, and expiry, as they are deployed."""
    made = tables(MODELS, production=True)
    return {
        noun: {
            name: made[table_id(noun)]["Properties"][name]
            for name in FROZEN
            if name in made[table_id(noun)]["Properties"]
        }
        for noun in sorted(MODELS)
    }


def test_keys_and_indexes_are_those_of_the_snapshot() -> None:
    assert declared() == json.loads(SNAPSHOT.read_text(encoding="utf-8")), REMEDY


def test_the_snapshot_tells_of_every_table_and_index() -> None:
    told = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    assert set(told) == set(MODELS)
    indexes = {
        noun: [one["IndexName"] for one in table.get("GlobalSecondaryIndexes", [])] for noun, table in told.items()
    }
    assert {noun: sorted(names) for noun, names in indexes.items()} == {
        "conversations": ["by_assignee", "by_change", "by_consent", "by_line", "by_tab", "due"],
        "contacts": ["lists"],
        "consent": [],
        "broadcasts": ["by_line", "due"],
        "team": [],
    }
    (consents,) = (one for one in told["conversations"]["GlobalSecondaryIndexes"] if one["IndexName"] == "by_consent")
    assert set(consents["Projection"]["NonKeyAttributes"]) == {"phone", "name", "consent", "stopped", "frozen"}


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(declared(), indent=2) + "\n", encoding="utf-8")
