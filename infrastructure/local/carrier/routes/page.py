"""The handset page: one self-contained page, whose style and script are allowed by their hashes alone."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response

bp = Blueprint("page", __name__)
PAGES = Path(__file__).parent.parent / "pages"


@bp.get("/")
def index() -> Response:
    html, policy = build()
    answer = Response(html, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = policy
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@cache
def build() -> tuple[str, str]:
    """The page with its parts put in, and the policy that admits nothing else."""
    style = (PAGES / "handset.css").read_text("utf-8")
    script = "\n".join(part.read_text("utf-8") for part in sorted(PAGES.glob("*.js")))
    html = (PAGES / "handset.html").read_text("utf-8").replace("/*style*/", style).replace("/*script*/", script)
    policy = (
        f"default-src 'none'; connect-src 'self'; img-src * data:; style-src '{_hash(style)}'; "
        f"script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
    return html, policy


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
