"""Putting a thread off, and closing one in which nothing happens any more (TH-9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core.errors import Invalid
from chalicelib.core.threads import Folder, Tab, Thread, later

LONGEST = timedelta(days=366)


def snoozed(thread: Thread, until: datetime, now: datetime) -> Thread:
    """The thread out of the inbox until then; Invalid for a moment that is past or more than a year away.

    It comes back by itself then, or before that when its contact or somebody of the brand writes in it.
    """
    if until <= now:
        raise Invalid({"snooze": "This moment is past. Choose a later one."})
    if until - now > LONGEST:
        raise Invalid(
            {"snooze": "This is more than a year away. Choose an earlier moment, or archive the conversation."}
        )
    return replace(thread, folder=Folder.SNOOZED, snoozed_until=until, wait=None)


def due(thread: Thread) -> datetime | None:
    """When it is to come back by itself; None where it is not put off."""
    return thread.snoozed_until if thread.folder is Folder.SNOOZED else None


def woken(thread: Thread, now: datetime) -> Thread:
    """The thread back in the inbox, on top, unread and waiting for a person; as it is where its time has not come."""
    until = due(thread)
    if until is None or until > now:
        return thread
    return replace(
        thread,
        folder=Folder.INBOX,
        tab=Tab.NEEDS_ATTENTION,
        unread=max(thread.unread, 1),
        activity=later(thread.activity, until),
        snoozed_until=None,
    )


def closed(thread: Thread, since: datetime) -> Thread:
    """The thread archived, if nobody wrote in it since then and nothing in it waits for a person; else as it is."""
    settled = thread.tab is Tab.PARTICIPATING and not thread.unread and thread.doubt is None
    idle = thread.activity is not None and thread.activity < since
    if thread.folder is not Folder.INBOX or not settled or not idle:
        return thread
    return replace(thread, folder=Folder.ARCHIVED)
