"""What the API says of a text for later outside of its conversation."""

from __future__ import annotations

from chalicelib.core.messages import Message
from chalicelib.core.threads import Thread
from chalicelib.flows.upcoming import Listed
from chalicelib.routes import present
from chalicelib.routes.shapes.common import ContactRef
from chalicelib.routes.shapes.threads import ScheduledText


def text(entry: Message, head: Thread, found: Listed) -> ScheduledText:
    return ScheduledText(
        thread=head.id,
        line=present.line_ref(found.lines[head.line]),
        contact=ContactRef(id=head.contact, name=head.name, phone=head.phone),
        message=present.message(entry, found.authors),
    )
