"""The same message to a few chosen people, each in an own thread."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.core.errors import Invalid, Refused
from chalicelib.flows import multi
from chalicelib.flows.multi import Outcome
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.multi import MultiAnswer, MultiItem, MultiRefusal, NewMulti

bp = Blueprint(__name__)


@endpoint(bp, "POST", "/multi", body=NewMulti, answer=MultiAnswer, status=201)
def send_multi(call: Call, body: NewMulti) -> MultiAnswer:
    """Texts up to 20 people; who may not be texted is refused by name, the others get theirs."""
    outcomes = multi.send(call.house, call.caller, body.line, body.to, body.body, call.key, call.now, body.media)
    items = [_item(outcome) for outcome in outcomes]
    refused = sum(item.refused is not None for item in items)
    return MultiAnswer(items=items, sent=len(items) - refused, refused=refused)


def _item(outcome: Outcome) -> MultiItem:
    if outcome.written is not None:
        return MultiItem(to=outcome.to, thread=outcome.written.thread.id, message=outcome.written.message.id)
    why = outcome.refused
    if why is None:
        raise LookupError("an outcome without one")
    return MultiItem(to=outcome.to, refused=_refusal(why))


def _refusal(why: Refused | Invalid) -> MultiRefusal:
    if isinstance(why, Invalid):
        return MultiRefusal(code=why.code, detail=" ".join(why.fields.values()))
    return MultiRefusal(code=why.code, detail=why.sentence, rule=why.rule, until=why.until)
