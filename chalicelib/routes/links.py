"""Short links, opened by whoever got one."""

from __future__ import annotations

from collections.abc import Callable

from chalice.app import Blueprint, Request, Response

from chalicelib.core.errors import NotFound
from chalicelib.core.links import Link, counts
from chalicelib.flows import links
from chalicelib.routes import form_page, link_page, problem, public
from chalicelib.routes.endpoint import OPERATIONS, Operation
from chalicelib.wiring import wiring

bp = Blueprint(__name__)
LINK = "/l/{code}"
OPEN = "Leads to where the link of a text leads: at once to the brand's own hosts, else by a page that names the host."
LOOK = "What opening the link answers, without its page. It counts as no visit."
OPERATIONS += [
    Operation("GET", LINK, "open_link", OPEN, "links", None, problem.FOUND, None, None, public=True, pages=True),
    Operation("HEAD", LINK, "check_link", LOOK, "links", None, problem.FOUND, None, None, public=True, pages=True),
]


@bp.route(LINK, methods=["GET"], name="open_link")
def open_link(code: str) -> Response:
    """Counts a person's visit, and leads there."""
    return public.answered(bp.current_request, lambda request: _shown(request, lambda: _visited(code, request)))


@bp.route(LINK, methods=["HEAD"], name="check_link")
def check_link(code: str) -> Response:
    """As a phone's or a carrier's checker looks at it: where it leads, and nobody was there."""
    answer = public.answered(bp.current_request, lambda request: _shown(request, lambda: links.led(wiring, code)))
    answer.body = ""
    return answer


def _is_person(request: Request) -> bool:
    told = request.headers
    purpose = " ".join(told.get(name) or "" for name in ("sec-purpose", "purpose", "x-moz"))
    return counts(told.get("user-agent") or "", purpose)


def _visited(code: str, request: Request) -> Link:
    return links.opened(wiring, code, wiring.now(), counts=_is_person(request))


def _shown(request: Request, find: Callable[[], Link]) -> Response:
    try:
        link = find()
    except NotFound:
        if not public.wants_page(request):
            raise
        return public.page(link_page.missing(), form_page.policy(None), problem.STATUS["not_found"])
    if link.own:
        return public.led_to(link.url)
    return public.page(link_page.leaving(link, wiring.brand), form_page.policy(None), 200)
