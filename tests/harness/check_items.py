"""What a quiet world must show of items, whatever they are of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pynamodb.attributes import TTLAttribute

from chalicelib.store.models import MODELS
from tests.harness import aws
from tests.harness.state import State

EXPIRES = "expires"
LONGEST = timedelta(days=500)


def what_expires_is_forgotten(state: State) -> Iterator[str]:
    """An item that says when it expires stands in a table that looks at it, and says so in seconds (times.py)."""
    latest = (state.world.now + LONGEST).timestamp()
    for noun, model in MODELS.items():
        looked_at = any(one.attr_name == EXPIRES for one in _times(model))
        for item in aws.items(noun):
            told = item.get(EXPIRES, {}).get("N")
            if EXPIRES in item and not looked_at:
                yield f"TTL: {item['sk']['S']} in {noun} expires, and the table never forgets"
            elif EXPIRES in item and (told is None or not 1_000_000_000 < float(told) < latest):
                yield f"TTL: {item['sk']['S']} in {noun} expires at {told}, which is no time in seconds"


def _times(model: type) -> list[TTLAttribute]:
    attributes = model.get_attributes().values()  # type: ignore[attr-defined]
    return [one for one in attributes if isinstance(one, TTLAttribute)]
