"""A text that a person's own phone did not get comes by email; so do all after it, where it takes no more (AL-3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chalicelib.core import alerting, own_phone, provider_errors
from chalicelib.core.ids import MessageId, PersonId, own_box
from chalicelib.core.messages import Message
from chalicelib.core.people import Channel, Person
from chalicelib.core.phone import pretty
from chalicelib.core.provider_errors import Action
from chalicelib.flows.mailing import mail
from chalicelib.flows.own_phone import BY_EMAIL, moved
from chalicelib.flows.ports import House

NOW = "Your alerts come by email from now on."
STOPPED = f"Your phone opted out of texts from {{line}}. {NOW} Text START to it to get them by text again."
DEAD = f"Your phone takes no texts of ours ({{title}}). {NOW} Choose text again, or give another number, when one does."
UNREACHED = "A text did not reach your phone"


def tell(house: House, job: dict[str, Any], _now: datetime) -> None:
    """Mails the person the words that did not reach its phone, if it was not told otherwise as well, and moves its
    alerts to email where no more will reach it; a job that comes again finds it done."""
    if not house.conversations.effect_open(job["effect"]):
        return
    person = house.team.person(PersonId(job["person"]))
    text = house.conversations.load(message=(own_box(PersonId(job["person"])), MessageId(job["message"]))).message
    if person is not None and person.active and text is not None:
        why = "" if job["code"] is None else _switched(house, person, text, job["code"])
        if why or not text.elsewhere:
            subject = BY_EMAIL if why else UNREACHED
            mail(house, person.email, subject, f"{why or UNREACHED + '.'}\n\nWhat it said:\n\n{text.body}\n")
    house.conversations.finish_effect(job["effect"])


def _switched(house: House, person: Person, text: Message, code: int) -> str:
    """Why its alerts come by email from now on; empty where texts may reach it again, or it has another phone, or has
    texted START since."""
    known = provider_errors.explain(code)
    if not known.action.ends_texts:
        return ""
    if own_phone.overtaken(text.to, text.at, house.conversations.messages_since(text.box, text.at)):
        return ""
    stopped = known.action is Action.OPT_OUT

    def change(person: Person) -> Person:
        return own_phone.chosen(person, by_text=False) if stopped else alerting.without(person, Channel.TEXT)

    if moved(house, person.id, text.to, change) is None:
        return ""
    if stopped:
        return STOPPED.format(line=pretty(text.sender) if text.sender else "us")
    return DEAD.format(title=known.title)
