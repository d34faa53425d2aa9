"""Somebody who was invited learns where to sign in; the first password comes from the sign-in service itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chalicelib.core.ids import PersonId
from chalicelib.flows.mailing import mail
from chalicelib.flows.ports import House

WORDS = (
    "{by} has invited you to text with the customers of {brand}.\n\n"
    "Sign in here with this email address: {link}\n\n"
    "{how}\n"
)
FIRST = "Your first password comes in another email. It is good for one week; when you sign in you choose your own."
OWN = "You have an account already: sign in with the password that you chose."


def tell(house: House, job: dict[str, Any], now: datetime) -> None:  # noqa: ARG001 - all steps are called alike
    """Once: a job that comes again finds its effect done."""
    if not house.conversations.effect_open(job["effect"]):
        return
    person, by = (house.team.person(PersonId(job[who])) for who in ("person", "by"))
    if person is not None and person.active:
        brand = house.brand.name
        # A job of an earlier version does not say.
        how = FIRST if job.get("password", True) else OWN
        words = WORDS.format(by=by.name if by else "An admin", brand=brand, link=house.dashboard_url, how=how)
        mail(house, person.email, f"You are invited to text for {brand}", words)
    house.conversations.finish_effect(job["effect"])
