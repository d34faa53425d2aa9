"""From the release before to this one: nothing lost, and everybody goes on working."""

from __future__ import annotations

from pathlib import Path

import pytest

from infrastructure.stack.run import STACK, parameters
from tests.e2e.product import Product, eventually
from tests.stack.brand import alone, running
from tests.stack.data import at_rest, held
from tests.stack.older import current
from tests.stack.previous import release, sources

LINE, STRANGER = "+18005550101", "+12025550147"
TEXT = "Is the spring sale on?"


def test_this_release_over_the_one_before_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ENDPOINT_URL", "AWS_REGION"):
        monkeypatch.setenv(name, "")  # Put back for the tests after this one.
    settings = alone(tmp_path)
    with running(settings, tmp_path, sources(release(), tmp_path), {}):
        product = Product(settings.port, settings.carrier_port)
        product.text(STRANGER, LINE, TEXT)
        eventually(lambda: product.person("rep1").thread_with(STRANGER))
        before = at_rest(STACK)
        assert len(before.items) > 100
        STACK.apply(current(), parameters(settings))
        after = held(STACK)
        assert {key: after.items.get(key) for key in before.items} == before.items
        assert (after.secret, after.people) == (before.secret, before.people)
        assert {name: after.places.get(name) for name in before.places} == before.places
        rep = product.person("rep1")
        assert rep.get("/me")["role"] == "standard"
        assert rep.get("/contacts?limit=5")["items"]
        thread = rep.thread_with(STRANGER)
        assert thread is not None
        assert [message["body"] for message in rep.get(f"/threads/{thread['id']}/messages")["items"]] == [TEXT]
        product.text(STRANGER, LINE, "Hello?")
        eventually(lambda: (rep.thread_with(STRANGER) or {}).get("preview") == "Hello?")
