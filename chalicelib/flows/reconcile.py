"""The provider's list against ours: what an outage of the whole API missed is taken in (I1)."""

from __future__ import annotations

from datetime import datetime, timedelta

from chalicelib.core.inbound import Inbound
from chalicelib.core.lines import Line
from chalicelib.flows.ports import House, ProviderBusy, ProviderText
from chalicelib.flows.receive import Taken, receive

LOOK_BACK = timedelta(hours=6)


def reconcile(house: House, now: datetime, look_back: timedelta = LOOK_BACK) -> int:
    """Takes in what the provider received for our lines and we did not; how many that were.

    A line that is switched off is one of them: a STOP to it counts, and what else comes is kept apart (I1, I3).
    """
    return sum(_line(house, line, now - look_back) for line in house.team.lines())


def _line(house: House, line: Line, since: datetime) -> int:
    try:
        listed = house.provider.received_since(line=line.number, since=since)
    except ProviderBusy:
        return 0
    known = house.conversations.seen(text.provider_id for text in listed)
    missing = sorted((text for text in listed if text.provider_id not in known), key=lambda text: text.at)
    return sum(receive(house, _inbound(house, text)) is not Taken.REPEATED for text in missing)


def _inbound(house: House, text: ProviderText) -> Inbound:
    """The list bears no addresses of media. What does not tell them must not cost the text: it comes without."""
    try:
        media = tuple(house.provider.media_of(text.provider_id)) if text.media else ()
    except ProviderBusy:
        media = ()
    return Inbound(
        provider_id=text.provider_id, sender=text.sender, to=text.to, body=text.body, at=text.at, media=media
    )
