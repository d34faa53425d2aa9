"""What every single commit must keep: how consent, statuses and threads may move, and what is never changed."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.core import keyword_rules
from chalicelib.core.keywords import Keyword, classify, normalise
from chalicelib.store import team_items
from tests.harness import aws
from tests.harness.commits import Change, Commit, plain

FINAL = 5
CONSENT_MOVES = {
    ("none", "pending"),
    ("none", "yes"),
    ("none", "no"),
    ("pending", "yes"),
    ("pending", "no"),
    ("pending", "none"),
    ("yes", "no"),
    ("no", "yes"),
}


def broken(commit: Commit) -> Iterator[str]:
    """The violations that one commit shows by itself."""
    yield from _consent(commit)
    yield from _frozen(commit)
    for change in commit.changes:
        yield from _kept(commit, change)
        yield from _status(change)
        if _is_head(change) and change.after is not None:
            yield from _thread(commit, change, _texts(commit, change))
            yield from _hands(commit, change)


def _consent(commit: Commit) -> Iterator[str]:
    """C3, C4, C8: one head moves at a time, along the arrows, and never without its line in the ledger."""
    moved = {
        f"{change.sk.removeprefix('thread#')}-{change.pk}": (change.was("consent", "none"), change.now("consent"))
        for change in commit.changes
        if _is_head(change) and change.was("consent", "none") != change.now("consent")
    }
    written = {
        change.pk: (change.now("before"), change.now("after"))
        for change in commit.changes
        if change.noun == "consent" and change.before is None and change.now("before") != change.now("after")
    }
    if moved != written:
        yield f"C8: heads moved {sorted(moved.values())}, the ledger tells {sorted(written.values())}"
    if len(moved) > 1:
        yield "C4: one act moved the consent of several lines"
    for move in moved.values():
        if move not in CONSENT_MOVES:
            yield f"C3: consent went from {move[0]} to {move[1]}"


def _frozen(commit: Commit) -> Iterator[str]:
    """CN-9: what freezes, and what lifts a freeze, is in the ledger: of a head, and of its contact for the whole brand.
    Only what the contact's standing says already may come to a head later."""
    acts = {change.now("act") for change in commit.changes if change.noun == "consent" and change.before is None}
    for change in commit.changes:
        standing = change.noun == "conversations" and change.sk == "standing"
        if not (_is_head(change) or standing) or change.before is None:
            continue
        was, is_now = bool(change.was("frozen")), bool(change.now("frozen"))
        if not acts and _is_head(change) and _standing_says(change) is is_now:
            continue
        if was < is_now and "doubt" not in acts:
            yield f"CN-9: {change.sk} was frozen by {sorted(acts)}"
        if was > is_now and not acts & {"stop", "start", "confirm", "clear"}:
            yield f"CN-9: {change.sk} was freed by {sorted(acts)}"


def _standing_says(head: Change) -> bool:
    """Whether the contact's standing, which is stored, has this head frozen."""
    item = aws.item("conversations", head.pk, "standing")
    standing = plain(item) if item else {}
    return bool(standing.get("frozen")) or head.sk.removeprefix("thread#") in standing.get("doubts", ())


def _kept(commit: Commit, change: Change) -> Iterator[str]:
    """The ledger, messages and markers of what was seen are never taken away; a ledger's line never changes.

    A text leaves the quarantine only for another box, and by one commit; one for later leaves its box together with
    the entry of its thread that tells what became of it.
    """
    if change.noun == "consent" and change.before is not None:
        yield f"C3: the ledger's line {change.sk} was changed"
    lasting = change.sk.startswith("m#") or change.pk.startswith("sid#")
    moved = (change.pk == "quarantine" and _moved(commit, change)) or _came_to_an_end(commit, change)
    if lasting and change.after is None and not moved:
        yield f"I1: {change.pk} {change.sk} was taken away"


def _moved(commit: Commit, gone: Change) -> bool:
    """Whether the very text is written elsewhere, once."""
    same = [
        change
        for change in commit.changes
        if change.sk == gone.sk
        and change.before is None
        and all(change.now(name) == gone.was(name) for name in ("provider_id", "body", "at", "sender", "to"))
    ]
    return len(same) == 1


def _came_to_an_end(commit: Commit, gone: Change) -> bool:
    """Whether a text for later became an entry of its thread; check_scheduled counts them."""
    later, _, box = gone.pk.rpartition("#")
    return later == "later" and any(change.now("origin") == "scheduled" for change in _entries(commit, box))


def _begun(commit: Commit, head: Change, box: str) -> bool:
    """Whether the conversation begins with a text for later."""
    planned = any(change.pk == f"later#{box}" and change.before is None for change in commit.changes)
    return planned and not head.was("folder", "")


