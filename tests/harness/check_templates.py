"""What a quiet world must show of templates."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.core.templates import folded
from chalicelib.store import keys
from tests.harness.state import State


def names_are_taken_by_their_templates(state: State) -> Iterator[str]:
    """SD-11: each template has its name, once per owner, and no name is taken by a template that is gone."""
    wanted = {}
    for row in state.contacts:
        if row["sk"] == "template":
            place = keys.template_name(row.get("owner"), folded(row["name"]))
            if place in wanted:
                yield f"SD-11: two templates of one owner are called {place[1]}"
            wanted[place] = row["pk"]
    taken = {(row["pk"], row["sk"]): row["template"] for row in state.contacts if row["sk"].startswith("name#")}
    for place in wanted.keys() | taken.keys():
        if wanted.get(place) != taken.get(place):
            yield f"SD-11: {place} is taken by {taken.get(place)} and is the name of {wanted.get(place)}"
