"""Threads: the inbox, one conversation, and writing into it."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.core.ids import is_chat
from chalicelib.core.outbound import Facts
from chalicelib.flows import (
    doubts,
    group_chats,
    leads,
    media,
    multi,
    notes,
    scheduled,
    threads,
    timeline,
    upcoming,
    viewing,
    views,
    write,
)
from chalicelib.flows.threads import Wish
from chalicelib.routes import present, present_away, present_group_chats, present_leads, present_upcoming
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.common import PageQuery
from chalicelib.routes.shapes.leads import LeadDetails, LeadShape
from chalicelib.routes.shapes.notes import Colleague, Colleagues, NewNote, ViewerList, Viewing
from chalicelib.routes.shapes.threads import (
    DoubtAnswer,
    MessagePage,
    MessageShape,
    NewMessage,
    NewThread,
    ScheduledPage,
    ScheduledPatch,
    ScheduledQuery,
    Started,
    ThreadPage,
    ThreadPatch,
    ThreadQuery,
    ThreadShape,
)

bp = Blueprint(__name__)

SCHEDULED = "/threads/{thread_id}/scheduled/{message_id}"


@endpoint(bp, "GET", "/threads", query=ThreadQuery, answer=ThreadPage)
def list_threads(call: Call, query: ThreadQuery) -> ThreadPage:
    """The caller's threads, newest activity first."""
    found = threads.page(call.house, call.caller, now=call.now, **query.model_dump())
    return ThreadPage(items=[present.thread(view) for view in found.views], cursor=found.cursor)


@endpoint(bp, "POST", "/threads", body=NewThread, answer=Started, status=201)
def start_thread(call: Call, body: NewThread) -> Started:
    """Texts one person, now or at a later moment: a new conversation, or the one there is, reopened."""
    letter = multi.first(call.house, call.caller, body.line, body.to, body.body, call.key, body.media)
    if body.send_at or body.cancel_on_reply:
        planned = scheduled.plan(call.house, letter, body.send_at, call.now, until_reply=body.cancel_on_reply)
        begun = threads.one(call.house, call.caller, letter.thread, call.now)
        return Started(thread=present.thread(begun), message=_planned(call, planned))
    return _started(call, write.write(call.house, letter, call.now))


def _started(call: Call, written: write.Written) -> Started:
    names = {written.author.id: written.author.name}
    facts = Facts(written.line, written.thread, brand=written.brand)
    view = views.view(written.author, facts, names, call.now)
    shown = media.links(call.house, [written.message], call.now)
    return Started(thread=present.thread(view), message=present.message(written.message, names, links=shown))


@endpoint(bp, "GET", "/threads/{thread_id}", answer=ThreadShape)
def get_thread(call: Call, thread_id: str) -> ThreadShape:
    """One thread."""
    return present.thread(threads.one(call.house, call.caller, thread_id, call.now))


@endpoint(bp, "PATCH", "/threads/{thread_id}", body=ThreadPatch, answer=ThreadShape)
def change_thread(call: Call, thread_id: str, body: ThreadPatch) -> ThreadShape:
    """Archives, puts off, marks unread or read, flips the tab, assigns."""
    return present.thread(threads.change(call.house, call.caller, thread_id, Wish(**body.model_dump()), call.now))


@endpoint(bp, "POST", "/threads/{thread_id}/doubt", body=DoubtAnswer, answer=ThreadShape)
def answer_doubt(call: Call, thread_id: str, body: DoubtAnswer) -> ThreadShape:
    """Says whether the words in question meant stop. 409 `no_doubt` where nothing is asked."""
    view = doubts.answer(
        call.house, call.caller, thread_id, meant_stop=body.meant_stop, about=body.message, now=call.now
    )
    return present.thread(view)


@endpoint(bp, "POST", "/threads/{thread_id}/lead", body=LeadDetails, answer=LeadShape, status=201)
def create_lead_of_thread(call: Call, thread_id: str, body: LeadDetails) -> LeadShape:
    """Makes a lead of a conversation's contact. 409 `lead_known` where it is one already."""
    view = leads.from_thread(call.house, call.caller, thread_id, body.model_dump(), call.key, call.now)
    return present_leads.lead(view, call.now)


