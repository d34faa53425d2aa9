"""The SNS topic for the brand's own integrations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.observe import count, log

if TYPE_CHECKING:
    from mypy_boto3_sns.client import SNSClient


class SnsTopic:
    def __init__(self, client: SNSClient, arn: str) -> None:
        self._client = client
        self._arn = arn

    def publish(self, event: Mapping[str, object]) -> None:
        """The event as JSON. A topic that does not take it must not hold up an alert: that is counted, not raised."""
        try:
            self._client.publish(TopicArn=self._arn, Message=json.dumps(event))
        except (BotoCoreError, ClientError) as fault:
            log.warning("topic did not take an event", extra={"fault": type(fault).__name__})
            count("TopicFailed")
