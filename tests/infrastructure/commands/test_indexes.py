from __future__ import annotations

from typing import Any

from infrastructure.commands.indexes import refused


def tables(**indexes: list[str]) -> dict[str, Any]:
    told = [
        {
            "IndexName": name,
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": held},
        }
        for name, held in indexes.items()
    ]
    return {"TeamTable": {"Type": "AWS::DynamoDB::Table", "Properties": {"GlobalSecondaryIndexes": told}}}


def test_one_index_more_or_less_is_taken() -> None:
    assert refused(tables(a=["x"]), tables(a=["x"], b=["y"])) == []
    assert refused(tables(a=["x"], b=["y"]), tables(a=["x"])) == []
    assert refused({}, tables(a=["x"], b=["y"])) == []


def test_the_same_attributes_in_another_order_are_no_change() -> None:
    assert refused(tables(a=["x", "y"]), tables(a=["y", "x"])) == []


def test_two_indexes_at_once_are_refused_by_name() -> None:
    (told,) = refused(tables(a=["x"]), tables(b=["x"]))
    assert told == "TeamTable would get or lose 2 indexes at once (a, b), and one is allowed."


def test_an_index_that_changes_in_place_is_refused() -> None:
    (told,) = refused(tables(a=["x"]), tables(a=["x", "y"]))
    assert told == "The index a of TeamTable would change in place, which is not possible."
