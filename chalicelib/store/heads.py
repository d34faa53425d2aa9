"""The head of a thread as an item, and the places in lists that its state gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.core import snoozes
from chalicelib.core.consent import Consent
from chalicelib.core.ids import BroadcastId, ContactId, LineId, thread_of
from chalicelib.core.selection import TALKING, Skip
from chalicelib.core.threads import Folder, Standing, Tab, Thread
from chalicelib.store.codec import Codec, Item, flag, moment, text
from chalicelib.store.keys import THREAD, due_shard
from chalicelib.store.times import from_ms, to_ms

STANDING = Codec(Standing, keys=("contact",))
_THREAD = Codec(Thread, keys=("id", "line", "contact", "theirs", "claims"))
_THEIRS, _OURS = " ", "\t"
"""Begin the preview as it is kept, and say whose words it shows. No preview begins so itself (threads.preview). An
attribute of its own would be in no row of a list: what an index holds cannot be altered."""
MOMENTS = frozenset({"activity", "last_inbound"})
"""Tell it of a preview from before there were marks, which therefore gets its mark when one of them moves."""


def encode(thread: Thread) -> Item:
    """What a decision owns of a head: everything but its keys and the claims of broadcasts."""
    item = {**_THREAD.encode(thread), **_places(thread)}
    if thread.preview:
        item["preview"] = text(f"{_THEIRS if thread.theirs else _OURS}{thread.preview}")
    return item


def decode(item: Item) -> Thread:
    """A head, or a row of a list: a row has neither claims, nor who wrote last, nor a version to decide on."""
    contact = ContactId(item["pk"]["S"])
    line = LineId(item["sk"]["S"][len(THREAD) :])
    kept = _THREAD.decode(
        item,
        id=thread_of(line, contact),
        line=line,
        contact=contact,
        theirs=False,
        claims=claims(item),
    )
    shown = kept.preview[1:] if kept.preview.startswith((_THEIRS, _OURS)) else kept.preview
    return replace(kept, preview=shown, theirs=_theirs(kept))


def _theirs(kept: Thread) -> bool:
    """Whose words the preview shows; where it has no mark that is told by when its contact wrote last."""
    if not kept.preview or kept.preview.startswith((_THEIRS, _OURS)):
        return kept.preview.startswith(_THEIRS)
    written, shown = kept.last_inbound, kept.activity
    return written is not None and shown is not None and written >= shown


def claims(item: Item) -> dict[BroadcastId, datetime]:
    """Those that a head bears, or that are kept beside it."""
    found = item["claims"]["M"] if "claims" in item else {}
    return {BroadcastId(name): from_ms(int(at["N"])) for name, at in found.items()}


def decode_standing(item: Item) -> Standing:
    return STANDING.decode(item, contact=ContactId(item["pk"]["S"]))


def place(folder: Folder, tab: str) -> str:
    """Where in a person's list a thread stands."""
    return tab if folder is Folder.INBOX else folder


def recency(activity: datetime | None) -> str:
    """Where in an order of activity a moment stands; one of before all where nothing was said."""
    return f"{to_ms(activity) if activity else 0:015d}"


def consenting(line: LineId, consent: Consent) -> str:
    """The list of a line's contacts with this consent."""
    return f"{line}#{consent}"


def sendable(consent: Consent, stopped: bool) -> Condition:
    """What a claim demands of the head: this consent, this stop, and no question whether the contact asked to stop."""
    unfrozen = Path("frozen").does_not_exist() | (Path("frozen") == flag(False))
    judged: Condition = (Path("consent") == text(consent)) & (Path("stopped") == flag(stopped)) & unfrozen
    return judged


SENDABLE = "#y = :y AND #s = :s AND (attribute_not_exists (#f) OR #f = :f)"
SENDABLE_NAMES = {"#y": "consent", "#s": "stopped", "#f": "frozen"}
"""`sendable` as DynamoDB is told it, for the claims of broadcasts (expressions.changing)."""


def sendable_values(consent: Consent, *, stopped: bool) -> Item:
    return {":y": text(consent), ":s": flag(stopped), ":f": flag(False)}


def in_peace(skip: Skip, now: datetime, names: dict[str, str], values: Item) -> Iterator[str]:
    """What core.selection.skipped asks of the head, as it stands when it is claimed (SD-14), as DynamoDB is told it;
    what it names is added to `names` and `values`."""
    if skip.active_conversation:
        names |= {"#fo": "folder", "#ta": "tab", "#li": "last_inbound"}
        values |= {":fo": text(Folder.INBOX), ":ta": text(Tab.NEEDS_ATTENTION), ":li": moment(now - TALKING)}
        yield "(attribute_not_exists (#fo) OR #fo <> :fo OR #ta <> :ta)"
        yield "(attribute_not_exists (#li) OR #li <= :li)"
    if skip.texted_within:
        names["#lo"] = "last_outbound"
        values[":lo"] = moment(now - timedelta(days=skip.texted_within))
        yield "(attribute_not_exists (#lo) OR #lo <= :lo)"


def unstopped(*, stopped: bool = False) -> Condition:
    """What a claim demands of the contact's standing: neither stopped nor frozen for the whole brand."""
    still: Condition = (Path("stopped") == flag(stopped)) & (Path("frozen") == flag(False))
    nobody: Condition = Path("pk").does_not_exist()
    return nobody | still  # type: ignore[no-any-return]


def _places(thread: Thread) -> Item:
    """Index keys. A thread that is in no folder stands in no list but that of its consent, if that ever moved."""
    asked = thread.consent is not Consent.NONE or thread.events > 0
    places = {"line_consent": text(consenting(thread.line, thread.consent))} if asked else {}
    if thread.folder is None:
        return places
    places |= {
        "line_folder": text(f"{thread.line}#{thread.folder}"),
        "changed_line": text(thread.line),
        "recency": text(f"{recency(thread.activity)}#{thread.id}"),
    }
    if thread.folder is Folder.INBOX:
        places["line_tab"] = text(f"{thread.line}#{thread.tab}")
    until = snoozes.due(thread)
    if until is not None:
        places |= {"due_shard": text(due_shard("thread", thread.id)), "due": moment(until)}
    if thread.assignee is not None:
        places["assignee_place"] = text(f"{thread.assignee}#{place(thread.folder, thread.tab)}")
    return places
