"""What a contact's state lets it get in 24 hours: what was spent of it, on all lines (CN-10, core.outbound.counts)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from chalicelib.core.hours import cap_of
from chalicelib.core.ids import ContactId, LineId, thread_of
from chalicelib.core.outbound import Facts
from chalicelib.core.threads import Thread
from chalicelib.flows.ports import House


def capped(facts: Facts) -> bool:
    """Whether a law caps what goes to this contact: of the others nothing more need be read."""
    return cap_of(facts.place) is not None


def without(house: House, contact: ContactId, own: str) -> tuple[Thread, ...]:
    """All heads of a contact, less what is noted on them of the text in question."""
    return tuple(
        replace(head, claims={text: at for text, at in head.claims.items() if text != own})
        for head in house.conversations.threads_of(contact)
    )


def elsewhere(house: House, line: LineId, contacts: Sequence[ContactId]) -> Mapping[ContactId, Sequence[Thread]]:
    """The heads of these contacts on other lines, in batched reads."""
    standings = house.conversations.standings(contacts) if contacts else {}
    ids = [thread_of(other, contact) for contact, known in standings.items() for other in known.lines - {line}]
    found: dict[ContactId, list[Thread]] = defaultdict(list)
    for head in (house.conversations.threads(ids) if ids else {}).values():
        found[head.contact].append(head)
    return found
