"""The brand's own settings: what it is called, what it answers, and how strict it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib import data
from chalicelib.core import lead_rules, lead_targets, merge
from chalicelib.core.errors import Invalid
from chalicelib.core.lead_rules import LeadRule
from chalicelib.core.lead_targets import LONGEST_TARGET, LeadTarget

LONGEST_NAME, LONGEST_HELP = 40, 120
MOST_OPT_INS = 100_000
MOST_HOSTS, LONGEST_HOST = 20, 253
LONGEST_IDLE = 3650
LONGEST_WAIT = 60
"""Days after which an opt-in that nobody confirmed is no more what the person wants today."""


@dataclass(frozen=True, slots=True)
class Brand:
    """`brand_stop`: a STOP counts for every line (CN-12), not for the one it was sent to alone.

    `help` is how the brand is reached (an address, a phone, a page), as HELP is answered. `zone` is the IANA zone of
    contacts and lines that have none. `countries` are the regions (ISO 3166) whose numbers may opt in. `texting` off:
    nothing is texted (AD-3). `language` is that of what a line's first text says at its end (data/introductions.toml).
    `opt_ins_a_day` confirmations at most are asked for in a day; the rest waits for review.
    `delete_media`: what the provider keeps of pictures is deleted there once it is here.
    `close_after` days without activity a thread that waits for nobody is archived (0: never).
    A text that nobody answered for `escalate_after` office minutes calls the next who could (0: never).
    `own_phone_answers`: people may answer an alert by a text from their own phone.
    `remind_after` hours an unconfirmed opt-in is reminded of (0: never), after `expires_after` days it ends.
    Nobody having written to a lead for `lead_target` minutes (0: no target), its owner is reminded, and each
    `lead_escalate` minutes later (0: never) the next who could: who stands in for it, at last the managers; with
    `lead_hours` only those minutes count in which the line is open. `lead_targets` are for hours of the
    day at which another target than `lead_target` counts.
    `lead_strangers`: whoever texts and is not known becomes a lead.
    `lead_rules` give new leads to people, in their order; without any, managers assign them.
    Short links that lead to `link_hosts` open at once; before another host a page names it.
    """

    name: str = "Your brand"
    brand_stop: bool = True
    help: str = ""
    zone: str = "America/New_York"
    countries: frozenset[str] = frozenset({"US", "CA"})
    texting: bool = True
    language: str = "en"
    delete_media: bool = False
    opt_ins_a_day: int = 500
    remind_after: int = 24
    expires_after: int = 7
    lead_target: int = 15
    lead_targets: tuple[LeadTarget, ...] = ()
    lead_escalate: int = 15
    lead_hours: bool = False
    lead_strangers: bool = False
    lead_rules: tuple[LeadRule, ...] = ()
    link_hosts: frozenset[str] = frozenset()
    close_after: int = 0
    escalate_after: int = 0
    own_phone_answers: bool = False
    version: int = 0

    @property
    def calls_on(self) -> bool:
        """Whether all who stand in for somebody may be called, one after the other (AW-4), and not the first alone."""
        return self.escalate_after > 0


def check(brand: Brand) -> None:
    """Return if these settings can be; else Invalid with every field that cannot, and its remedy."""
    faults = {**dict(_faults(brand)), **dict(_lead_faults(brand))}
    if faults:
        raise Invalid(faults)


def _faults(brand: Brand) -> Iterator[tuple[str, str]]:
    if not _one_line(brand.name, LONGEST_NAME) or not brand.name.strip():
        yield "name", f"Name the brand as your contacts know it, in 1 to {LONGEST_NAME} characters on one line."
    if not _one_line(brand.help, LONGEST_HELP):
        yield "help", f"Say how the brand is reached, in at most {LONGEST_HELP} characters on one line."
    known = data.table("introductions")["packs"]
    if brand.language not in known:
        yield "language", f"Choose one of {', '.join(known)}."
    strange = sorted(brand.countries - _regions())
    if strange or not brand.countries:
        named = f" {', '.join(strange)} is none." if strange else ""
        yield "countries", f"Name at least one country by its two letters, such as US or CA.{named}"
    wrong = [name for name in sorted(brand.link_hosts) if not _host(name)]
    if wrong or len(brand.link_hosts) > MOST_HOSTS:
        named = f" {wrong[0]} is none." if wrong else ""
        yield "link_hosts", f"Name at most {MOST_HOSTS} hosts of yours, such as www.example.com.{named}"
    yield from _out_of_range(brand)


def _out_of_range(brand: Brand) -> Iterator[tuple[str, str]]:
    if not 0 <= brand.opt_ins_a_day <= MOST_OPT_INS:
        yield "opt_ins_a_day", f"Give a number from 0 to {MOST_OPT_INS:,}."
    if not 0 <= brand.close_after <= LONGEST_IDLE:
        yield "close_after", f"Give a number of days from 1 to {LONGEST_IDLE}, or 0 to leave conversations open."
    if not 1 <= brand.expires_after <= LONGEST_WAIT:
        yield "expires_after", f"Give a number of days from 1 to {LONGEST_WAIT}."
    elif not 0 <= brand.remind_after < brand.expires_after * 24:
        yield "remind_after", "Give hours before the opt-in ends, or 0 for no reminder."


def _lead_faults(brand: Brand) -> Iterator[tuple[str, str]]:
    for field in ("lead_target", "lead_escalate", "escalate_after"):
        if not 0 <= getattr(brand, field) <= LONGEST_TARGET:
            yield field, f"Give minutes from 1 to {LONGEST_TARGET:,}, or 0 for none."
    yield from lead_rules.faults(brand.lead_rules)
    yield from lead_targets.faults(brand.lead_targets)


def _host(name: str) -> bool:
    """Imported when an admin saves: its patterns cost a cold start."""
    from chalicelib.core.links import HOST

    return len(name) <= LONGEST_HOST and bool(HOST.fullmatch(name))


def _one_line(text: str, longest: int) -> bool:
    """Plain words: two braces would look like a field that nobody fills in, and no text with them ever goes (O8)."""
    return len(text) <= longest and text.isprintable() and not merge.unfilled(text)


def _regions() -> frozenset[str]:
    """Imported when an admin saves: the tables cost a cold start."""
    from phonenumbers import SUPPORTED_REGIONS

    return frozenset(SUPPORTED_REGIONS)
