"""What holds a stage's data, found in the account by its name: also when its stack is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from infrastructure.commands.cloud import Cloud
from infrastructure.commands.stage import PREFIX

SECRET_DAYS = 7
"""How long a deleted secret can be brought back: AWS allows no fewer."""
KEYS_A_CALL = 1000


@dataclass(frozen=True, slots=True)
class Leftover:
    """`kind` is a word of ours: table, user pool, secret or bucket."""

    kind: str
    id: str


def found(cloud: Cloud, stage: str) -> list[Leftover]:
    """Everything of this stage that holds data. A logical id begins with a capital, so stages cannot be confused."""
    stack = PREFIX + stage
    kinds: tuple[tuple[str, Iterator[str]], ...] = (
        ("table", _tables(cloud, re.compile(rf"{stack}-[A-Z]\w*Table-\w+|{stack}\.\w+\.restored\..+"))),
        ("user pool", _pools(cloud, f"{stack}-people")),
        ("secret", _secrets(cloud, stage)),
        ("bucket", _buckets(cloud, re.compile(rf"{stack}-[a-z]+-[a-z0-9]+"))),
    )
    return [Leftover(kind, one) for kind, ids in kinds for one in ids]


def unprotect(cloud: Cloud, leftover: Leftover) -> None:
    """Takes away what keeps it from being deleted: its protection, or the files in it."""
    match leftover.kind:
        case "table":
            cloud.dynamodb.update_table(TableName=leftover.id, DeletionProtectionEnabled=False)
        case "user pool":
            cloud.cognito.update_user_pool(UserPoolId=leftover.id, DeletionProtection="INACTIVE")
        case "bucket":
            empty(cloud, leftover.id)


def empty(cloud: Cloud, bucket: str) -> None:
    """Deletes every version of every file."""
    for page in cloud.s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        versions = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
        for start in range(0, len(versions), KEYS_A_CALL):
            _delete_versions(cloud, bucket, versions[start : start + KEYS_A_CALL])


def delete(cloud: Cloud, leftover: Leftover) -> None:
    _DELETE[leftover.kind](cloud, leftover.id)


def _delete_table(cloud: Cloud, name: str) -> None:
    cloud.dynamodb.delete_table(TableName=name)


def _delete_pool(cloud: Cloud, pool: str) -> None:
    cloud.cognito.delete_user_pool(UserPoolId=pool)


def _delete_secret(cloud: Cloud, arn: str) -> None:
    cloud.secrets.delete_secret(SecretId=arn, RecoveryWindowInDays=SECRET_DAYS)


def _delete_bucket(cloud: Cloud, name: str) -> None:
    empty(cloud, name)
    cloud.s3.delete_bucket(Bucket=name)


_DELETE: dict[str, Callable[[Cloud, str], None]] = {
    "table": _delete_table,
    "user pool": _delete_pool,
    "secret": _delete_secret,
    "bucket": _delete_bucket,
}


def _tables(cloud: Cloud, name: re.Pattern[str]) -> Iterator[str]:
    for page in cloud.dynamodb.get_paginator("list_tables").paginate():
        yield from filter(name.fullmatch, page["TableNames"])


def _pools(cloud: Cloud, name: str) -> Iterator[str]:
    for page in cloud.cognito.get_paginator("list_user_pools").paginate(PaginationConfig={"PageSize": 60}):
        yield from (pool["Id"] for pool in page["UserPools"] if pool.get("Name") == name)


def _secrets(cloud: Cloud, stage: str) -> Iterator[str]:
    """By the tag that `deploy` gives the stack and CloudFormation hands on; a secret's name does not tell its stack."""
    for page in cloud.secrets.get_paginator("list_secrets").paginate():
        for secret in page["SecretList"]:
            tags = {tag.get("Key"): tag.get("Value") for tag in secret.get("Tags", [])}
            if tags.get("parley") == stage:
                yield secret["ARN"]


def _buckets(cloud: Cloud, name: re.Pattern[str]) -> Iterator[str]:
    yield from (bucket["Name"] for bucket in cloud.s3.list_buckets()["Buckets"] if name.fullmatch(bucket["Name"]))


def _delete_versions(cloud: Cloud, bucket: str, versions: Sequence[Any]) -> None:
    objects: Any = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in versions]
    cloud.s3.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
