"""What a keyword rule leaves to a job: the contact's place in a group, its tags on its other threads, and a look at
whether its reply went (AU-1)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from chalicelib.core import by_keyword
from chalicelib.core.by_keyword import Unsaid
from chalicelib.core.changes import Changes
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import ContactId, GroupId, MessageId, ThreadId, thread_parts
from chalicelib.flows.contacts import relabel
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.ports import House


def file(house: House, job: dict[str, Any], now: datetime) -> None:
    """The same again changes nothing. A group that was deleted meanwhile, or lives by a rule, takes nobody in."""
    _, contact = thread_parts(ThreadId(job["thread"]))
    known = house.contacts.get(contact)
    if known is not None:
        if job["group"] is not None:
            _join(house, GroupId(job["group"]), known.id)
        relabel(house, known, now)
    house.conversations.finish_effect(job["effect"])


def replied(house: House, job: dict[str, Any], now: datetime) -> None:
    """Somebody is asked after all where the reply that was to be all there is to a text did not go."""
    thread = ThreadId(job["thread"])
    line, contact = thread_parts(thread)

    def attempt() -> Changes:
        reply = (thread, MessageId(job["reply"]))
        found = house.conversations.load(line=line, contact=contact, message=reply, with_contact=True, with_brand=True)
        if found.thread is None or found.line is None:
            return Changes()
        facts = Unsaid(found.thread, found.line, found.contact, found.brand or house.first_brand)
        changes = by_keyword.unanswered(facts, MessageId(job["text"]), found.message, now)
        if changes.thread is not None:
            house.conversations.save(changes, now)
        return changes

    emit(house, settled(attempt).effects)
    house.conversations.finish_effect(job["effect"])


def _join(house: House, group: GroupId, contact: ContactId) -> None:
    found = house.contacts.group(group)
    if found is not None and not found.live:
        with suppress(NotFound):
            house.contacts.add_members(group, [contact])
