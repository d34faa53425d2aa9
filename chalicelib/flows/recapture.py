"""A line's new number: who had agreed to the old one, and asking each of them once (LN-7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from chalicelib.core import access, effects, outbound, pacing, recapture
from chalicelib.core.access import Action
from chalicelib.core.consent import Consent
from chalicelib.core.effects import Effect
from chalicelib.core.errors import Conflict, NotFound, Refused
from chalicelib.core.ids import ContactId, LineId, PersonId, ThreadId, thread_of, thread_parts
from chalicelib.core.lines import Line
from chalicelib.core.messages import Message
from chalicelib.core.recapture import Facts, Recapture
from chalicelib.core.threads import Thread
from chalicelib.flows import feed
from chalicelib.flows.decide import emit, settled
from chalicelib.flows.people import me
from chalicelib.flows.ports import House, Page

AT_ONCE = 50
COUNTED_AT_ONCE = 2000
MOST_COUNTED = 300_000
STALE = timedelta(minutes=20)
"""A page waits at most fifteen minutes on its queue; after this its job is lost, and the stored one takes over."""
LONGEST_DELAY = 900


@dataclass(frozen=True, slots=True)
class Overview:
    """`agreed` had Yes on the old line, `unasked` of them can be asked. `run` is the latest, if there was one."""

    line: Line
    old: Line
    agreed: int
    unasked: int
    page: Page[Thread]
    run: Recapture | None


def overview(house: House, caller: PersonId, line: str, cursor: str | None, limit: int) -> Overview:
    """Who had agreed to the replaced number and was never asked on the new one: counted, and by name."""
    new, old = _lines(house, caller, line)
    asked = {row.contact for state in Consent for row in _all(house, new.id, state)}
    agreed = list(_all(house, old.id, Consent.YES))
    unasked = [row for row in agreed if recapture.askable(row, None) and row.contact not in asked]
    scope = f"recapture:{new.id}"
    after = house.cursors.open(scope, cursor) or ""
    left = [row for row in unasked if row.contact > after]
    onward = house.cursors.seal(scope, left[limit - 1].contact) if len(left) > limit else None
    run = house.conversations.recapture(new.id)
    return Overview(new, old, len(agreed), len(unasked), Page(left[:limit], onward), run)


def begin(house: House, caller: PersonId, line: str, now: datetime) -> Recapture:
    """Begins to ask; while a run goes on, that one. Refused where the line may not text now: it would only queue up."""
    new, old = _lines(house, caller, line)
    _demand_open(house, new, now)

    known = house.conversations.recapture(new.id)
    if known is not None and known.done is None:
        return known
    turn, version = (known.round + 1, known.version) if known else (1, 0)
    run = Recapture(new.id, old.id, caller, now, now, round=turn, version=version)
    effect = effects.recapture(new.id, turn)
    if not house.conversations.save_recapture(run, effect, now):
        return house.conversations.recapture(new.id) or run
    emit(house, (effect,))
    return run


def ask_page(house: House, line: LineId, turn: int, page: int, effect: str, now: datetime) -> None:
    """Asks one page of people, and has the next one asked when the line has sent these. A repeat asks nobody twice."""
    run = house.conversations.recapture(line)
    new = house.team.line(line)
    if run is None or new is None or run.round != turn or run.done is not None:
        house.conversations.finish_effect(effect)
        return
    if run.page != page and now - run.moved < STALE:
        return
    try:
        _demand_open(house, new, now)
    except Refused:
        # The stored effect comes back to it, less and less often, until the line may text again.
        return
    rows = house.conversations.consenting(run.old, Consent.YES, ContactId(run.position) or None, AT_ONCE)
    begins = _begins(house, run, new, rows, now)
    texts, before = _asked(house, run, new, rows, begins - now, now)
    moved = replace(
        run,
        page=run.page + 1,
        position=rows[-1].contact if rows else run.position,
        moved=now,
        asked=run.asked + len(texts) + before,
        passed=run.passed + len(rows) - len(texts) - before,
        done=None if rows else now,
    )
    if not house.conversations.save_recapture(moved, None, now):
        return
    if moved.done is not None:
        house.conversations.finish_effect(effect)
        return
    emit(house, (effects.recapture(line, turn, moved.page, _delay(begins - now + _span(new, texts))),))


def _begins(house: House, run: Recapture, line: Line, rows: Sequence[Thread], now: datetime) -> datetime:
    """From when on the line has time for the questions of this page, beside its broadcasts (O6)."""
    old, many = house.team.line(run.old), sum(recapture.askable(row, None) for row in rows)
    if old is None or not many:
        return now
    return feed.reserve(house, line, many * recapture.length(line, old, house.brand), now)


def _asked(
    house: House, run: Recapture, line: Line, rows: Sequence[Thread], first: timedelta, now: datetime
) -> tuple[list[Message], int]:
    """The texts that were saved, the `first` on its way in so long, and one after the other as the line sends them; and
    how many this page had asked before a crash."""
    texts: list[Message] = []
    jobs: list[Effect] = []
    before = 0
    for row in rows:
        wait = first + _span(line, texts)
        text = settled(partial(_ask, house, line, thread_of(row.line, row.contact), wait, now))
        if text is not None:
            texts.append(text)
            jobs.append(replace(effects.deliver(text.box, text.id), delay=_delay(wait)))
        else:
            before += _asked_before(house, run, thread_of(line.id, row.contact))
    emit(house, jobs)
    return texts, before


def _ask(house: House, line: Line, old: ThreadId, wait: timedelta, now: datetime) -> Message | None:
    """Both heads are read for this one person: a STOP to the old number counts until its question is saved."""
    _, contact = thread_parts(old)
    head = house.conversations.threads([old]).get(old)
    found = house.conversations.load(line=line.id, contact=contact, with_contact=True, with_brand=True)
    if head is None:
        return None
    brand = found.brand or house.first_brand
    changes = recapture.decide(Facts(line, head, found.thread, found.standing, found.contact, brand), now, wait)
    if changes is None:
        return None
    house.conversations.save(changes, now)
    return changes.messages[-1]


def _asked_before(house: House, run: Recapture, thread: ThreadId) -> bool:
    return recapture.asked_by(run, house.conversations.messages_since(thread, run.at))


def _span(line: Line, texts: Sequence[Message]) -> timedelta:
    return pacing.takes(sum(text.segments for text in texts), line.rate)


def _delay(wait: timedelta) -> int:
    return min(int(wait.total_seconds()), LONGEST_DELAY)


def _demand_open(house: House, line: Line, now: datetime) -> None:
    shut = outbound.closed(line, house.brand, now)
    if shut is not None:
        outbound.demand(shut)


def _lines(house: House, caller: PersonId, line: str) -> tuple[Line, Line]:
    """The line and the one that it replaces."""
    access.demand(me(house, caller), Action.MANAGE_LINES)
    new = house.team.line(LineId(line))
    if new is None:
        raise NotFound("line")
    old = house.team.line(new.replaces) if new.replaces else None
    if old is None:
        raise Conflict("nothing_replaced", "This line replaces no other: there is nobody to ask again.")
    return new, old


def _all(house: House, line: LineId, consent: Consent) -> Iterator[Thread]:
    """Every row of a list, up to what a person can read a meaning from."""
    after: ContactId | None = None
    for _ in range(MOST_COUNTED // COUNTED_AT_ONCE):
        rows = house.conversations.consenting(line, consent, after, COUNTED_AT_ONCE)
        yield from rows
        if not rows:
            return
        after = rows[-1].contact
