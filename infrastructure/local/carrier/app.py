"""The carrier as a web application."""

from __future__ import annotations

from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException

from infrastructure.local.carrier.carrier import Carrier
from infrastructure.local.carrier.errors import RefusedError
from infrastructure.local.carrier.inputs import InputError
from infrastructure.local.carrier.routes import (
    account,
    control,
    handsets,
    mail,
    media,
    messages,
    numbers,
    page,
    push,
    shop,
)

BLUEPRINTS = (
    account.bp,
    control.bp,
    handsets.bp,
    mail.bp,
    media.bp,
    media.files,
    messages.bp,
    numbers.bp,
    page.bp,
    push.bp,
    shop.offers,
    shop.bp,
)


def create_app(carrier: Carrier) -> Flask:
    """The application over this carrier; it starts no thread and opens no port."""
    app = Flask(__name__, static_folder=None)
    app.extensions["carrier"] = carrier
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.register_error_handler(RefusedError, _refused)
    app.register_error_handler(InputError, _bad)
    app.register_error_handler(HTTPException, _unknown)
    return app


def _refused(refusal: RefusedError) -> tuple[Response, int]:
    answer = jsonify(refusal.body())
    if refusal.code == 20003:
        answer.headers["WWW-Authenticate"] = 'Basic realm="Twilio API"'
    return answer, refusal.status


def _bad(fault: InputError) -> tuple[Response, int]:
    return jsonify({"errors": fault.errors}), fault.status


def _unknown(fault: HTTPException) -> tuple[Response, int]:
    """An address or a method that is not here, as JSON with the keys of both APIs."""
    status = fault.code or 500
    twilio = RefusedError({404: 20404, 405: 20004}.get(status, 20500)).body()
    return jsonify({**twilio, "status": status, "errors": [fault.name]}), status
