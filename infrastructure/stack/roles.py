"""Where the embedded AWS reads a call otherwise than IAM does: which action it is, and on what."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ministack.core import iam_actions

MAILS = "/v2/email/outbound-emails"


def mend() -> None:
    """Makes it judge those calls as IAM does."""
    iam_actions.extract_iam_action = _without_batches(iam_actions.extract_iam_action)
    iam_actions._ses_v2_resource_arn = _with_senders(iam_actions._ses_v2_resource_arn)  # noqa: SLF001 - pinned exactly


def _without_batches(extract: Callable[..., str | None]) -> Callable[..., str | None]:
    """IAM knows no batch actions of SQS: a batch needs the leave for its single messages (SQS, API permissions)."""

    def mended(*arguments: Any) -> str | None:
        action = extract(*arguments)
        return action.removesuffix("Batch") if action and action.startswith("sqs:") else action

    return mended


def _with_senders(extract: Callable[..., str]) -> Callable[..., str]:
    """To send a mail is to use the identity that it comes from (SES, identity-based policies)."""

    def mended(method: str, path: str, body: bytes, region: str, account: str) -> str:
        if path.rstrip("/") == MAILS:
            return f"arn:aws:ses:{region}:{account}:identity/{json.loads(body)['FromEmailAddress']}"
        return extract(method, path, body, region, account)

    return mended
