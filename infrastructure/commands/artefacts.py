"""The bucket that a deployment's code is read from: one per account and region, private, every file by its content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from infrastructure.commands.cloud import Cloud
from infrastructure.commands.package import Package, checksum
from infrastructure.commands.terminal import Terminal


def bucket_name(cloud: Cloud) -> str:
    return f"parley-artefacts-{cloud.account.number}-{cloud.region}"


def ensure_bucket(cloud: Cloud) -> str:
    """The bucket's name, once it is there. Nothing expires in it: a rollback reads the code of long ago."""
    name = bucket_name(cloud)
    if not _exists(cloud, name):
        where: dict[str, Any] = {}
        if cloud.region != "us-east-1":
            where = {"CreateBucketConfiguration": {"LocationConstraint": cloud.region}}
        cloud.s3.create_bucket(Bucket=name, **where)
    cloud.s3.put_public_access_block(
        Bucket=name,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": True,
        },
    )
    return name


def upload(cloud: Cloud, package: Package, bucket: str, terminal: Terminal) -> Mapping[str, str]:
    """Where each code file is, by its name: `s3://bucket/key`. What is there already is not sent again."""
    places = {}
    for file in package.files:
        data = file.read_bytes()
        key = f"code/{checksum(data)}/{file.name}"
        if not _has(cloud, bucket, key):
            terminal.say(f"  sending {file.name} ({len(data) / 1_000_000:.1f} MB) …")
            cloud.s3.put_object(Bucket=bucket, Key=key, Body=data)
        places[file.name] = f"s3://{bucket}/{key}"
    return places


def upload_inner(cloud: Cloud, package: Package, bucket: str) -> Mapping[str, str]:
    """The address of each inner stack's template, by the stack's name: the same for the same template."""
    documents = {name: json.loads(path.read_text(encoding="utf-8")) for name, path in package.inner.items()}
    return {name: upload_template(cloud, document, bucket) for name, document in documents.items()}


def upload_template(cloud: Cloud, template: Mapping[str, Any], bucket: str) -> str:
    """The template's address for CloudFormation, which takes a long one only from S3."""
    data = json.dumps(template, separators=(",", ":"), sort_keys=True).encode()
    key = f"templates/{checksum(data)}.json"
    cloud.s3.put_object(Bucket=bucket, Key=key, Body=data, ContentType="application/json")
    if cloud.endpoint:
        return f"{cloud.endpoint}/{bucket}/{key}"
    suffix = "amazonaws.com.cn" if cloud.region.startswith("cn-") else "amazonaws.com"
    return f"https://{bucket}.s3.{cloud.region}.{suffix}/{key}"


def _exists(cloud: Cloud, name: str) -> bool:
    try:
        # The owner is told along, so that a bucket of this name in another account is never trusted with our code.
        cloud.s3.head_bucket(Bucket=name, ExpectedBucketOwner=cloud.account.number)
    except ClientError as fault:
        if _absent(fault):
            return False
        raise
    return True


def _has(cloud: Cloud, bucket: str, key: str) -> bool:
    try:
        cloud.s3.head_object(Bucket=bucket, Key=key)
    except ClientError as fault:
        if _absent(fault):
            return False
        raise
    return True


def _absent(fault: ClientError) -> bool:
    return fault.response["ResponseMetadata"]["HTTPStatusCode"] == 404
