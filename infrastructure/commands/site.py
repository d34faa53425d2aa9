"""The built dashboard in its bucket: files that are named by their content first, what points to them last."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infrastructure import push_keys
from infrastructure.commands import secret
from infrastructure.commands.cloud import Cloud
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop
from infrastructure.commands.terminal import Terminal, counted

BUCKET, DISTRIBUTION = "DashboardBucket", "DistributionId"
FOREVER = "public, max-age=31536000, immutable"
ASK = "no-cache"
NEVER = "no-store"
CONFIG = "config.json"
_LAST = ("manifest.webmanifest", "index.html", "sw.js", CONFIG)


@dataclass(frozen=True, slots=True)
class File:
    """One object: `key` in the bucket."""

    key: str
    data: bytes

    @property
    def kind(self) -> str:
        if self.key.endswith(".webmanifest"):
            return "application/manifest+json"
        kind = mimetypes.guess_type(self.key)[0] or "application/octet-stream"
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    @property
    def cache(self) -> str:
        """Vite names what is in assets/ by its content, so it never changes."""
        if self.key.startswith("assets/"):
            return FOREVER
        return NEVER if self.key == CONFIG else ASK


def files(folder: Path, config: Mapping[str, str]) -> list[File]:
    """Everything to be uploaded, in order: nothing points to what is not there yet."""
    if not (folder / "index.html").is_file():
        raise Stop(f"The dashboard is not built in {folder}.", "Build it: make dashboard/dist/index.html")
    built = [
        File(path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != CONFIG
    ]
    configured = File(CONFIG, json.dumps(config, sort_keys=True).encode())
    return sorted([*built, configured], key=lambda file: (_rank(file.key), file.key))


def config(stage: Stage) -> dict[str, str]:
    """What the dashboard reads as /config.json."""
    cloud = stage.cloud
    cognito = f"{cloud.endpoint}/" if cloud.endpoint else f"https://cognito-idp.{cloud.region}.amazonaws.com/"
    return {
        "apiUrl": stage.public_url,
        "region": cloud.region,
        "userPoolId": stage.output("UserPoolId"),
        "userPoolClientId": stage.output("UserPoolClientId"),
        "cognitoEndpoint": cognito,
        "pushKey": _push_key(stage),
    }


def _push_key(stage: Stage) -> str:
    try:
        return push_keys.public(secret.read(stage).push_key)
    except ValueError as fault:
        raise Stop(
            f"push_key in the secret {stage.output('SecretId')} is no key, so nobody can be alerted on devices.",
            f"Put the copy of it there that you keep, or an empty one, then make deploy STAGE={stage.name}: it makes"
            " a key where there is none, and people's devices are on again once they open the dashboard there.",
        ) from fault


def publish(stage: Stage, folder: Path, terminal: Terminal) -> None:
    """Uploads what has changed and lets CloudFront forget the old. Old assets stay: open pages still ask for them."""
    bucket = stage.outputs.get(BUCKET)
    if not bucket:
        terminal.say("This stack has no bucket for the dashboard, so none was uploaded.")
        return
    there = _etags(stage.cloud, bucket)
    sent = [file for file in files(folder, config(stage)) if there.get(file.key) != _etag(file)]
    for file in sent:
        stage.cloud.s3.put_object(
            Bucket=bucket, Key=file.key, Body=file.data, ContentType=file.kind, CacheControl=file.cache
        )
    terminal.say(f"Dashboard: {counted(len(sent), 'file')} sent." if sent else "Dashboard: nothing has changed.")
    if sent and DISTRIBUTION in stage.outputs:
        _forget(stage.cloud, stage.outputs[DISTRIBUTION])
        terminal.say("CloudFront was told to forget the old files; that takes a minute or two.")


def _rank(key: str) -> int:
    if key in _LAST:
        return _LAST.index(key) + 2
    return 0 if key.startswith("assets/") else 1


def _etags(cloud: Cloud, bucket: str) -> dict[str, str]:
    """The MD5 of each object, which is its ETag where S3's own keys encrypt it."""
    pages = cloud.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {one["Key"]: one["ETag"].strip('"') for page in pages for one in page.get("Contents", [])}


def _etag(file: File) -> str:
    return hashlib.md5(file.data, usedforsecurity=False).hexdigest()


def _forget(cloud: Cloud, distribution: str) -> None:
    # One pattern is one path on the bill, whatever it matches; the first thousand a month are free.
    paths: Any = {"Quantity": 1, "Items": ["/*"]}
    reference = str(time.time_ns())
    cloud.cloudfront.create_invalidation(
        DistributionId=distribution, InvalidationBatch={"Paths": paths, "CallerReference": reference}
    )
