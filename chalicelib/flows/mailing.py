"""An email that must go: where the service takes nothing now, the job that wants it comes again."""

from __future__ import annotations

from chalicelib.core.errors import Busy
from chalicelib.flows.ports import House, MailFailed


def mail(house: House, to: str, subject: str, text: str) -> None:
    """Raises Busy where it did not go; after a crash it may go twice (docs/decisions/0006)."""
    try:
        house.mail.send(to=to, subject=subject, text=text)
    except MailFailed as fault:
        raise Busy("mail_busy", "The mail service takes nothing now.") from fault
