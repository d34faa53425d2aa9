"""The authorization matrix: each actor on each route, with what is of a line that it sees, or texts from, or does not
(G9). Expected is what tests/routes/matrix.py says by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from chalicelib.core import access
from chalicelib.core.access import Action
from chalicelib.core.people import Person
from tests.harness.world import World
from tests.routes.matrix import ACTORS, OF_A_LINE, OWN_TEMPLATE, SERVED, Stage, cells, expected
from tests.routes.scene import TABLE

REFUSALS = frozenset(
    {"not_signed_in", "no_texting", "role_too_low", "line_not_yours", "not_your_broadcast", "not_found"}
)
SPENT = {409, 422}
"""What an actor did before stands in the way of the next one, who had the right."""


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with World() as world:
        yield Stage(world)


class Granted:
    """Which actions were granted since it was last asked."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._found: set[Action] = set()
        asked = access.may

        def may(person: Person, action: Action) -> bool:
            granted = asked(person, action)
            self._found |= {action} if granted else set()
            return granted

        patch.setattr(access, "may", may)

    def taken(self) -> set[Action]:
        found, self._found = self._found, set()
        return found


def test_each_actor_gets_what_is_written_and_nothing_else(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """0 leaks, 0 unreachable grants; who rose or fell a request ago is who it is now."""
    granted, wrong, reached = Granted(monkeypatch), list[str](), set[Action]()
    served: dict[str, set[str]] = defaultdict(set)
    for name, line in cells():
        ended = TABLE[name].method == "DELETE" and not own(name) and bool(served[name])
        for actor in ACTORS:
            wanted = expected(name, actor, line)
            if ended and wanted is SERVED:
                continue
            granted.taken()
            answer = stage.ask(actor, name, line)
            code = str((answer.json or {}).get("code", "")) if answer.status >= 400 else ""
            if wanted:
                right = code in wanted
            else:
                right = answer.status == TABLE[name].status or (answer.status in SPENT and code not in REFUSALS)
            if not right:
                wrong.append(f"{actor.name} {name} on {line}: {answer.status} {code}, not {sorted(wanted) or 'served'}")
            if answer.status == TABLE[name].status:
                served[name].add(line)
                reached |= granted.taken()
                ended = TABLE[name].method == "DELETE"
    assert not wrong, "\n".join(wrong)
    assert {name for name in TABLE if not served[name]} == UNSERVED
    assert reached == set(Action)


def own(name: str) -> bool:
    """Whether each line has its own of what it is about: else there is one, and it is ended once."""
    return name in OWN_TEMPLATE or bool(OF_A_LINE & set(TABLE[name].parameters))


UNSERVED = {"start_recapture", "answer_doubt", "change_broadcast", "confirm_own_phone"}
"""It takes a line that is ready to be recaptured, a doubt, a code that nobody but a handset knows, or a broadcast that
has not begun: told in stories. Who has the right gets so far as to be told that."""


def test_what_is_hidden_is_answered_as_what_never_was(stage: Stage) -> None:
    """To the byte, headers and all."""
    hidden = 0
    for name, line in cells():
        for actor in ACTORS:
            if expected(name, actor, line) == {"not_found"}:
                foreign, absent = stage.ask(actor, name, line), stage.ask(actor, name, line, stage.scene.absent)
                told = (foreign.status, foreign.body, foreign.headers)
                assert told == (absent.status, absent.body, absent.headers), (actor.name, name, line)
                hidden += 1
    assert hidden > 100
