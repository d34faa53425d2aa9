"""A lead as two items: itself, in its owner's list or the queue, and its place among all leads."""

from __future__ import annotations

from dataclasses import replace

from pynamodb.expressions.operand import Path

from chalicelib.core.ids import ThreadId
from chalicelib.core.leads import Lead, LeadStage
from chalicelib.store import keys
from chalicelib.store.codec import Codec, Item, number, text
from chalicelib.store.database import Database, Write, keyed
from chalicelib.store.expressions import ABSENT
from chalicelib.store.times import to_ms

_LEAD = Codec(Lead)


def encode(lead: Lead) -> Item:
    """The whole item, keys included. The queue is in order of time alone; an owner's list is by stage first."""
    order = _age(lead) if lead.owner is None else rank(lead)
    place = {"list": text(keys.lead_list(lead.owner)), "rank": text(order)}
    return keyed(keys.lead(lead.id), {**_LEAD.encode(lead), **place})


def decode(item: Item) -> Lead:
    return _LEAD.decode(item)


def rank(lead: Lead) -> str:
    """Its place among leads: by stage, then the longest waiting first; unique, as it ends in the id."""
    return f"{begins(lead.stage)}{_age(lead)}"


def begins(stage: LeadStage) -> str:
    """How the rank of every lead of this stage begins."""
    return f"{stage.rank}#"


def lead_of(item: Item) -> ThreadId:
    """Whose place this is."""
    return lead_at(item["rank"]["S"])


def lead_at(order: str) -> ThreadId:
    """Whose rank, or the part of it behind the stage, this is."""
    return ThreadId(order.rpartition("#")[2])


def saving(database: Database, before: Lead | None, lead: Lead) -> list[Write]:
    """The writes of a lead as it is next; they fail where it has moved on since `before`."""
    version = 0 if before is None else before.version
    when = ABSENT if before is None else Path("version") == number(version)
    writes = [database.putting("contacts", encode(replace(lead, version=version + 1)), when)]
    if before is None or rank(before) != rank(lead):
        place = {"list": text(keys.LEADS), "rank": text(rank(lead))}
        writes.append(database.putting("contacts", keyed(keys.lead_place(lead.id), place)))
    return writes


def _age(lead: Lead) -> str:
    return f"{to_ms(lead.since):015d}#{lead.id}"
