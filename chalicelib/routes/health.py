"""Whether the API answers at all."""

from __future__ import annotations

from chalice.app import Blueprint, Response

bp = Blueprint(__name__)


@bp.route("/health", methods=["GET"], name="health")
def health() -> Response:
    """Says ok; asks nothing and nobody, so that it may be asked often."""
    return Response({"status": "ok"}, headers={"Content-Type": "application/json", "Cache-Control": "no-store"})
