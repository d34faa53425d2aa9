"""The question whether a contact asked to stop: raised by its words, answered by a person or by its next word (CN-9).

While it is open nothing is sent: on every line of the brand, or, by policy, on the one line. A thread is frozen while
its own question is open, or one that stands for the whole brand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from chalicelib.core import effects, entries, group_chats, ledger, responses, threads
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, ConsentEvent, after
from chalicelib.core.effects import Effect
from chalicelib.core.errors import Conflict
from chalicelib.core.ids import LineId, MessageId, PersonId, ThreadId, thread_of, ulid_time
from chalicelib.core.responses import Response
from chalicelib.core.threads import Standing, Tab, Thread

MOST_AT_ONCE = 80
"""Heads that follow in one transaction: DynamoDB takes a hundred actions, and a STOP writes up to a dozen others."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person makes of the words in question. `about` is the message that was read (None: not told)."""

    meant_stop: bool
    actor: PersonId
    at: datetime
    entry: MessageId
    about: str | None = None


def pointless(thread: Thread, *, brand_wide: bool) -> bool:
    """Whether there is nothing to ask: as far as the words could reach, the contact has stopped already."""
    return thread.stopped or (not brand_wide and after(thread.consent, Act.STOP) is thread.consent)


def raised(thread: Thread, message: MessageId, words: str) -> Thread:
    """The thread with the question. Of several messages the latest is asked about: the ones before stand above it."""
    latest = thread.doubt is None or message > thread.doubt
    return replace(
        thread,
        frozen=True,
        tab=Tab.NEEDS_ATTENTION,
        doubt=message if latest else thread.doubt,
        doubted=words if latest else thread.doubted,
    )


def raised_on(standing: Standing, line: LineId, at: datetime, *, brand_wide: bool) -> Standing:
    """Brand-wide it counts as a stop for what comes late: a START from before it lifts nothing."""
    return replace(
        standing,
        frozen=standing.frozen or brand_wide,
        doubts=standing.doubts | {line},
        last_stop=threads.later(standing.last_stop, at) if brand_wide else standing.last_stop,
    )


def answered(thread: Thread, *, frozen: bool = False) -> Thread:
    """The thread without its question; `frozen` where another line's stands for the whole brand."""
    return replace(thread, frozen=frozen, doubt=None, doubted="")


def answered_on(standing: Standing, line: LineId, *, by_contact: bool) -> Standing:
    """The contact's own word frees all lines but those whose own question is open; a person answers one question."""
    doubts = standing.doubts - {line}
    return replace(standing, doubts=doubts, frozen=standing.frozen and bool(doubts) and not by_contact)


def followers(before: Standing | None, standing: Standing, line: LineId) -> tuple[ThreadId, ...]:
    """The contact's other threads, where the brand-wide stop or freeze has changed and they must follow."""
    known = (before.stopped, before.frozen) if before else (False, False)
    others: Iterable[LineId] = standing.lines - {line} if known != (standing.stopped, standing.frozen) else ()
    return tuple(thread_of(other, standing.contact) for other in sorted(others))


def spread(
    before: Standing | None, standing: Standing, line: LineId
) -> tuple[tuple[ThreadId, ...], tuple[Effect, ...]]:
    """The threads that follow in the same transaction; where they are too many for one, the effect that has them all
    follow. Until then each claim reads the standing itself, so that the stop holds from its own write on (C1)."""
    others = followers(before, standing, line)
    if len(others) <= MOST_AT_ONCE:
        return others, ()
    return (), (effects.follow(standing.contact, (before.version if before else 0) + 1),)


def follows(thread: Thread, standing: Standing) -> bool:
    """Whether a head bears what the standing says."""
    frozen = standing.frozen or thread.line in standing.doubts
    return (thread.stopped, thread.frozen) == (standing.stopped, frozen)


def asked(standing: Standing, line: LineId) -> tuple[ThreadId, ...]:
    """The contact's other threads whose own question is open."""
    return tuple(thread_of(other, standing.contact) for other in sorted(standing.doubts - {line}))


def decide(thread: Thread, standing: Standing | None, decision: Decision, *, brand_wide: bool) -> Changes:
    """What a person's answer changes; Conflict where nothing is asked, or not about what that person read.

    Where it meant stop, no text confirms it: 47 CFR 64.1200(a)(12) lets one go within five minutes of the request
    only, and the person who judges it rarely sits there that moment.
    """
    if thread.doubt is None:
        raise Conflict("no_doubt", "Nothing is asked here any more: the question was answered meanwhile.")
    if not decision.meant_stop and decision.about not in (None, thread.doubt):
        raise Conflict("doubt_moved", "This contact has written more that may mean stop. Read it and decide again.")
    known = standing or Standing(thread.contact, lines=frozenset({thread.line}))
    lasting = answered_on(known, thread.line, by_contact=False)
    moved, act = answered(thread, frozen=lasting.frozen), Act.CLEAR
    if decision.meant_stop:
        act, wide = Act.STOP, brand_wide or thread.stopped
        moved = replace(threads.acted(moved, act, decision.at), stopped=wide, tab=Tab.PARTICIPATING)
        since = threads.later(lasting.last_stop, decision.at) if brand_wide else lasting.last_stop
        lasting = replace(lasting, stopped=wide, last_stop=since)
    return group_chats.parted(_recorded(thread, standing, (moved, lasting), act, decision), decision.entry)


def _recorded(
    thread: Thread, standing: Standing | None, after_: tuple[Thread, Standing], act: Act, decision: Decision
) -> Changes:
    moved, lasting = after_
    event = ConsentEvent(
        contact=thread.contact,
        line=thread.line,
        act=act,
        before=thread.consent,
        after=moved.consent,
        at=decision.at,
        source="staff",
        wording=thread.doubted,
        message=thread.doubt,
        actor=decision.actor,
    )
    moved, event = ledger.record(thread, moved, event)
    halts, follows = spread(standing, lasting, thread.line)
    return Changes(
        before=thread,
        thread=moved,
        standing_before=standing,
        standing=None if lasting == standing else lasting,
        messages=(entries.consent_entry(event, thread.id, decision.entry),),
        events=(event,),
        effects=follows,
        halts=halts,
        halted=lasting.stopped,
        frozen=lasting.frozen,
        asked=asked(lasting, thread.line),
        response=_opted_out(thread) if act is Act.STOP else None,
    )


def _opted_out(thread: Thread) -> Response | None:
    """Of the broadcast after which the contact said what meant stop, however late a person says that it did."""
    said = datetime.fromtimestamp(ulid_time(thread.doubt or "") / 1000, UTC)
    return responses.to_last(thread, responses.Kind.OPT_OUT, said)
