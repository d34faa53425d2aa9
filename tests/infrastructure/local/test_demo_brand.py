"""What the demo brand says from the first minute on, and that it leaves alone what people changed."""

from __future__ import annotations

from chalicelib.core import lint
from chalicelib.core.templates import FIELDS
from infrastructure.local import demo_brand, demo_form
from tests.harness import brand
from tests.harness.world import World


def test_the_demo_brand_answers_help_and_has_templates(world: World) -> None:
    demo_brand.ensure(world.wiring, world.now)
    said = world.api("admin", "GET", "/settings").json
    assert (said["name"], said["help"]) == ("Brand", demo_brand.HELP)
    known = world.api("rep1", "GET", "/templates").json["items"]
    assert sorted(template["name"] for template in known) == sorted(name for name, _ in demo_brand.TEMPLATES)
    assert "first_name" in FIELDS


def test_what_people_changed_stays(world: World) -> None:
    world.api("admin", "PATCH", "/settings", {"help": "Ask at the counter."})
    demo_brand.ensure(world.wiring, world.now)
    assert world.api("admin", "GET", "/settings").json["help"] == "Ask at the counter."
    assert world.api("rep1", "GET", "/templates").json["items"] == []


def test_the_demo_form_lacks_nothing_that_it_is_told_to_say(world: World) -> None:
    """Not even what is advice only: terms and privacy."""
    line = world.wiring.team.line(world.line(brand.SHARED))
    assert line is not None
    demo_form.ensure(world.wiring, line, world.now)
    form = world.wiring.forms.get(demo_form.FORM)
    assert form is not None
    for place, text in (("wording", form.wording.text), ("confirmation", form.confirmation)):
        told = [rule for rule in lint.rules("Brand") if rule.place == place]
        assert [rule.part for rule in told if not lint.says(text, rule.phrases)] == []
