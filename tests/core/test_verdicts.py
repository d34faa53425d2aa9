"""What the one door says: each verdict tells enough to act on (SD-13)."""

from __future__ import annotations

from chalicelib.core import asking, confirmations, outbound, threads
from chalicelib.core.asking import Ground
from chalicelib.core.brand import Brand
from chalicelib.core.consent import Act, Consent
from chalicelib.core.ids import MessageId
from chalicelib.core.lines import Verification
from chalicelib.core.threads import Standing
from chalicelib.core.verdicts import Refuse, Wait
from tests.core.builders import CONTACT, LOCAL, NOW, later, line, thread


def test_what_speaks_against_a_whole_line_is_told_by_one_rule() -> None:
    """LN-1, LN-6, AD-3: for texts, for recaptures and for opt-ins that wait."""
    brand = Brand(name="Acme")
    assert outbound.closed(LOCAL, brand, NOW) is None
    found = [
        outbound.closed(None, brand, NOW),
        outbound.closed(line(active=False, held="Look."), brand, NOW),
        outbound.closed(LOCAL, Brand(texting=False), NOW),
        outbound.closed(line(held="Look."), brand, NOW),
        outbound.closed(line(verification=Verification.PENDING), brand, NOW),
    ]
    assert [(type(one), one.code if one else "") for one in found] == [
        (Refuse, "line_inactive"),
        (Refuse, "line_inactive"),
        (Refuse, "texting_off"),
        (Wait, "line_held"),
        (Wait, "line_held"),
    ]


def test_what_is_asked_to_be_confirmed_is_written_by_one_rule() -> None:
    """C2, C3: state, limits, ledger, timeline and end, in one piece."""
    before, standing = thread(), Standing(CONTACT)
    text = confirmations.request(before, LOCAL, "YES?", MessageId("01B"), later(hours=1), later(hours=1))
    ground = Ground(NOW, "form", "I agree.", {"ip": "192.0.2.1"})
    done = asking.ask((before, standing), ground, text, MessageId("01A"), Brand(expires_after=2), NOW)
    assert (done.thread.consent, done.thread.pending_until, done.until) == (
        Consent.PENDING,
        later(days=2),
        later(days=2),
    )
    assert done.thread.confirmed_at == done.standing.confirmations[0] == text.at
    assert (done.event.act, done.event.before, done.event.after) == (Act.OPT_IN, Consent.NONE, Consent.PENDING)
    assert (done.event.message, done.event.wording, done.event.evidence) == (text.id, "I agree.", ground.evidence)
    assert (done.entry.id, done.expiry.after, done.expiry.stored) == (MessageId("01A"), later(days=2), True)
    assert threads.acted(before, Act.OPT_IN, NOW).consent is done.thread.consent
