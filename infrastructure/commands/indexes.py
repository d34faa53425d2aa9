"""What CloudFormation refuses of a table's indexes, told before anything begins. Pure: two templates in, words out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from infrastructure.commands.stage import TABLE


def refused(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """One sentence for each change that it would refuse (AWS::DynamoDB::Table, GlobalSecondaryIndexes): one index of a
    table is made or deleted in an update, and none changes in place."""
    both = [name for name, found in after.items() if found.get("Type") == TABLE and name in before]
    return [told for name in both for told in _of_table(name, _indexes(before[name]), _indexes(after[name]))]


def _of_table(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    moved = sorted(old.keys() ^ new.keys())
    if len(moved) > 1:
        yield f"{name} would get or lose {len(moved)} indexes at once ({', '.join(moved)}), and one is allowed."
    for index in sorted(old.keys() & new.keys()):
        if old[index] != new[index]:
            yield f"The index {index} of {name} would change in place, which is not possible."


def _indexes(table: Mapping[str, Any]) -> dict[str, Any]:
    """Keys and attributes by the index's name, whatever their order."""
    told = table.get("Properties", {}).get("GlobalSecondaryIndexes", [])
    return {one["IndexName"]: (one["KeySchema"], _held(one["Projection"])) for one in told}


def _held(projection: Mapping[str, Any]) -> tuple[str, list[str]]:
    return projection["ProjectionType"], sorted(projection.get("NonKeyAttributes", []))
