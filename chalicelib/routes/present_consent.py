"""The proof of a consent as the API's shape."""

from __future__ import annotations

from chalicelib.core.consent import ConsentEvent
from chalicelib.core.ids import PersonId
from chalicelib.flows.consent import LineProof, Proof
from chalicelib.routes.present import line_ref, person_ref
from chalicelib.routes.shapes.common import ContactRef
from chalicelib.routes.shapes.consent import BrandStopShape, BreachShape, ConsentEventShape, ConsentLine, ConsentProof


def proof(found: Proof, brand: str) -> ConsentProof:
    return ConsentProof(
        brand=brand,
        contact=ContactRef(id=found.contact, name=found.name, phone=found.phone),
        made_at=found.at,
        lines=[_line(part, found.people) for part in found.lines],
    )


def _line(part: LineProof, people: dict[PersonId, str]) -> ConsentLine:
    return ConsentLine(
        line=line_ref(part.line),
        state=part.state,
        stopped=part.stopped,
        frozen=part.frozen,
        basis=part.basis,
        until=part.until,
        whole=part.breach is None,
        breach=None if part.breach is None else BreachShape.model_validate(part.breach),
        events=[_event(event, people) for event in part.events],
        stop=_stop(part, people),
    )


def _stop(part: LineProof, people: dict[PersonId, str]) -> BrandStopShape | None:
    if part.stop is None:
        return None
    line, event = part.stop.line, part.stop.event
    return BrandStopShape(
        at=part.stop.at,
        line=None if line is None else line_ref(line),
        event=None if event is None else _event(event, people),
    )


def _event(event: ConsentEvent, people: dict[PersonId, str]) -> ConsentEventShape:
    return ConsentEventShape(
        number=event.number,
        act=event.act,
        before=event.before,
        after=event.after,
        at=event.at,
        source=event.source,
        wording=event.wording,
        message=event.message,
        actor=person_ref(event.actor, people),
        evidence=dict(event.evidence),
        previous=event.previous,
        digest=event.digest,
    )
