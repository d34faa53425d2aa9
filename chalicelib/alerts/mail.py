"""Email by SES."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.core import mail_page
from chalicelib.flows.ports import MailFailed, MailRefused
from chalicelib.observe import count, log

if TYPE_CHECKING:
    from mypy_boto3_sesv2.client import SESV2Client
    from mypy_boto3_sesv2.type_defs import MessageTypeDef


_FOR_GOOD = frozenset({"MessageRejected", "MailFromDomainNotVerifiedException", "BadRequestException"})
"""The address is not verified or not one, or our own is not: SES says the same tomorrow."""


class SesMail:
    """`sender` must be verified in SES; `site` is the origin of the brand's dashboard."""

    def __init__(self, client: SESV2Client, sender: str, site: str) -> None:
        self._client = client
        self._sender = sender
        self._site = site

    def send(self, *, to: str, subject: str, text: str) -> None:
        """One mail to one address, as text and as HTML of the same words; line breaks in the subject are taken out
        (header injection)."""
        simple: MessageTypeDef = {
            "Subject": {"Data": " ".join(subject.split()), "Charset": "UTF-8"},
            "Body": {
                "Text": {"Data": text, "Charset": "UTF-8"},
                "Html": {"Data": mail_page.page(subject, text, self._site), "Charset": "UTF-8"},
            },
        }
        try:
            self._client.send_email(
                FromEmailAddress=self._sender, Destination={"ToAddresses": [to]}, Content={"Simple": simple}
            )
        except ClientError as fault:
            code = fault.response.get("Error", {}).get("Code", "")
            if code not in _FOR_GOOD:
                raise MailFailed(code) from fault
            log.warning("mail refused", extra={"code": code})
            count("MailRefused")
            raise MailRefused(code) from fault
        except BotoCoreError as fault:
            raise MailFailed(type(fault).__name__) from fault
