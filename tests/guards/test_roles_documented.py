"""The matrix of roles that people read is the one that the code enforces (AD-1)."""

from __future__ import annotations

import re
from pathlib import Path

from chalicelib.core.access import Action, may
from chalicelib.core.ids import PersonId
from chalicelib.core.people import Person, Role

PAGE = Path(__file__).parents[2] / "docs" / "roles.md"


def test_the_page_names_the_least_role_of_every_action() -> None:
    rows = re.findall(r"^\| (\w+) \| (limited|standard|manager|admin) \|", PAGE.read_text(encoding="utf-8"), re.M)
    written = {Action(action): Role(role) for action, role in rows}
    least = {action: next(role for role in Role if may(_person(role), action)) for action in Action}
    assert written == least


def _person(role: Role) -> Person:
    return Person(PersonId("p"), "Somebody", "somebody@example.com", role)
