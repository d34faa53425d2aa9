"""What of a library nothing of ours reaches, and so does not ship. The figures are of the unpacked library."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

SERVICES = frozenset({"dynamodb", "s3", "secretsmanager", "sesv2", "sns", "sqs"})
"""Those of AWS that a function calls: botocore describes 430 of them in 19 MB."""

ADDRESSES = frozenset({"dynamodb", "email", "s3", "secretsmanager", "sns", "sqs"})
"""As the list of addresses names those. All of it, read at every start, is 1.2 MB of JSON and 14 ms."""

UNREACHED = (
    "bin",
    "*.dist-info/RECORD",
    "*.dist-info/sboms",
    "**/*.pyi",
    "**/py.typed",
    # Bindings are called through their compiled module; the package builds such modules.
    "cffi",
    # Handlers of other frameworks' events, and the like: 2 MB.
    "aws_lambda_powertools/event_handler",
    "aws_lambda_powertools/utilities/kafka",
    "aws_lambda_powertools/utilities/feature_flags",
    "aws_lambda_powertools/utilities/idempotency",
    "aws_lambda_powertools/utilities/parameters",
    "aws_lambda_powertools/utilities/data_masking",
)
TWILIO = "twilio/rest"
TWILIO_KEPT = "api"
"""Of the provider's forty APIs, the one that texts. The library imports each at its first use: 20 MB."""


def trim(folder: Path) -> None:
    """Takes away what does not ship from a folder with installed libraries."""
    for pattern in UNREACHED:
        for path in list(folder.glob(pattern)):
            _remove(path)
    for path in (folder / "botocore" / "data").iterdir():
        if path.is_dir() and path.name not in SERVICES:
            _remove(path)
    addresses = folder / "botocore" / "data" / "endpoints.json"
    addresses.write_text(json.dumps(narrowed(json.loads(addresses.read_text(encoding="utf-8")))), encoding="utf-8")
    for path in (folder / TWILIO).iterdir():
        if path.is_dir() and path.name != TWILIO_KEPT:
            _remove(path)


def narrowed(addresses: dict[str, Any]) -> dict[str, Any]:
    """botocore's endpoints.json with the services of ADDRESSES only, in every partition."""
    partitions = [
        {**one, "services": {name: told for name, told in one["services"].items() if name in ADDRESSES}}
        for one in addresses["partitions"]
    ]
    return {**addresses, "partitions": partitions}


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
