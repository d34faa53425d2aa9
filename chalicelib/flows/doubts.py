"""A person says whether words of a contact meant stop (CN-9)."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core import access, questions
from chalicelib.core.access import Action
from chalicelib.core.ids import MessageId, PersonId, thread_parts, ulid
from chalicelib.core.questions import Decision
from chalicelib.flows.decide import moment, settled
from chalicelib.flows.people import present
from chalicelib.flows.ports import House, SeenBefore
from chalicelib.flows.threads import one
from chalicelib.flows.views import View


def answer(house: House, caller: PersonId, thread: str, *, meant_stop: bool, about: str | None, now: datetime) -> View:
    """Opts out, or lets texts go again. Who may answer in the thread decides; Conflict where nothing is asked."""
    settled(lambda: _attempt(house, caller, thread, (meant_stop, about), now))
    return one(house, caller, thread, now)


def _attempt(house: House, caller: PersonId, thread: str, wish: tuple[bool, str | None], begun: datetime) -> None:
    line_id, contact = thread_parts(thread)
    found = house.conversations.load(line=line_id, contact=contact, person=caller)
    person = present(found.person)
    line = access.demand_thread(person, found.line)
    if not access.opens(found.thread):
        access.demand_thread(person, None)
        raise AssertionError
    access.demand_send(person, line)
    access.demand(person, Action.ANSWER)
    meant_stop, about = wish
    now = moment(house, begun)
    entry = MessageId(ulid(int(now.timestamp() * 1000), house.fresh()))
    decision = Decision(meant_stop, person.id, now, entry, about)
    changes = questions.decide(found.thread, found.standing, decision, brand_wide=house.brand.brand_stop)
    try:
        house.conversations.save(changes, now)
    except SeenBefore:
        # The entry's id is this attempt's own: it was saved, and its answer was lost on the way.
        return