def _status(change: Change) -> Iterator[str]:
    """O4: a status climbs; the first final one stays. Only a claim may be given back."""
    if change.noun == "contacts" or change.before is None or change.after is None or "status" not in change.before:
        return
    before, after = change.was("status"), change.now("status")
    given_back = (before, after) == ("sending", "queued")
    fell = change.now("rank") < change.was("rank") and not given_back
    if fell or (change.was("rank") == FINAL and before != after):
        yield f"O4: a status went from {before} to {after}"


def _hands(commit: Commit, head: Change) -> Iterator[str]:
    """TH-8: a thread goes into other hands by a text (by one for later, where that begins it), or with its entry that
    names them, and no entry without."""
    box = f"{head.sk.removeprefix('thread#')}-{head.pk}"
    entries = [change for change in commit.changes if change.pk == box and change.now("origin") == "assignment"]
    named = [list(entry.now("tells", ())) for entry in entries]
    if len(named) > 1:
        yield f"TH-8: one act gave {box} into {named}"
    holder, moved = head.now("assignee", ""), head.was("assignee", "") != head.now("assignee", "")
    if named and (not moved or named[0] != [holder][: bool(holder)]):
        yield f"TH-8: the timeline of {box} tells of {named[0]}, and {holder or 'nobody'} has it"
    went = any(change.now("origin") == "scheduled" for change in _entries(commit, box))
    if (
        moved
        and not named
        and head.before is not None
        and not (went or _begun(commit, head, box) or _texts(commit, head))
    ):
        yield f"TH-8: {box} went to {holder or 'nobody'}, and no entry tells"


def _is_head(change: Change) -> bool:
    return change.noun == "conversations" and change.sk.startswith("thread#")


def _texts(commit: Commit, head: Change) -> list[Change]:
    """The texts of people that came into the head's thread with it."""
    box = f"{head.sk.removeprefix('thread#')}-{head.pk}"
    passed_on = [change for change in commit.changes if change.pk == box and _now_passed_on(change)]
    return [change for change in [*_entries(commit, box), *passed_on] if change.now("origin") == "one_to_one"]


def _now_passed_on(change: Change) -> bool:
    """A text of a group conversation stands there first, and comes to its head when it is passed on (SD-3)."""
    return change.before is not None and not change.was("relayed") and bool(change.now("relayed"))


def _entries(commit: Commit, box: str) -> list[Change]:
    """What came into a box with it."""
    return [change for change in commit.changes if change.pk == box and change.before is None]


def _thread(commit: Commit, head: Change, texts: list[Change]) -> Iterator[str]:
    """T1, T2, T3: what a text makes of its thread."""
    if not texts:
        unread = head.now("unread", 0)
        if unread not in (head.was("unread", 0), 0, 1) or (unread == 1 and head.was("unread", 0) > 1):
            yield f"T1: unread went from {head.was('unread', 0)} to {unread} without a text"
        return
    if texts[0].now("direction") == "out":
        yield from _expected(head, "T3: a person wrote", folder="inbox", tab="participating", unread=0)
    elif _is_keyword(head, texts[0].now("body", "")) or _is_answered(commit, head, texts[0].now("body", "")):
        folder = head.was("folder") or "inbox"
        tab = head.was("tab", "participating")
        yield from _expected(head, "T2: a keyword came", folder=folder, tab=tab, unread=head.was("unread", 0))
    else:
        unread = head.was("unread", 0) + 1
        yield from _expected(head, "T2: a text came", folder="inbox", tab="needs_attention", unread=unread)


def _is_keyword(head: Change, body: str) -> bool:
    word = classify(body)
    # One that the day's budget had no room for asks nobody, and is a text for people.
    asks = head.now("consent", "none") != "none"
    joins = normalise(body) == "join" and asks and head.was("consent", "none") != "no" and not head.was("stopped")
    confirms = word is Keyword.YES and head.was("consent") == "pending"
    return joins or confirms or word in (Keyword.STOP, Keyword.START, Keyword.HELP)


def _is_answered(commit: Commit, head: Change, body: str) -> bool:
    """Whether a rule of the line has answered it in full: with a reply, and for nobody to look at (AU-1)."""
    line = head.sk.removeprefix("thread#")
    item = aws.item("team", "lines", line)
    ruled = keyword_rules.matching(team_items.decode_line(item).rules, body) if item else None
    replied = any(entry.now("away") for entry in _entries(commit, f"{line}-{head.pk}"))
    return replied and ruled is not None and not ruled[0].alert


def _expected(head: Change, why: str, *, folder: str, tab: str, unread: int) -> Iterator[str]:
    is_now = (head.now("folder"), head.now("tab"), head.now("unread", 0))
    if is_now != (folder, tab, unread):
        yield f"{why}, and the thread is {is_now}, not {(folder, tab, unread)}"
