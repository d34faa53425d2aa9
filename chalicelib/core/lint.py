"""What a wording must say before anybody may agree to it: CTIA's list, from data/opt_in_wording.toml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from chalicelib import data

Place = Literal["wording", "confirmation"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One of `phrases` must be there, whatever its case. `sentence` is what to add; not `needed`: it is advice."""

    place: Place
    part: str
    phrases: tuple[str, ...]
    sentence: str
    needed: bool


def rules(brand: str) -> Iterator[Rule]:
    """All rules, in the order in which people read them."""
    table = data.table("opt_in_wording")
    places: tuple[Place, ...] = ("wording", "confirmation")
    for place in places:
        yield Rule(place, "brand", (brand,), _names(place, brand), needed=True)
        said: Mapping[str, Any] = table["texts"][place]
        for part in (*said["needed"], *said["advised"]):
            known = table["parts"][part]
            yield Rule(place, part, tuple(known["phrases"]), known["sentence"], needed=part in said["needed"])


def missing(place: Place, text: str, brand: str) -> list[Rule]:
    """The needed parts that `text` does not say."""
    return [rule for rule in rules(brand) if rule.place == place and rule.needed and not says(text, rule.phrases)]


def says(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in the text, whatever its case."""
    folded = text.casefold()
    return any(phrase.casefold() in folded for phrase in phrases)


def fault(place: Place, text: str, brand: str) -> str:
    """What is missing, as one sentence with what to add; empty where nothing is."""
    lacking = missing(place, text, brand)
    if not lacking:
        return ""
    parts = ", ".join(rule.part for rule in lacking)
    return f"This must also say ({parts}). Add: {' '.join(rule.sentence for rule in lacking)}"


def standard_wording(brand: str) -> str:
    """A wording that says all of it, to begin with."""
    return (
        f"I agree to receive recurring automated texts from {brand} at this number. Consent is not a condition of "
        "purchase. Message frequency varies. Msg & data rates may apply. Reply HELP for help, STOP to opt out."
    )


def standard_confirmation(brand: str) -> str:
    """A text that asks for YES and says all of it."""
    return (
        f"{brand}: Reply YES to get our texts. Message frequency varies. Msg & data rates may apply. "
        "Reply HELP for help, STOP to opt out."
    )


def _names(place: Place, brand: str) -> str:
    return f"I agree to receive texts from {brand}." if place == "wording" else f"{brand}:"
