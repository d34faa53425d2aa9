"""The introduction: who texts, and how to end it, said once to each contact of a line (CN-11).

A text that a person wrote or that goes to many gets it where it is the line's first to this contact and does not say
so itself. CTIA Messaging Principles and Best Practices 2023, 5.1: who texts a consumer names itself and tells how to
opt out; where the consumer wrote first and is answered, the conversation is its own (docs/decisions/0017).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib import data
from chalicelib.core import lint
from chalicelib.core.brand import Brand
from chalicelib.core.outbound import CONVERSATION
from chalicelib.core.segments import MAX_BODY
from chalicelib.core.threads import Thread


def tail(body: str, brand: Brand) -> str:
    """What is put behind `body` so that it names the brand and the way out; empty where it does both.

    A brand without a name of its own is not named: the way out stands alone.
    """
    name = named(brand)
    signed = not name or lint.says(body, (name,))
    ways = [phrase for pack in _packs().values() for phrase in pack["said"]]
    parts = ["" if signed else f"- {name}.", "" if lint.says(body, ways) else _way_out(brand)]
    return "".join(f" {part}" for part in parts if part)


def named(brand: Brand) -> str:
    """The brand's name; empty while it still has the one that stands in for it."""
    return "" if brand.name == Brand().name else brand.name.strip()


def whole(body: str, added: str) -> str:
    """`body` with its tail, as it goes to the handset and is shown."""
    return body.rstrip() + added if added else body


def after_sentence(body: str, added: str) -> str:
    """`body`, which nobody looks at as it goes, with its tail: where that is a sentence of its own, so is what stands
    before it. A link stays as it is, as some phones would take the full stop along."""
    last = body.rsplit(maxsplit=1)[-1] if body.strip() else ""
    runs_on = last[-1:].isalnum() and not set(last) & set("./@") and not added.startswith(" -")
    return whole(f"{body.rstrip()}." if added and runs_on else body, added)


def in_answer(head: Thread, body: str, brand: Brand, now: datetime) -> str:
    """The tail of what a person writes; empty where it answers a contact that wrote, as in any conversation."""
    wrote = head.last_inbound is not None and now - head.last_inbound < CONVERSATION
    return "" if wrote else in_broadcast(head, body, brand)


def in_broadcast(head: Thread | None, body: str, brand: Brand) -> str:
    """The tail of what goes to many: whoever wrote before, this is no answer."""
    known = head is not None and (head.introduced is not None or head.confirmed_at is not None)
    return "" if known else tail(body, brand)


def in_request(body: str, brand: Brand) -> str:
    """A text that asks for YES, whole. A form's was checked by `lint` when it was saved, but the brand may have another
    name since. One that has no room for it stays as it was checked."""
    lacking = {rule.part for rule in lint.missing("confirmation", body, named(brand))}
    parts = [f"- {named(brand)}." if "brand" in lacking else "", _way_out(brand) if "stop" in lacking else ""]
    added = whole(body, "".join(f" {part}" for part in parts if part))
    return added if len(added.encode("utf-16-le", "surrogatepass")) // 2 <= MAX_BODY else body


def noted(head: Thread, body: str, brand: Brand, now: datetime) -> Thread:
    """The head, knowing that this text of the line said who texts and how to end it, if it did."""
    return head if head.introduced is not None or tail(body, brand) else replace(head, introduced=now)


def _way_out(brand: Brand) -> str:
    said: str = _packs()[brand.language]["way_out"]
    return said


def _packs() -> Mapping[str, Mapping[str, Any]]:
    packs: Mapping[str, Mapping[str, Any]] = data.table("introductions")["packs"]
    return packs
