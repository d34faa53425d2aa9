"""All that a stack holds for its brand, to be held against what it holds later."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import boto3

from infrastructure.stack.deployment import Deployment

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Data:
    """Items by table and key, the secret, people by email, and where all of it lives."""

    items: Mapping[tuple[str, str, str], Item]
    secret: str
    people: Mapping[str, str]
    places: Mapping[str, str]


REST_SECONDS, PATIENCE = 8, 150
HOLDING = ("Table", "Secret", "UserPool", "UserPoolClient", "Queue", "DeadLetters", "DashboardFiles")


def held(deployment: Deployment) -> Data:
    """What the stack holds now."""
    resources = deployment.resources()
    places = {name: place for name, place in resources.items() if name.endswith(HOLDING)}
    tables = {name: place for name, place in places.items() if name.endswith("Table")}
    items = {(name, item["pk"]["S"], item["sk"]["S"]): item for name, place in tables.items() for item in _scan(place)}
    secret = boto3.client("secretsmanager").get_secret_value(SecretId=places["Secret"])["SecretString"]
    return Data(items, secret, _people(places["UserPool"]), places)


def at_rest(deployment: Deployment) -> Data:
    """What it holds once nobody works on it any more: jobs of a moment ago still write."""
    before, end = held(deployment), time.monotonic() + PATIENCE
    while True:
        time.sleep(REST_SECONDS)
        after = held(deployment)
        if after == before:
            return after
        assert time.monotonic() < end, "it never came to rest"
        before = after


def _scan(table: str) -> Iterator[Item]:
    for page in boto3.client("dynamodb").get_paginator("scan").paginate(TableName=table):
        yield from page["Items"]


def _people(pool: str) -> dict[str, str]:
    users = boto3.client("cognito-idp").list_users(UserPoolId=pool)["Users"]
    found = [{pair["Name"]: pair["Value"] for pair in user["Attributes"]} for user in users]
    return {attributes["email"]: attributes["sub"] for attributes in found}
