"""What a keyword rule leaves to a job: the contact's place in a group, and its tags on its other threads (AU-1)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from chalicelib.core.errors import NotFound
from chalicelib.core.ids import ContactId, GroupId, ThreadId, thread_parts
from chalicelib.flows.contacts import relabel
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


def _join(house: House, group: GroupId, contact: ContactId) -> None:
    found = house.contacts.group(group)
    if found is not None and not found.live:
        with suppress(NotFound):
            house.contacts.add_members(group, [contact])