@endpoint(bp, "GET", "/threads/{thread_id}/messages", query=PageQuery, answer=MessagePage)
def list_messages(call: Call, thread_id: str, query: PageQuery) -> MessagePage:
    """A thread's timeline, newest first: texts both ways, broadcasts, changes of consent."""
    found = timeline.read(call.house, call.caller, thread_id, query.cursor, query.limit, call.now)
    items = [present_group_chats.message(entry, found) for entry in found.entries]
    later = [present.message(entry, found.authors, found.held, found.links) for entry in found.scheduled]
    return MessagePage(items=items, scheduled=later, cursor=found.cursor)


@endpoint(bp, "POST", "/threads/{thread_id}/messages", body=NewMessage, answer=MessageShape, status=201)
def send_message(call: Call, thread_id: str, body: NewMessage) -> MessageShape:
    """Answers in a thread, now or at a later moment."""
    if body.send_at or body.cancel_on_reply:
        letter = scheduled.letter(call.caller, thread_id, body.body, call.key, body.media)
        planned = scheduled.plan(call.house, letter, body.send_at, call.now, until_reply=body.cancel_on_reply)
        return _planned(call, planned)
    writing = group_chats.say if is_chat(thread_id) else write.answer
    written = writing(call.house, call.caller, thread_id, body.body, call.key, call.now, body.media)
    shown = media.links(call.house, [written.message], call.now)
    return present.message(written.message, {written.author.id: written.author.name}, links=shown)


@endpoint(bp, "GET", "/scheduled", query=ScheduledQuery, answer=ScheduledPage)
def list_scheduled(call: Call, query: ScheduledQuery) -> ScheduledPage:
    """The texts for later on the caller's lines, in whatever conversation, next first."""
    found = upcoming.page(call.house, call.caller, **query.model_dump())
    items = [present_upcoming.text(text, head, found) for text, head in found.texts]
    return ScheduledPage(items=items, cursor=found.cursor)


@endpoint(bp, "PATCH", SCHEDULED, body=ScheduledPatch, answer=MessageShape)
def change_scheduled(call: Call, thread_id: str, message_id: str, body: ScheduledPatch) -> MessageShape:
    """Changes a text for later before it goes. 409 `not_scheduled` once it went or was cancelled."""
    wish = body.model_dump(exclude_unset=True)
    return _planned(call, scheduled.edit(call.house, call.caller, thread_id, message_id, wish, call.now))


@endpoint(bp, "DELETE", SCHEDULED, answer=MessageShape)
def cancel_scheduled(call: Call, thread_id: str, message_id: str) -> MessageShape:
    """Cancels a text for later; answers with what the timeline shows of it. 409 `not_scheduled` once it went."""
    return _planned(call, scheduled.cancel(call.house, call.caller, thread_id, message_id, call.now))


def _planned(call: Call, found: scheduled.Planned) -> MessageShape:
    shown = media.links(call.house, [found.message], call.now)
    return present.message(found.message, found.names, links=shown, warning=found.warning)


@endpoint(bp, "GET", "/threads/{thread_id}/people", answer=Colleagues)
def list_colleagues(call: Call, thread_id: str) -> Colleagues:
    """Who may see the conversation, who is there first: whom a note may mention, and who may have it."""
    found = notes.colleagues(call.house, call.caller, thread_id, call.now)
    shown = [
        Colleague(**present_away.presence(one.presence), handle=one.handle, holds=one.holds, owns=one.owns)
        for one in found
    ]
    return Colleagues(items=shown)


@endpoint(bp, "POST", "/threads/{thread_id}/notes", body=NewNote, answer=MessageShape, status=201)
def write_note(call: Call, thread_id: str, body: NewNote) -> MessageShape:
    """Leaves a note for the team; nobody outside of it gets it."""
    noted = notes.write(call.house, call.caller, thread_id, body.body, call.key, call.now)
    return present.message(noted.message, noted.names)


@endpoint(bp, "PUT", "/threads/{thread_id}/viewing", body=Viewing, answer=ViewerList)
def note_viewing(call: Call, thread_id: str, body: Viewing) -> ViewerList:
    """Says that the caller has the conversation open, and is told who else has."""
    found = viewing.note(call.house, call.caller, thread_id, call.now, typing=body.typing)
    return ViewerList(items=present.viewers(found))
