"""Stories of short links: they go out, people and machines open them, and each person counts once (AN-1)."""

from __future__ import annotations

import re

from chalicelib.core.ids import BroadcastId
from tests.harness import brand
from tests.harness.teller import Teller

ADA, BEN = brand.HANDSETS[:2]
ORDER = {
    "line": brand.REP1_LINE,
    "group": brand.TRIO,
    "body": "Spring: https://shop.example.com/spring or https://blog.example.org",
    "short_links": True,
}
CODE = re.compile(r"/api(/l/\w+)")
BROWSER = {"accept": "text/html", "user-agent": "Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36"}

MACHINE = {"accept": "text/html", "user-agent": "facebookexternalhit/1.1 Facebot Twitterbot/1.0"}


def opened(told: Teller) -> None:
    """One opens both links, and one of them again; a machine looks at those of another; a third guesses."""
    told.ask("admin", "PATCH", "/settings", {"link_hosts": ["shop.example.com"]})
    told.ask("rep1", "POST", "/broadcasts/preview", ORDER)
    made = told.ask("rep1", "POST", "/broadcasts", ORDER)
    told.world.drain()
    for path in _links(told, ADA):
        _visit(told, path, BROWSER, "HEAD")
    if made.ok and (seen := _counted(told, made.json["id"])):
        told.world.monitor.broken.append(f"AN-1: counted {seen} openings, and nobody opened a link yet")
    for path in (*_links(told, ADA), *_links(told, ADA)[:1]):
        _visit(told, path, BROWSER)
    for path in _links(told, BEN):
        _visit(told, path, MACHINE)
    for method in ("GET", "HEAD"):
        _visit(told, f"/l/{'0' * 21}", BROWSER, method)
    if not made.ok:
        return
    told.ask("rep1", "GET", f"/broadcasts/{made.json['id']}/recipients?response=clicked")
    found = told.ask("rep1", "GET", f"/broadcasts/{made.json['id']}")
    if found.ok and found.json["responses"]["clicks"] > 1:
        told.world.monitor.broken.append(f"AN-1: counted {found.json['responses']}, though one person opened links")


def _links(told: Teller, handset: str) -> list[str]:
    text = told.sent_to(handset)
    return CODE.findall(text.body) if text else []


def _counted(told: Teller, broadcast: str) -> int:
    return sum(told.world.wiring.broadcasts.responses(BroadcastId(broadcast))[0].values())


def _visit(told: Teller, path: str, visitor: dict[str, str], method: str = "GET") -> None:
    """Who meets an error tries again. A link that was sent leads somewhere."""
    sent = path in {found for text in told.world.carrier.sent for found in CODE.findall(text.body)}
    for _ in range(6):
        answer = told.world.api(None, method, path, headers=visitor)
        if answer.status < 500:
            break
    if answer.status not in ((200, 302) if sent else (404,)):
        told.world.monitor.broken.append(f"AN-1: a link was answered {answer.status}")
