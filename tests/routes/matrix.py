"""What each actor may do to what, written by hand from docs/roles.md and AD-1, and not from core.access.

The least roles are those of test_access.LEAST. An operation on what belongs to a line goes by what is said here; one
that is named nowhere goes by the role alone, or, where its path names a thing of a line, by whether its line is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.core.ids import PersonId
from chalicelib.core.people import Person, Role
from chalicelib.routes.endpoint import Operation
from tests.harness.brand import REP1_LINE, SHARED
from tests.harness.gateway import Answer
from tests.harness.world import World
from tests.routes.scene import TABLE, Scene
from tests.routes.test_access import LEAST

RANK = {"limited": 0, "rep2": 1, "manager": 2, "admin": 3}
"""By the names that LEAST goes by."""

OPEN, OWN = "the shared line", "rep1's own line"


@dataclass(frozen=True)
class Actor:
    """`rank` is its role's. `sees` and `texts` are the lines; `ordered`: the broadcasts are its own, and the template
    that one person keeps."""

    name: str | None
    rank: int
    sees: frozenset[str]
    texts: frozenset[str]
    ordered: bool = False


BOTH, SHARED_ONLY, NOTHING = frozenset({OPEN, OWN}), frozenset({OPEN}), frozenset[str]()
NOBODY, OFF = Actor(None, -1, NOTHING, NOTHING), Actor("gone", -1, NOTHING, NOTHING)
RISEN, FALLEN = Actor("risen", 2, BOTH, SHARED_ONLY), Actor("fallen", 0, SHARED_ONLY, SHARED_ONLY)
ACTORS = (
    NOBODY,
    OFF,
    Actor("other", 1, NOTHING, NOTHING),
    Actor("limited", 0, SHARED_ONLY, SHARED_ONLY),
    FALLEN,
    Actor("rep2", 1, SHARED_ONLY, SHARED_ONLY),
    Actor("cover", 1, BOTH, BOTH),
    Actor("rep1", 1, BOTH, BOTH, ordered=True),
    Actor("manager", 2, BOTH, SHARED_ONLY),
    RISEN,
    Actor("admin", 3, BOTH, SHARED_ONLY),
)
"""`gone` is switched off, though on both access lists; `other` stands on no line; `cover` stands in for rep1, who is
away; `risen` and `fallen` had another role one request ago."""

OF_A_LINE = {"thread_id", "chat_id", "lead_id", "broadcast_id"}
TEXTS = {
    "answer_doubt",
    "create_lead_of_thread",
    "send_message",
    "change_scheduled",
    "cancel_scheduled",
    "change_group_chat",
    "change_lead",
}
"""Whoever sees the line, but may not text from it, is told so."""
NAMES_A_LINE = {
    "start_thread",
    "send_multi",
    "preview_group_chat",
    "start_group_chat",
    "create_lead",
    "import_leads",
    "preview_broadcast",
    "create_broadcast",
    "create_opt_in",
}
"""In the body. That there is such a line is no secret."""
STEERS = {"change_broadcast", "pause_broadcast", "resume_broadcast", "cancel_broadcast"}
OWN_TEMPLATE = {"get_template", "change_template", "delete_template", "render_template"}
FIRST = ("start_thread",)
"""In a conversation that exists even limited may write: nobody has begun one yet."""
LAST = ("cancel_broadcast", "start_group_chat", "delete_contact", "change_number", "start_recapture")
"""After these broadcasts are over, contacts are members, or gone, and lines are others."""

SERVED = frozenset[str]()
AHEAD = {"starts": "2026-05-01T15:00:00Z", "ends": "2026-05-02T15:00:00Z"}


def expected(name: str, actor: Actor, line: str) -> frozenset[str]:
    """The codes of the refusals of which it gets one; SERVED, empty, where it is served."""
    if actor is NOBODY:
        return frozenset({"not_signed_in"})
    if actor is OFF:
        return frozenset({"no_texting"})
    low = actor.rank < RANK[LEAST[name]]
    if name in OWN_TEMPLATE and line is OWN:
        return SERVED if actor.ordered else frozenset({"not_found"})
    if name in NAMES_A_LINE:
        barred = line not in actor.texts
        return frozenset({"role_too_low"} if low else ()) | frozenset({"line_not_yours"} if barred else ())
    if OF_A_LINE & set(TABLE[name].parameters):
        if line not in actor.sees:
            return frozenset({"not_found"})
        if name in STEERS:
            return SERVED if actor.ordered or not low else frozenset({"not_your_broadcast"})
        barred = name in TEXTS and line not in actor.texts
        return frozenset({"role_too_low"} if low else ()) | frozenset({"line_not_yours"} if barred else ())
    return frozenset({"role_too_low"}) if low else SERVED


class Stage:
    """A scene with all of the actors on it."""

    def __init__(self, world: World) -> None:
        self.world, self.scene = world, Scene(world)
        self._fresh = iter(range(1000, 9999))
        for name in ("other", "cover", "gone", "risen", "fallen"):
            self.cast(name, Role.STANDARD, active=name != "gone")
        self._stands("gone", SHARED, REP1_LINE)
        self._stands("fallen", SHARED)
        self._stands("risen", SHARED)
        for who in ("other", "cover", "risen", "fallen"):
            self.scene.absences[who] = world.api(who, "POST", "/absences", AHEAD).json["id"]
        self.scene.absences["gone"] = self.scene.absences["None"]
        away = world.api("rep1", "POST", "/absences", {"ends": "2026-03-09T15:00:00Z", "backups": ["cover"]})
        assert away.ok

    def cast(self, name: str, role: Role, *, active: bool = True) -> None:
        person = Person(PersonId(name), name.capitalize(), f"{name}@example.com", role, active=active)
        self.world.wiring.team.put_person(person, None)

    def _stands(self, name: str, *numbers: str) -> None:
        for number in numbers:
            line = self.world.wiring.team.line(self.world.line(number))
            assert line is not None
            self.world.wiring.team.put_line(replace(line, members=line.members | {PersonId(name)}))

    def ask(self, actor: Actor, name: str, line: str, ids: dict[str, str] | None = None) -> Answer:
        """`ids` None: those of what stands on this line. Who rose or fell had the other role one request ago."""
        if actor in (RISEN, FALLEN):
            before, now = (Role.LIMITED, Role.MANAGER) if actor is RISEN else (Role.ADMIN, Role.LIMITED)
            self.cast(str(actor.name), before)
            assert self.world.api(actor.name, "GET", "/me").json["role"] == before
            self.cast(str(actor.name), now)
        operation = TABLE[name]
        known = ids or (self.scene.open if line is OPEN else self.scene.foreign)
        return self.scene.call(actor.name, operation, known, **self._more(operation, line, known))

    def _more(self, operation: Operation, line: str, ids: dict[str, str]) -> dict[str, Any]:
        """What a request says beside its usual body, so that only the right to it may be what it lacks."""
        more: dict[str, Callable[[], Any]] = {
            "create_contact": lambda: {"phone": f"+1202555{next(self._fresh)}"},
            "create_absence": lambda: AHEAD,
            "change_lead": lambda: {"version": self._version(ids)},
            "assign_lead": lambda: {"version": self._version(ids)},
        }
        named = {"line": REP1_LINE} if operation.name in NAMES_A_LINE and line is OWN else {}
        return {**more.get(operation.name, dict)(), **named}

    def _version(self, ids: dict[str, str]) -> int:
        found = self.world.api("admin", "GET", f"/leads/{ids['lead_id']}")
        return int(found.json["version"]) if found.ok else 1


def cells() -> Iterator[tuple[str, str]]:
    """Each operation with each line, what only reads first, and what ends things last."""

    def late(name: str) -> tuple[int, bool, bool, str]:
        method = TABLE[name].method
        place = LAST.index(name) if name in LAST else -2 if name in FIRST else -1
        return place, method == "DELETE", method != "GET", name

    for name in sorted(TABLE, key=late):
        for line in (OPEN, OWN):
            yield name, line
