"""The real bucket on moto, which notes what functions sign."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import botocore.session

from chalicelib.flows.ports import Link, UploadForm
from chalicelib.store.bucket import S3Bucket
from chalicelib.store.client import client
from tests.harness import aws
from tests.harness.wire import WIRE


class SigningBucket(S3Bucket):
    """To sign a link or a form calls nobody, but what it gives away takes a right of its own."""

    def link(self, key: str, kind: str, name: str, now: datetime, *, drawn: bool) -> Link:
        WIRE.signed("GetObject", key)
        return super().link(key, kind, name, now, drawn=drawn)

    def upload(self, key: str, kind: str, size: int, now: datetime) -> UploadForm:
        WIRE.signed("PutObject", key)
        return super().upload(key, kind, size, now)


@cache
def signing_bucket() -> SigningBucket:
    """Made once a process: to make a client takes longer than most stories."""
    return SigningBucket(client(botocore.session.get_session(), "s3"), aws.BUCKET)
