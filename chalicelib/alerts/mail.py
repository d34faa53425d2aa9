"""Email by SES."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.flows.ports import MailFailed

if TYPE_CHECKING:
    from mypy_boto3_sesv2.client import SESV2Client
    from mypy_boto3_sesv2.type_defs import MessageTypeDef


class SesMail:
    """`sender` must be verified in SES."""

    def __init__(self, client: SESV2Client, sender: str) -> None:
        self._client = client
        self._sender = sender

    def send(self, *, to: str, subject: str, text: str) -> None:
        """One plain-text mail to one address; line breaks in the subject are taken out (header injection)."""
        simple: MessageTypeDef = {
            "Subject": {"Data": " ".join(subject.split()), "Charset": "UTF-8"},
            "Body": {"Text": {"Data": text, "Charset": "UTF-8"}},
        }
        try:
            self._client.send_email(
                FromEmailAddress=self._sender, Destination={"ToAddresses": [to]}, Content={"Simple": simple}
            )
        except (BotoCoreError, ClientError) as fault:
            raise MailFailed(type(fault).__name__) from fault
