"""One function in a fresh interpreter: `one.py PATHS HANDLER EVENT SAID [CALLS]`, run as a file, with nothing around.

Without CALLS it handles one event, as after a cold start, and ends. With CALLS (a file with what AWS was asked) it
goes on: batches of events in turn with batches of the same calls by the bare SDK, whose CPU milliseconds are printed.
SAID is a JSON of what the clock and chance said then, in turn: what is due or lies ahead is so again, and ids recur.
What only types need is not imported: it would count as the function's own.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import urllib.parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

BATCHES, EVENTS = 11, 20


class Refused(Exception):
    """An answer that is no success."""


def main(paths: str, handler: str, event_file: str, said: str, calls_file: str = "") -> None:
    out, sys.stdout = sys.stdout, open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.path[:0] = paths.split(os.pathsep)
    with open(event_file) as file:  # noqa: PTH123
        event = json.load(file)
    module, _, name = handler.partition(":")
    function = getattr(importlib.import_module(module), name)
    say_again = said_before(json.loads(said))
    say_again()
    handle(function, event)
    if calls_file:
        with open(calls_file) as file:  # noqa: PTH123
            calls = json.load(file)

        def again() -> None:
            say_again()
            handle(function, event)

        out.write(json.dumps(compare(again, bare(calls))) + "\n")


def said_before(said: dict[str, list[str]]) -> Callable[[], None]:
    """To be called before each event. Parley's own clock only, as tokens live by the real one; where the function did
    not load it, there is none.
    """
    loaded = sys.modules.get("chalicelib.wiring")
    if not loaded or not said:
        return lambda: None
    from datetime import datetime

    moments = [datetime.fromisoformat(moment) for moment in said["moments"]]

    def say_again() -> None:
        now, fresh = in_turn(moments), in_turn(said["chances"] or ["0" * 32])
        loaded.Wiring.now = lambda _: now()
        loaded.Wiring.fresh = lambda _: fresh()

    return say_again


def in_turn(values: list[Any]) -> Callable[[], Any]:
    """One after the other, and the last for good."""
    left = iter(values)
    return lambda: next(left, values[-1])


def handle(function: Callable[..., Any], event: object) -> None:
    answer = function(event, None) or {}
    if answer.get("statusCode", 200) >= 400 or answer.get("batchItemFailures"):
        raise Refused(str(answer)[:500])


def compare(ours: Callable[[], None], theirs: Callable[[], None]) -> dict[str, list[float]]:
    for _ in range(EVENTS):
        ours()
        theirs()
    found: dict[str, list[float]] = {"ours": [], "bare": []}
    for _ in range(BATCHES):
        found["ours"].append(cpu(ours))
        found["bare"].append(cpu(theirs))
    return found


def cpu(work: Callable[[], None]) -> float:
    began = time.process_time()
    for _ in range(EVENTS):
        work()
    return (time.process_time() - began) * 1000 / EVENTS


def bare(calls: list[tuple[str, str, str]]) -> Callable[[], None]:
    """The same calls with botocore as it comes."""
    import botocore.session

    session = botocore.session.get_session()
    clients: dict[str, Any] = {}
    todo = []
    for name, asked, _ in calls:
        service, _, operation = name.partition(".")
        if service == "secrets-manager":
            continue
        client = clients.setdefault(service, session.create_client(service))
        todo.append((client, operation, arguments(asked)))

    def run() -> None:
        for client, operation, asked in todo:
            client._make_api_call(operation, asked)

    return run


def arguments(asked: str) -> dict[str, object]:
    if asked.startswith("{"):
        return json.loads(asked)  # type: ignore[no-any-return]
    form = dict(urllib.parse.parse_qsl(asked))
    return {name: value for name, value in form.items() if name not in ("Action", "Version")}


if __name__ == "__main__":
    main(*sys.argv[1:])
