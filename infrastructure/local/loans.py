"""Pictures lent to the provider, as CloudFront gives them out of the bucket: by HEAD and GET, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.core.media import LENT
from infrastructure.local.site import SAFE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment
    from mypy_boto3_s3 import S3Client

PREFIX = f"/{LENT}"
_NAME = re.compile(rf"/({LENT}[0-9a-z]+\.[0-9a-z]+)")


class Loans:
    """Serves what stands under `m/` in the bucket `name`."""

    def __init__(self, client: S3Client, name: str) -> None:
        self._client = client
        self._name = name

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = _NAME.fullmatch(environ["REQUEST_URI"])
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or asked is None:
            return _nothing(start_response)
        try:
            found = self._client.get_object(Bucket=self._name, Key=asked[1])
        except ClientError:
            return _nothing(start_response)
        body = found["Body"].read()
        headers = [("Content-Type", found["ContentType"]), ("Content-Length", str(len(body))), *SAFE]
        start_response("200 OK", headers)
        return [body if environ["REQUEST_METHOD"] == "GET" else b""]


def _nothing(start_response: StartResponse) -> Iterable[bytes]:
    start_response("403 Forbidden", [("Content-Type", "text/plain"), ("Content-Length", "0"), *SAFE])
    return [b""]
