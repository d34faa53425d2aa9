"""What a refusal of the provider changes on our side, besides the text that failed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import entries, group_chats, ledger, provider_errors, threads
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, ConsentEvent, after
from chalicelib.core.ids import ContactId, LineId, MessageId, ThreadId, thread_parts, ulid
from chalicelib.core.messages import Message, Status
from chalicelib.core.outbound import HELD
from chalicelib.core.provider_errors import Action
from chalicelib.flows import holds
from chalicelib.flows.decide import emit, moment, settled
from chalicelib.flows.ports import House, SeenBefore

_AGAIN = {
    Action.REQUEUE: timedelta(minutes=10),
    Action.BACK_OFF: timedelta(seconds=30),
    Action.PAUSE: timedelta(hours=1),
    Action.HOLD_LINE: HELD,
    Action.STOP_ALL: HELD,
}
_HOLDS = frozenset({Action.HOLD_LINE, Action.STOP_ALL})


def again_after(house: House, line: LineId, code: int, now: datetime) -> timedelta | None:
    """How long to wait where the provider refused only for now (full, too fast, capped); None: for good.

    Where the line itself is what is wrong, it is held first: its texts wait and are no failures (LN-6).
    """
    action = provider_errors.explain(code).action
    if action in _HOLDS:
        holds.hold(house, line, code, now)
    return _AGAIN.get(action)


def title(code: int | None) -> str:
    """What a code means, in a few words; empty for none."""
    return "" if code is None else provider_errors.explain(code).title


def matters(code: int) -> bool:
    """Whether a code shows more to be wrong than the text that failed."""
    action = provider_errors.explain(code).action
    return action.closes_number or action in {Action.OPT_OUT, *_HOLDS}


def refused(house: House, message: Message, code: int, now: datetime) -> None:
    """The provider said no: for now, then the text goes back to the queue; or for good, then it has failed (O7)."""
    wait = again_after(house, line_of(house, message), code, now)
    if wait is not None:
        house.conversations.release(message, now + wait)
        return
    consequences(house, line_of(house, message), message.thread, code, now)
    house.conversations.progress(message.box, message.id, Status.FAILED, error=code, reason=title(code))


def line_of(house: House, message: Message) -> LineId:
    """The line that a text goes out from; a rep's own box has no thread that would name it."""
    if message.thread is not None:
        return thread_parts(message.thread)[0]
    if message.sender is None:
        raise LookupError("a text without numbers")
    return house.ids.line(message.sender)


def consequences(house: House, line: LineId, thread: ThreadId | None, code: int, now: datetime) -> None:
    """What the provider's word shows to be wrong is repaired at once, and once.

    "Opted out" is a STOP that we missed (CN-13, C6); a number that takes no texts is texted no more (CT-6); a line that
    carriers block is held. To be called before the text becomes final, as nobody asks again about one that is; and not
    after, as a repeated callback must undo neither a START nor what a person has mended.
    """
    action = provider_errors.explain(code).action
    if action in _HOLDS:
        holds.hold(house, line, code, now)
    if thread is None:
        return
    if action is Action.OPT_OUT:
        settled(lambda: _missed_stop(house, thread, code, now))
    if action.closes_number:
        settled(lambda: _unreachable(house, thread_parts(thread)[1], code, now))


def _unreachable(house: House, contact: ContactId, code: int, now: datetime) -> None:
    """Who is no contact any more bears no mark: a text to the number makes it one, and then fails once more."""
    known = house.contacts.get(contact)
    if known is not None and known.unreachable is None:
        house.contacts.update(known, replace(known, unreachable=code, unreachable_since=now))


def _missed_stop(house: House, thread: ThreadId, code: int, begun: datetime) -> None:
    line, contact = thread_parts(thread)
    head = house.conversations.load(line=line, contact=contact).thread
    if head is None or after(head.consent, Act.PROVIDER_STOP) is head.consent:
        return
    now = moment(house, begun)
    entry = MessageId(ulid(int(now.timestamp() * 1000), f"{thread}:{code}"))
    event = ConsentEvent(
        contact=contact,
        line=line,
        act=Act.PROVIDER_STOP,
        before=head.consent,
        after=after(head.consent, Act.PROVIDER_STOP),
        at=now,
        source="provider",
        wording=f"The provider refused a text with its error {code}: the recipient opted out.",
        message=entry,
    )
    moved, event = ledger.record(head, threads.acted(head, Act.PROVIDER_STOP, now), event)
    changes = Changes(
        before=head,
        thread=moved,
        messages=(entries.consent_entry(event, thread, entry),),
        events=(event,),
    )
    changes = group_chats.parted(changes, entry)
    try:
        house.conversations.save(changes, now)
    except SeenBefore:
        return
    emit(house, changes.effects)
