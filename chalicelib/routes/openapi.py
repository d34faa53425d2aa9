"""The API's own description: made by `make types` from the declarations, shipped as a file."""

from __future__ import annotations

from importlib.resources import files

from chalice.app import Blueprint, Response

bp = Blueprint(__name__)


@bp.route("/openapi.json", methods=["GET"], name="openapi")
def openapi() -> Response:
    """OpenAPI 3.1."""
    document = files("chalicelib.data").joinpath("openapi.json").read_text(encoding="utf-8")
    return Response(document, headers={"Content-Type": "application/json", "Cache-Control": "max-age=300"})
