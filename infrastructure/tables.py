"""The tables as CloudFormation resources, read off the store's own models: keys and indexes are declared once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pynamodb.attributes import TTLAttribute
from pynamodb.models import Model

from infrastructure.parameters import PRODUCTION

Resource = dict[str, Any]


def kept(*, production: bool) -> Resource:
    """How data outlives its stack; what a first deployment that failed has made holds none, and goes."""
    if not production:
        return {"DeletionPolicy": "Delete", "UpdateReplacePolicy": "Delete"}
    return {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}


def tables(models: Mapping[str, type[Model]], *, production: bool) -> dict[str, Resource]:
    """One table per model by logical id (`ConversationsTable`). Production's outlive their stack."""
    return {table_id(noun): _table(model, production=production) for noun, model in models.items()}


def table_id(noun: str) -> str:
    """The logical id of a table by its noun."""
    return f"{noun.capitalize()}Table"


def index_names(model: type[Model]) -> list[str]:
    """The names of a table's indexes."""
    return [index["index_name"] for index in _schema(model)["global_secondary_indexes"]]


def _schema(model: type[Model]) -> Mapping[str, Any]:
    return model._get_schema()  # noqa: SLF001 - what Model.create_table sends; there is no public reader of it


def _table(model: type[Model], *, production: bool) -> Resource:
    schema = _schema(model)
    properties: Resource = {
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": sorted(schema["attribute_definitions"], key=lambda a: str(a["AttributeName"])),
        "KeySchema": _keys(schema["key_schema"]),
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
        "SSESpecification": {"SSEEnabled": True},
        "DeletionProtectionEnabled": {"Fn::If": [PRODUCTION, True, False]} if production else False,
    }
    indexes = [_index(index) for index in schema["global_secondary_indexes"]]
    if indexes:
        properties["GlobalSecondaryIndexes"] = indexes
    expiry = [a.attr_name for a in model.get_attributes().values() if isinstance(a, TTLAttribute)]
    if expiry:
        properties["TimeToLiveSpecification"] = {"AttributeName": expiry[0], "Enabled": True}
    return {
        "Type": "AWS::DynamoDB::Table",
        **kept(production=production),
        "Properties": properties,
    }


def _index(index: Mapping[str, Any]) -> Resource:
    return {
        "IndexName": index["index_name"],
        "KeySchema": _keys(index["key_schema"]),
        "Projection": index["projection"],
    }


def _keys(schema: Sequence[Any]) -> list[Resource]:
    """DynamoDB wants the hash key first; the models list keys by name."""
    return [dict(key) for key in sorted(schema, key=lambda key: key["KeyType"] != "HASH")]
