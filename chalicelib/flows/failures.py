"""What a refusal of the provider changes on our side, besides the text that failed."""

from __future__ import annotations

from datetime import datetime, timedelta

from chalicelib.core import entries, ledger, provider_errors, threads
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, ConsentEvent, after
from chalicelib.core.ids import MessageId, ThreadId, thread_parts, ulid
from chalicelib.core.messages import Message, Status
from chalicelib.core.provider_errors import Action
from chalicelib.flows.decide import settled
from chalicelib.flows.ports import House, SeenBefore

_AGAIN = {
    Action.REQUEUE: timedelta(minutes=10),
    Action.BACK_OFF: timedelta(seconds=30),
    Action.PAUSE: timedelta(hours=1),
}


def again_after(code: int) -> timedelta | None:
    """How long to wait where the provider refused only for now (full, too fast, capped); None: for good."""
    return _AGAIN.get(provider_errors.explain(code).action)


def title(code: int | None) -> str:
    """What a code means, in a few words; empty for none."""
    return "" if code is None else provider_errors.explain(code).title


def opts_out(code: int) -> bool:
    return provider_errors.explain(code).action is Action.OPT_OUT


def refused(house: House, message: Message, code: int, now: datetime) -> None:
    """The provider said no: for now, then the text goes back to the queue; or for good, then it has failed (O7)."""
    wait = again_after(code)
    if wait is not None:
        house.conversations.release(message, now + wait)
        return
    consequences(house, message.thread, code, now)
    house.conversations.progress(message.box, message.id, Status.FAILED, error=code, reason=title(code))


def consequences(house: House, thread: ThreadId | None, code: int, now: datetime) -> None:
    """A provider's "opted out" is a STOP that we missed: the state is repaired once (CN-13, C6).

    To be called before the text becomes final, as nobody asks again about one that is; and not after, as a repeated
    callback must not undo a START.
    """
    if thread is not None and opts_out(code):
        settled(lambda: _missed_stop(house, thread, code, now))


def _missed_stop(house: House, thread: ThreadId, code: int, now: datetime) -> None:
    line, contact = thread_parts(thread)
    head = house.conversations.load(line=line, contact=contact).thread
    if head is None or after(head.consent, Act.PROVIDER_STOP) is head.consent:
        return
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
    try:
        house.conversations.save(changes, now)
    except SeenBefore:
        return
