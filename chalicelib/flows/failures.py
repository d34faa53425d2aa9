"""What a refusal of the provider changes on our side, besides the text that failed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.core import entries, group_chats, lead_effects, ledger, own_phone, provider_errors, threads
from chalicelib.core.changes import Changes
from chalicelib.core.consent import Act, ConsentEvent, after
from chalicelib.core.ids import ContactId, LineId, MessageId, ThreadId, owner_of, thread_parts, ulid
from chalicelib.core.messages import MANUAL, Message, Origin, Status
from chalicelib.core.outbound import HELD
from chalicelib.core.provider_errors import Action
from chalicelib.core.resting import REST
from chalicelib.flows import admin_news, feed, holds
from chalicelib.flows.decide import emit, moment, settled
from chalicelib.flows.ports import House, SeenBefore

_AGAIN = {
    Action.REQUEUE: timedelta(minutes=10),
    Action.BACK_OFF: timedelta(seconds=30),
    Action.PAUSE: REST,
    Action.HOLD_LINE: HELD,
    Action.STOP_ALL: HELD,
}
BRIEF = timedelta(minutes=1)
PATIENCE = timedelta(minutes=5)
NOT_TAKEN = "The provider took nothing for some minutes. It goes another way."
_TO_STAFF = frozenset({Origin.ALERT, Origin.COPY})
_HOLDS = frozenset({Action.HOLD_LINE, Action.STOP_ALL})
_SLOWS = frozenset({Action.REQUEUE, Action.BACK_OFF, Action.PAUSE})


def again_after(house: House, line: LineId, code: int, now: datetime) -> timedelta | None:
    """How long to wait where the provider refused only for now (full, too fast, capped); None: for good.

    Where the line itself is what is wrong, it is held first: its texts wait and are no failures (LN-6).
    """
    again = _AGAIN.get(provider_errors.explain(code).action)
    if again is not None:
        _of_the_line(house, line, code, now)
    return again


def _of_the_line(house: House, line: LineId, code: int, now: datetime) -> None:
    """What the provider's word says of more than one text: the line is held, or its broadcasts rest for a while, so
    that not each of them is refused; and the admins are told where they must do something."""
    action = provider_errors.explain(code).action
    if action.tells_admins:
        # First: once the line rests nothing of it is refused that would tell it again.
        admin_news.note(house, line, code, now)
    if action in _HOLDS:
        holds.hold(house, line, code, now)
    if action in _SLOWS:
        feed.slow_down(house, line, now, _AGAIN[action])
    if action is Action.PAUSE:
        # The limit is the account's: all lines share it, and the one in question comes first.
        for one in dict.fromkeys((line, *(known.id for known in house.team.lines()))):
            house.team.rest_line(one, now + REST)


def title(code: int | None) -> str:
    """What a code means, in a few words; empty for none."""
    return "" if code is None else provider_errors.explain(code).title


def matters(code: int) -> bool:
    """Whether a code shows more to be wrong than the text that failed."""
    return provider_errors.explain(code).action is not Action.FAIL


def refused(house: House, message: Message, code: int, now: datetime) -> None:
    """The provider said no: for now, then the text goes back to the queue; or for good, then it has failed (O7).

    An alert or a copy does not wait for long, nor for an admin: it has failed, and comes by email (AL-3).
    """
    wait = again_after(house, line_of(house, message), code, now)
    if wait is not None and given_up(house, message, now):
        return
    if wait is not None and (wait <= BRIEF or message.origin not in _TO_STAFF):
        house.conversations.release(message, now + wait)
        return
    consequences_of(house, message, code, now)
    unsent(house, message, now)
    house.conversations.progress(message.box, message.id, Status.FAILED, error=code, reason=title(code))


def given_up(house: House, message: Message, now: datetime) -> bool:
    """Whether this is an alert, or a copy, that the provider has not taken for too long: it comes by email then."""
    if message.origin not in _TO_STAFF or now - message.at <= PATIENCE:
        return False
    by_email(house, message, None, now)
    house.conversations.progress(message.box, message.id, Status.FAILED, reason=NOT_TAKEN)
    return True


def unsent(house: House, message: Message, now: datetime) -> None:
    """A person's text does not reach its contact: its conversation asks for a person again (AW-4), and if it is the
    first to a lead, that waits on (LD-3).

    Saved, for a moment later, before the text becomes final, as nobody asks again about one that is.
    """
    if message.origin in MANUAL and message.thread is not None and not message.chat:
        told = lead_effects.unsent(message.thread, message.id, now + BRIEF)
        house.conversations.save(Changes(effects=(told,)), now)


def line_of(house: House, message: Message) -> LineId:
    """The line that a text goes out from; a rep's own box has no thread that would name it."""
    if message.thread is not None:
        return thread_parts(message.thread)[0]
    if message.sender is None:
        raise LookupError("a text without numbers")
    return house.ids.line(message.sender)


def consequences_of(house: House, message: Message, code: int, now: datetime) -> None:
    """As `consequences`; and a person whose phone did not get its text is told by email what it said."""
    consequences(house, line_of(house, message), message.thread, code, now)
    by_email(house, message, code, now)


def by_email(house: House, message: Message, code: int | None, now: datetime) -> None:
    """What an own phone did not get comes by the next channel (AL-3); `code` None: it was not sent at all.

    Saved as a job of its own: whoever hears of the failure need not wait for the mail service, nor lose its word by it.
    """
    person = owner_of(message.box) if message.origin in _TO_STAFF else None
    if person is not None:
        told = own_phone.unreached(person, message.id, code)
        house.conversations.save(Changes(effects=(told,)), now)
        emit(house, (told,))


def consequences(house: House, line: LineId, thread: ThreadId | None, code: int, now: datetime) -> None:
    """What the provider's word shows to be wrong is repaired at once, and once.

    "Opted out" is a STOP that we missed (CN-13, C6); a number that takes no texts is texted no more (CT-6); a line that
    carriers block is held, one that is too fast rests, and admins are told of what is theirs to mend. To be called
    before the text becomes final, as nobody asks again about one that is; and not after, as a repeated callback must
    undo neither a START nor what a person has mended.
    """
    action = provider_errors.explain(code).action
    _of_the_line(house, line, code, now)
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
