"""What a quiet world must show of the brand's people (T5, T7, AD-1)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.harness import aws
from tests.harness.state import State

OPEN = ("assigned", "contacted", "qualified")


def somebody_rules(state: State) -> Iterator[str]:
    """T7: there is an active admin."""
    if not any(person["active"] and person["role"] == "admin" for person in state.people.values()):
        yield "T7: nobody is an admin any more"


def emails_are_one_persons(state: State) -> Iterator[str]:
    """AD-1: each person's email is noted as its own, and no other."""
    found = {row["pk"].removeprefix("email#"): row["person"] for row in state.team if row["pk"].startswith("email#")}
    wanted = {person["email"].casefold(): person["sk"] for person in state.people.values()}
    if found != wanted or len(wanted) != len(state.people):
        yield f"AD-1: the emails of {wanted} are noted as of {found}"


def who_is_off_has_nothing(state: State) -> Iterator[str]:
    """T5: what waits for somebody waits for nobody who was switched off, and no line of one's own is theirs."""
    off = {person["sk"] for person in state.people.values() if not person["active"]}
    for row in state.contacts:
        if row["sk"].startswith("lead#") and row.get("owner") in off and row["stage"] in OPEN:
            yield f"T5: a lead is of {row['owner']}, who was switched off"
    for thread, head in state.heads.items():
        if head.get("folder") and head.get("assignee") in off:
            yield f"T5: {thread} is of {head['assignee']}, who was switched off"
    for line in state.team:
        if line["pk"] == "lines" and line.get("owner") in off:
            yield f"T5: the line {line['label']} is the own one of {line['owner']}, who was switched off"


def who_is_off_is_not_away(state: State) -> Iterator[str]:
    """AW-1: an absence ends with it."""
    off = {person["sk"] for person in state.people.values() if not person["active"]}
    now = state.world.now.timestamp() * 1000
    for absence in (one for row in state.team if row["sk"] == "absences" for one in row.get("absences", ())):
        if absence["person"] in off and absence.get("ends", now + 1) > now:
            yield f"AW-1: {absence['person']} is away, who was switched off"


def who_signs_in_is_of_the_team(state: State) -> Iterator[str]:
    """AD-1: each account is of somebody of the team, who may sign in just as long as it may do anything."""
    active = {person["email"]: person["active"] for person in state.people.values()}
    for email, enabled in aws.accounts().items():
        if active.get(email) is not enabled:
            yield f"AD-1: {email} may sign in: {enabled}; may do something: {active.get(email)}"


def who_is_invited_is_told_where(state: State) -> Iterator[str]:
    """AD-1: whoever was invited got a mail with the address to sign in at, if it was not switched off at once."""
    told = {mail["to"] for mail in state.world.mails if mail["subject"].startswith("You are invited")}
    for person in state.people.values():
        if person.get("invited") and person["active"] and person["email"] not in told:
            yield f"AD-1: {person['email']} was not told where to sign in"
