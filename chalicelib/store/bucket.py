"""The brand's private files in S3: written and read here, and shown to browsers by links that end soon."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.core.errors import Busy
from chalicelib.core.formats import HEAD
from chalicelib.flows.ports.media import Link, Peek, UploadForm

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

SHOWN = timedelta(minutes=15)
"""How long a link shows a file: as long as somebody reads a page, and not as long as a link goes round."""
TO_UPLOAD = timedelta(minutes=10)
_ABSENT = frozenset({"NoSuchKey", "404", "AccessDenied", "403", "InvalidRange"})
"""Who may not list a bucket is told 403 of what is not there, and no function of ours may (infrastructure/grants.py):
so a missing right looks the same, and a broadcast with files pauses for it. An empty file has no first byte."""


class S3Bucket:
    def __init__(self, client: S3Client, name: str) -> None:
        self._client = client
        self._name = name

    def put(self, key: str, data: bytes, kind: str) -> None:
        self._call("put_object", Key=key, Body=data, ContentType=kind)

    def peek(self, key: str) -> Peek | None:
        found = self._call("get_object", Key=key, Range=f"bytes=0-{HEAD - 1}")
        if found is None:
            return None
        head: bytes = found["Body"].read()
        return Peek(head, int(found["ContentRange"].rpartition("/")[2]))

    def copy(self, source: str, target: str, kind: str) -> bool:
        origin = {"Bucket": self._name, "Key": source}
        done = self._call("copy_object", Key=target, CopySource=origin, ContentType=kind, MetadataDirective="REPLACE")
        return done is not None

    def link(self, key: str, kind: str, name: str, now: datetime, *, drawn: bool) -> Link:
        """The answer's type and whether it is drawn are part of what is signed: nobody can have them otherwise."""
        asked = {
            "Bucket": self._name,
            "Key": key,
            "ResponseContentType": kind if drawn else "application/octet-stream",
            "ResponseContentDisposition": f'{"inline" if drawn else "attachment"}; filename="{name}"',
            "ResponseCacheControl": "private, max-age=900",
        }
        seconds = int(SHOWN.total_seconds())
        return Link(self._client.generate_presigned_url("get_object", Params=asked, ExpiresIn=seconds), now + SHOWN)

    def upload(self, key: str, kind: str, size: int, now: datetime) -> UploadForm:
        conditions: list[Any] = [["content-length-range", 1, size], {"Content-Type": kind}]
        given = self._client.generate_presigned_post(
            self._name,
            key,
            Fields={"Content-Type": kind},
            Conditions=conditions,
            ExpiresIn=int(TO_UPLOAD.total_seconds()),
        )
        return UploadForm(given["url"], given["fields"], now + TO_UPLOAD)

    def _call(self, operation: str, **asked: Any) -> Any:
        """The answer; None where there is no such file."""
        try:
            return getattr(self._client, operation)(Bucket=self._name, **asked)
        except ClientError as fault:
            if operation != "put_object" and fault.response["Error"]["Code"] in _ABSENT:
                return None
            raise Busy("bucket_busy", "Pictures cannot be stored now. Try again in a moment.") from fault
        except BotoCoreError as fault:
            raise Busy("bucket_busy", "Pictures cannot be stored now. Try again in a moment.") from fault
