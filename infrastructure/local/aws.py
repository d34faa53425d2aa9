"""The embedded AWS: its process, and how this process reaches it."""

from __future__ import annotations

import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from infrastructure.local.children import Child, Children
from infrastructure.local.settings import ROOT

REGION = "us-east-1"
START_SECONDS = 30.0


class NotAnswering(Exception):
    """A part of the local run did not come up."""


def enter(url: str) -> None:
    """Makes every AWS library of this process and its children speak to the embedded AWS, whatever the user has set."""
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN"):
        os.environ.pop(name, None)
    os.environ |= {
        "AWS_ENDPOINT_URL": url,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def start(children: Children, port: int, state: Path) -> Child:
    """Starts it on 127.0.0.1, with its state in `state`."""
    state.mkdir(parents=True, exist_ok=True)
    environment: Mapping[str, str] = {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "MINISTACK_REGION": REGION,
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state),
        # The files of buckets are no part of the snapshots: they are written as they come.
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state.parent / "files"),
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",
    }
    python = ROOT / ".ministack" / "bin" / "python"
    return children.start("the embedded AWS", python, "infrastructure.local.embedded", environment)


def await_answer(child: Child, url: str) -> None:
    """Returns once `url` answers; NotAnswering with the child's last words if it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not child.fallen:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - an address of this machine
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise NotAnswering(f"{child.what} did not start:\n{child.last_words()}")
