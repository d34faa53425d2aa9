"""What a quiet world must show of leads (T5): each in its one place, and each new owner told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chalicelib.core.messages import LOST
from chalicelib.store.times import to_ms
from tests.harness.state import Row, State
from tests.harness.told import alerts


def leads_stand_where_they_are_found(state: State) -> Iterator[str]:
    """T5: a lead is in the hands of one person and in its list, or new and in the queue; and has a place in all."""
    places = {
        row["pk"] + row["sk"].removeprefix("lead-place#"): row for row in state.contacts if _is(row, "lead-place#")
    }
    found = {row["pk"] + row["sk"].removeprefix("lead#"): row for row in _leads(state)}
    for lead in found.keys() ^ places.keys():
        yield f"T5: the lead {lead} stands in one of its two places only"
    for row in found.values():
        owner = row.get("owner")
        if (owner is None) != (row["stage"] == "new"):
            yield f"T5: a lead of {owner} is {row['stage']}"
        if row["list"] != f"leads#{owner or '-'}":
            yield f"T5: a lead of {owner} stands in {row['list']}"
    for lead, row in found.items():
        wanted = row["rank"] if row.get("owner") else places[lead]["rank"]
        if lead in places and places[lead]["rank"] != wanted:
            yield f"T5: a lead is {row['rank']} for its owner and {places[lead]['rank']} for all"


def _sees(person: Row, line: Row) -> bool:
    return person["sk"] in line["members"] or person["role"] in ("manager", "admin")


def each_new_owner_is_told_once(state: State) -> Iterator[str]:
    """T5: as many alerts as a person got leads of others: by text just so, by email so many or, after a crash, more.

    A mail that failed is missing only where the texts told of every lead (AL-3). Who was switched off is not told, nor
    who was taken off the line before it could be.
    """
    told_to, lines = state.people, {row["sk"]: row for row in state.team if row["pk"] == "lines"}
    got: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for row in _leads(state):
        if row["source"] == "csv" and _by_rule(row):
            continue
        given = (event for event in row["history"] if event["what"] == "assigned")
        owners = [event["owner"] for event in given if event["owner"] != event.get("by")]
        got.update(owners)
        lost.update(owner for owner in owners if not _sees(told_to[owner], lines[row["line"]]))
    for person, times in got.items():
        least = times - lost[person]
        mails = sum(_is_news(mail["subject"]) and mail["to"] == told_to[person]["email"] for mail in state.world.mails)
        texts = sum(_is_news(row["body"]) and row["pk"] == f"person#{person}" for row in state.of("alert"))
        if told_to[person]["active"] and (not least <= texts <= times if texts else mails < least):
            yield f"T5: {person} got {times} leads, {mails} emails and {texts} texts"


def each_import_is_told_as_a_whole(state: State) -> Iterator[str]:
    """T5, CT-4: who got leads of an import by a rule knows of it, and so does each manager of those that nobody has:
    by an alert that went when the latest of them stood there."""
    latest: dict[tuple[str, str], int] = {}
    for row in _leads(state):
        if row["source"] == "csv":
            for whom in _to_tell(state, row):
                latest[whom] = max(latest.get(whom, 0), row["since"])
    told = list(alerts(state))
    for (person, what), since in latest.items():
        went = [to_ms(alert.at) for alert in told if alert.person == person and what in alert.words]
        if not went or max(went) < since:
            yield f"T5: {person} was told of an import at {went}, and its latest lead came at {since}"


def _to_tell(state: State, row: Row) -> Iterator[tuple[str, str]]:
    """Whom the intake of an imported lead concerned, and the words by which it is told."""
    by = row["history"][0].get("by")
    if _by_rule(row):
        yield row["history"][1]["owner"], "for you from a file"
    else:
        managers = [name for name, one in state.people.items() if one["role"] in ("manager", "admin") and name != by]
        yield from ((name, "from a file, nobody has") for name in managers if state.people[name]["active"])


def _by_rule(row: Row) -> bool:
    """Whether it was given to somebody as it came in."""
    after = row["history"][1:2]
    return bool(after) and after[0]["what"] == "assigned" and after[0]["at"] == row["history"][0]["at"]


def leads_are_of_who_may_have_them(state: State) -> Iterator[str]:
    """T5: whoever has an open lead may begin conversations and text from its line, and not while it stands in alone."""
    lines = {row["sk"]: row for row in state.team if row["pk"] == "lines"}
    for row in _leads(state):
        if row.get("owner") is None or row["stage"] in ("won", "lost"):
            continue
        owner, line = state.people[row["owner"]], lines[row["line"]]
        sees = owner["sk"] in line["members"] or (line["use"] == "shared" and owner["role"] in ("manager", "admin"))
        if not owner["active"] or owner["role"] == "limited" or not sees:
            yield f"T5: {owner['sk']}, {owner['role']}, has a lead of {line['label']}"


def each_return_is_told(state: State) -> Iterator[str]:
    """LD-1: whoever has a lead that came in again heard of it, by text or email, if it did not bring it itself, and is
    of the team and has the lead still."""
    for row in _leads(state):
        back = [event for event in row["history"] if event["what"] == "returned" and event.get("owner")]
        owner = str(row.get("owner"))
        times = sum(event["owner"] == owner != event.get("by") for event in back)
        if not times or not state.people[owner]["active"]:
            continue
        email, link = state.people[owner]["email"], f"/leads/{row['line']}-{row['contact']}"
        mails = sum(
            _is_return(one["subject"]) and one["to"] == email and link in one["text"] for one in state.world.mails
        )
        box = f"person#{owner}"
        texts = sum(_is_return(one["body"]) and one["pk"] == box and link in one["body"] for one in state.of("alert"))
        if mails + texts < times:
            yield f"LD-1: a lead of {owner} came again {times} times, told by {mails} emails and {texts} texts"


def each_intake_is_noted_once(state: State) -> Iterator[str]:
    """LD-1: a lead tells how it came in, and no form, text or request twice."""
    for row in _leads(state):
        causes = [event["cause"] for event in row["history"] if event.get("cause")]
        if len(causes) != len(set(causes)) or not causes:
            yield f"LD-1: a lead came in by {causes}"


def clocks_are_stopped_by_what_went(state: State) -> Iterator[str]:
    """LD-3: no text that did not reach its contact stops a clock; and one that did has."""
    lost = {(row["pk"], row["at"]) for row in state.of("one_to_one") if row["status"] in LOST}
    for row in _leads(state):
        at = (f"{row['line']}-{row['contact']}", row.get("first_text"))
        if at in lost and row["stage"] not in ("won", "lost"):
            yield f"LD-3: the clock of a lead was stopped by a text that did not go at {at}"


def clocks_stand_for_yes_alone(state: State) -> Iterator[str]:
    """LD-3: the clock of a lead stands while its contact is asked to confirm, and after a stop until its START."""
    for row in _leads(state):
        head = state.heads.get(f"{row['line']}-{row['contact']}", {})
        stopped = head.get("consent") == "no" or head.get("stopped")
        waits = "first_text" not in row and row["stage"] in ("new", "assigned")
        if waits and row.get("held") and head.get("consent") != "pending" and not stopped:
            yield f"LD-3: the clock of a lead stands though its contact is {head.get('consent')}"


def _leads(state: State) -> list[Row]:
    return [row for row in state.contacts if _is(row, "lead#")]


def _is(row: Row, kind: str) -> bool:
    return bool(row["sk"].startswith(kind))


def _is_return(words: str) -> bool:
    return words.startswith("A lead came in again")


def _is_news(words: str) -> bool:
    return words.startswith("New lead for you")
