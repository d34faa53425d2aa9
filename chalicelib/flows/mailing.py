"""An email that must go: where the service takes nothing now, the job that wants it comes again."""

from __future__ import annotations

from chalicelib.core import access
from chalicelib.core.errors import Busy
from chalicelib.flows.ports import House, MailFailed, MailRefused


def mail(house: House, to: str, subject: str, text: str) -> None:
    """Raises Busy where it did not go; after a crash it may go twice (docs/decisions/0006).

    One that is refused for good is given up, as it would be refused for ever; that is counted where it is sent.
    """
    try:
        house.mail.send(to=to, subject=subject, text=text)
    except MailRefused:
        return
    except MailFailed as fault:
        raise Busy("mail_busy", "The mail service takes nothing now.") from fault


def mail_admins(house: House, subject: str, text: str) -> None:
    """The same to every admin of the brand. Raises Busy where it did not go to one; then others may get it twice."""
    for admin in access.admins(house.team.people()):
        mail(house, admin.email, subject, text)
