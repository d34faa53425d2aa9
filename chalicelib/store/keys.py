"""Where each noun stands: the keys of every kind of item, as (pk, sk)."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Literal

from chalicelib.core.broadcasts import spread
from chalicelib.core.forms import FormId
from chalicelib.core.ids import (
    BroadcastId,
    ContactId,
    GroupId,
    LineId,
    MessageId,
    PersonId,
    TemplateId,
    ThreadId,
    shard,
    thread_parts,
)

Table = Literal["conversations", "contacts", "consent", "broadcasts", "team"]
Key = tuple[str, str]

SHARDS = 4
"""Over how many partitions a list is spread that grows with the whole brand."""

DueKind = Literal["text", "effect", "broadcast", "thread"]

ONLY = "-"
REVIEW = "opt-ins"
OCCURRENCE = "time#"
THREAD = "thread#"
MESSAGE = "m#"
EVENT = "e#"
VIEWER = "viewer#"
MOST_VIEWERS = 50
RECIPIENT = "r#"
RESPONSE = "a#"
WORK = "w#"
LINKS = "link#"
MEMBER = "member#"
GROUPS = "groups"
LEAD = "lead#"
LEAD_PLACE = "lead-place#"
LEADS = "leads"
UNREACHABLE = "unreachable"
END = "\t"
"""Ends a name in an order: sorts before every letter and space, so that Ann stands before Ann Lee."""
PREFIX = 3
"""How many characters of a word share a partition of the type-ahead."""


def standing(contact: ContactId) -> Key:
    return contact, "standing"


def head(thread: ThreadId) -> Key:
    """Raises NotFound for what cannot be a thread's id."""
    line, contact = thread_parts(thread)
    return contact, THREAD + line


def message(box: str, message_id: MessageId) -> Key:
    return box, MESSAGE + message_id


def seen(provider_id: str) -> Key:
    return f"sid#{provider_id}", ONLY


def receipt(key: str) -> Key:
    return f"key#{sha256(key.encode()).hexdigest()}", ONLY


def effect(effect_id: str) -> Key:
    return f"out#{effect_id}", ONLY


def burst(person_id: PersonId, thread: ThreadId, entry: str = "") -> Key:
    """Of what comes in to a thread; or of one entry there, which is told by itself."""
    return f"person#{person_id}", f"burst#{thread}#{entry}" if entry else f"burst#{thread}"


def once(effect_id: str) -> Key:
    return f"once#{effect_id}", ONLY


def viewer(thread: ThreadId, person_id: PersonId) -> Key:
    return thread, VIEWER + person_id


def recapture(line_id: LineId) -> Key:
    return f"recapture#{line_id}", ONLY


def counter(name: str) -> Key:
    return f"count#{sha256(name.encode()).hexdigest()[:32]}", ONLY


def review(opt_in: str) -> Key:
    """One for a line and a contact, whose thread's id it bears."""
    return REVIEW, opt_in


def form(form_id: FormId) -> Key:
    return "forms", form_id


def spent(line_id: LineId, day: str) -> Key:
    return f"spent#{line_id}", day


def contact(contact_id: ContactId) -> Key:
    return contact_id, "contact"


def unreachable(contact_id: ContactId) -> Key:
    return contact_id, "unreachable"


def lead(thread: ThreadId) -> Key:
    """One for a line and a contact, whose thread's id it bears; NotFound for what cannot be one."""
    line, contact = thread_parts(thread)
    return contact, LEAD + line


def lead_place(thread: ThreadId) -> Key:
    """Its place among all leads; the lead itself stands where its owner's are."""
    line, contact = thread_parts(thread)
    return contact, LEAD_PLACE + line


def lead_list(owner: PersonId | None) -> str:
    """One person's, or the queue of the unassigned."""
    return f"{LEADS}#{owner or ONLY}"


def lead_turn(place: int) -> Key:
    """How many leads the rule at this place has given."""
    return "lead-turns", str(place)


def word(found_by: str, contact_id: ContactId) -> Key:
    return f"find#{found_by[:PREFIX]}", f"{found_by}#{contact_id}"


def group(group_id: GroupId) -> Key:
    return group_id, "group"


def member(group_id: GroupId, contact_id: ContactId) -> Key:
    return group_id, MEMBER + contact_id


def template(template_id: TemplateId) -> Key:
    return template_id, "template"


def template_list(owner: PersonId | None) -> str:
    """The shared ones, or one person's."""
    return "templates" if owner is None else f"templates#{owner}"


def template_name(owner: PersonId | None, folded: str) -> Key:
    """Takes a name for one owner."""
    return template_list(owner), f"name#{folded}"


def broadcast(broadcast_id: BroadcastId) -> Key:
    return broadcast_id, "broadcast"


def occurrence(parent: BroadcastId, made: BroadcastId) -> Key:
    """Beside what comes again, what was made of it, in order of its times."""
    return parent, OCCURRENCE + made


def recipient(broadcast_id: BroadcastId, contact_id: ContactId) -> Key:
    return recipients_in(broadcast_id, shard(contact_id, spread(broadcast_id))), RECIPIENT + contact_id


def response(broadcast_id: BroadcastId, contact_id: ContactId) -> Key:
    """Beside the recipient's own item, which receipts write: neither waits for the other."""
    return recipient(broadcast_id, contact_id)[0], RESPONSE + contact_id


def recipients_in(broadcast_id: BroadcastId, place: int) -> str:
    """One of the partitions over which a broadcast is spread; a small one has one, which is its own."""
    return broadcast_id if spread(broadcast_id) == 1 else f"{broadcast_id}#{place}"


def links(token: str, broadcast_id: BroadcastId) -> Key:
    """By what short links begin with, which of several broadcasts may be the same."""
    return f"{LINKS}{token}", broadcast_id


def work(broadcast_id: BroadcastId, place: int, due: int, batch: str) -> Key:
    """In order of `due`, in milliseconds: 0 for what was never handed out."""
    return f"{recipients_in(broadcast_id, place)}#work", f"{WORK}{due:013}#{batch}"


def count(broadcast_id: BroadcastId, place: int) -> Key:
    return recipients_in(broadcast_id, place), "count"


def pace(line_id: LineId) -> Key:
    return f"pace#{line_id}", ONLY


def line(line_id: LineId) -> Key:
    return "lines", line_id


def brand() -> Key:
    return "settings", "brand"


def roster() -> Key:
    return "settings", "absences"


def contact_list(contact_id: ContactId) -> str:
    return f"contacts#{shard(contact_id, SHARDS)}"


def contact_lists() -> Iterable[str]:
    return [f"contacts#{place}" for place in range(SHARDS)]


def memberships(contact_id: ContactId) -> str:
    return f"in#{contact_id}"


def due_shard(kind: DueKind, owner: str) -> str:
    return f"{kind}#{shard(owner, SHARDS)}"


def due_shards(kind: DueKind) -> list[str]:
    return [f"{kind}#{place}" for place in range(SHARDS)]
