"""What a quiet world must show of responses to broadcasts, counted anew from what contacts said (T6, AN-1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chalicelib.core import keywords
from chalicelib.core.keywords import Keyword
from chalicelib.core.responses import WITHIN
from tests.harness.state import Row, State

WITHIN_MS = WITHIN.total_seconds() * 1000
MACHINE = (Keyword.START, Keyword.HELP, Keyword.YES)
"""Said to the machine; a YES may be either."""


def responses_are_what_was_said(state: State) -> Iterator[str]:
    """Whoever answered or opted out after a broadcast is counted for the last one, and nobody else is."""
    noted = {(row["pk"].partition("#")[0], row["sk"].removeprefix("a#")): row for row in state.responses}
    wrote = set()
    gone = {text.ref: text.at.timestamp() * 1000 for text in state.world.carrier.sent}
    for text in state.said:
        head = state.heads[text["pk"]]
        wrote.add((head["pk"], text["at"]))
        kind, broadcast = _kind(text), _last(head, text, gone)
        if kind and broadcast and kind not in noted.get((broadcast, head["pk"]), {}):
            yield f"T6: {text['pk']} {kind} to {broadcast}, which does not count it"
    for (broadcast, contact), row in noted.items():
        for kind in ("replied", "opted_out"):
            if kind in row and (contact, row[kind]) not in wrote:
                yield f"T6: {broadcast} counts that {contact} {kind}, which said nothing then"


def clicks_are_of_who_had_a_link(state: State) -> Iterator[str]:
    """Whoever is said to have opened a link was sent one of its own, and opened it at least once."""
    linked = [
        (row["pk"].partition("#")[0], row["sk"].removeprefix("r#"), row.get("link", "")) for row in state.recipients
    ]
    codes = [code for _, _, code in linked if code]
    if len(set(codes)) < len(codes):
        yield "AN-1: two recipients have the same short link"
    known = {(broadcast, contact) for broadcast, contact, code in linked if code}
    for row in state.responses:
        whose = row["pk"].partition("#")[0], row["sk"].removeprefix("a#")
        if ("clicked" in row) is not (row.get("clicks", 0) > 0) or ("clicked" in row and whose not in known):
            yield f"AN-1: {whose} is said to have opened a link {row.get('clicks', 0)} times"


def conversions_are_sales(state: State) -> Iterator[str]:
    """LD-4: a lead that is won for a broadcast counts there; what counts there was won then, but of deleted leads.

    One that came back since is another sale: its history alone tells of the first.
    """
    noted = {(row["pk"].partition("#")[0], row["sk"].removeprefix("a#")): row for row in state.responses}
    leads = [row for row in state.contacts if row["sk"].startswith("lead#")]
    for lead in leads:
        credited = lead.get("won_for")
        if credited and lead["stage"] != "won":
            yield f"LD-4: a lead that is {lead['stage']} counts for {credited}"
        if credited and "converted" not in noted.get((credited, lead["contact"]), {}):
            yield f"AN-1: {lead['contact']} was won for {credited}, which does not count it"
    sold = {(lead["contact"], event["at"]) for lead in leads for event in lead["history"] if event["stage"] == "won"}
    for (broadcast, contact), row in noted.items():
        known = any(lead["contact"] == contact for lead in leads)
        if known and "converted" in row and (contact, row["converted"]) not in sold:
            yield f"AN-1: {broadcast} counts a sale to {contact}, which was not made then"


def _kind(text: Row) -> str:
    word = keywords.classify(text.get("body", ""))
    if word is Keyword.STOP:
        return "opted_out"
    return "" if word in MACHINE else "replied"


def _last(head: Row, text: Row, gone: Mapping[str, float]) -> str:
    """The last of the claims before it; of the same moment nobody knows which came first.

    What the carrier had not taken by then, nobody has answered: it was claimed while the answer came in. `gone` is when
    it took each text, in milliseconds.
    """
    at = text["at"]
    claims = [
        (claimed, name)
        for name, claimed in head.get("claims", {}).items()
        if claimed < at <= claimed + WITHIN_MS and gone.get(f"b.{name}.{head['pk']}", at) <= at
    ]
    return max(claims)[1] if claims else ""
