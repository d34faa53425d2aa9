"""The provider's webhooks: signed, answered fast, and never lost. Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Callable

from chalice.app import Blueprint, Request, Response

from chalicelib.core.errors import Busy, ParleyError
from chalicelib.flows.receive import Taken, receive
from chalicelib.observe import count, log
from chalicelib.routes import problem
from chalicelib.wiring import wiring

bp = Blueprint(__name__)
FORM = ["application/x-www-form-urlencoded"]
INBOUND = "/hooks/twilio/inbound"
STATUS = "/hooks/twilio/status"
Work = Callable[[dict[str, str], Request], None]
EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


@bp.route(INBOUND, methods=["POST"], content_types=FORM, name="hooks_inbound")
def hooks_inbound() -> Response:
    """A text for one of our lines. 200 means that it is kept: in the store, or, if that fails, on the queue."""
    return _answered(INBOUND, _take_in)


@bp.route(STATUS, methods=["POST"], content_types=FORM, name="hooks_status")
def hooks_status() -> Response:
    """What became of a text we sent. A text that we do not know is answered 200: a repeat would not help."""
    return _answered(STATUS, _note_status)


def _take_in(form: dict[str, str], _: Request) -> None:
    now = wiring.now()
    try:
        taken = receive(wiring, wiring.webhooks.inbound(form, now))
    except _storage_faults() as fault:
        log.warning("store did not answer; text queued", extra={"fault": type(fault).__name__})
        wiring.queues.put_form(form, now)
        return
    log.info("text received", extra={"provider_id": form["MessageSid"], "taken": taken.name.lower()})
    if taken is Taken.QUARANTINED:
        count("Quarantined")


def _storage_faults() -> tuple[type[Exception], ...]:
    """What tells that the store does not take a text now."""
    return (Busy, *wiring.storage_faults)


def _note_status(form: dict[str, str], request: Request) -> None:
    # Imported here: the function that takes texts in must not pay for what it never does.
    from chalicelib.flows.receipts import record

    report = wiring.webhooks.report(form)
    query = request.query_params
    ref = query.get("m", "") if query else ""
    moved = record(wiring, ref, report.provider_id, report.status, report.error, wiring.now())
    log.info("status received", extra={"provider_id": report.provider_id, "status": report.status, "moved": moved})


def _answered(path: str, work: Work) -> Response:
    request = bp.current_request
    raw = request.raw_body
    query = list((request.query_params or {}).items())
    try:
        header = request.headers.get("x-twilio-signature")
        work(wiring.webhooks.form(path, query, raw if isinstance(raw, bytes) else raw.encode(), header), request)
    except ParleyError as error:
        return problem.answer(error, request.context.get("requestId"))
    except Exception as fault:
        log.exception("a webhook broke", extra={"fault": type(fault).__name__})
        return problem.broken(request.context.get("requestId"))
    return Response(EMPTY_TWIML, headers={"Content-Type": "text/xml"})
