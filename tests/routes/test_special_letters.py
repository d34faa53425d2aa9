"""A preview names the letters that cost more: those of the words, and none of a field's name (SD-6)."""

from __future__ import annotations

from typing import Any

from tests.harness.brand import GROUP, HANDSETS, REP1_LINE
from tests.harness.world import World
from tests.routes.answers import good


def previewed(world: World, body: str) -> dict[str, Any]:
    order = {"line": REP1_LINE, "group": GROUP, "body": body}
    found: dict[str, Any] = good(world.api("rep1", "POST", "/broadcasts/preview", order))
    return found


def named(told: dict[str, Any]) -> list[tuple[str, int]]:
    return [(one["character"], one["count"]) for one in told["replacements"]]


def test_letters_of_a_fields_name_are_not_named(world: World) -> None:
    for phone in HANDSETS:
        good(world.api("rep1", "PATCH", f"/contacts/{world.contact(phone)}", {"custom": {"Imię": "Ada"}}))
    told = previewed(world, "Hi {{custom.Imię}}, {{ custom.imię }}")
    assert (told["sample"], told["encoding"], named(told), told["special_recipients"]) == (
        "Hi Ada, Ada",
        "GSM-7",
        [],
        0,
    )


def test_letters_of_the_words_and_of_what_stands_in_for_a_field_are(world: World) -> None:
    told = previewed(world, "Cześć {{custom.Imię|Gość}}")
    assert (told["sample"], named(told)) == ("Cześć Gość", [("ś", 2), ("ć", 2)])
    assert told["special_recipients"] == len(HANDSETS)
