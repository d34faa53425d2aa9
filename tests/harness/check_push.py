"""What a quiet world must show of alerts on devices (AL-6): they reach who has one, and tell nobody else a thing."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.core.devices import MOST
from tests.harness import aws
from tests.harness.brand import SHARED
from tests.harness.state import State
from tests.harness.told import alerts


def who_has_devices_is_told(state: State) -> Iterator[str]:
    """AL-3, AL-6: whoever switched a device on hears of each conversation of the shared line, there or elsewhere."""
    asked = {row["pk"] for row in state.said if row["pk"].startswith(state.world.line(SHARED))}
    told = {(alert.person, alert.thread) for alert in alerts(state)}
    for name in state.world.push.owners:
        for thread in asked:
            if (name, thread) not in told:
                yield f"AL-6: {name} was not told of {thread}"


def devices_show_no_word_and_no_number(state: State) -> Iterator[str]:
    """AL-6: what goes to a device carries neither what was written nor who it is about."""
    bodies = {row["body"] for row in state.messages if row.get("body")}
    about = {row[part] for row in state.contacts for part in ("phone", "first_name", "last_name") if row.get(part)}
    for name, payload in state.world.push.shown:
        if payload.keys() != {"title", "body", "path", "tag", "id"}:
            yield f"AL-6: {name} was given {sorted(payload)}"
        shown = " ".join(payload.values())
        for secret in (*bodies, *about):
            if secret in shown:
                yield f"AL-6: {name} was shown {secret!r}"


def nobody_has_too_many_devices(state: State) -> Iterator[str]:
    """AL-6: ten devices a person, each its own."""
    theirs = [item["pk"]["S"] for item in aws.items("team") if item["pk"]["S"].startswith("devices#")]
    for person in set(theirs):
        if theirs.count(person) > MOST:
            yield f"AL-6: {person} has {theirs.count(person)} devices"
