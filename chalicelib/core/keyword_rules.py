"""Keyword rules of a line: a word that contacts text leads to a reply, tags, a group or somebody's hands (AU-1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from chalicelib.core import keywords, office
from chalicelib.core.errors import Invalid
from chalicelib.core.keyword_rule import KeywordRule

if TYPE_CHECKING:
    from chalicelib.core.lines import Line

MOST_RULES, MOST_WORDS, LONGEST_WORD, MOST_TAGS = 20, 10, 40, 10


def tidy(words: Sequence[str]) -> tuple[str, ...]:
    """The words as texts are compared with them, each once; one of which nothing is left stays empty."""
    return tuple(dict.fromkeys(map(keywords.normalise, words)))


def matching(rules: Sequence[KeywordRule], body: str) -> tuple[KeywordRule, bool] | None:
    """The rule for this text, and whether the text is its word and nothing else; None: there is none.

    A word that is the whole text goes before one within it; of those within it the first rule's counts.
    """
    if not rules:
        return None
    said = keywords.normalise(body[: keywords.LONGEST])
    if not said:
        return None
    whole = next((rule for rule in rules if said in rule.words), None)
    if whole is not None:
        return whole, True
    padded = f" {said} "
    within = (rule for rule in rules if rule.anywhere and any(f" {word} " in padded for word in rule.words))
    return next(((rule, False) for rule in within), None)


def check(line: Line) -> None:
    """Return if the line's rules can be; else Invalid with every fault of them."""
    found = dict(_faults(line.rules, line.keywords))
    if found:
        raise Invalid(found)


def _faults(rules: Sequence[KeywordRule], of_forms: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if len(rules) > MOST_RULES:
        yield "rules", f"Give a line at most {MOST_RULES} rules. Put words with the same reply into one."
    times = Counter(word for rule in rules for word in rule.words)
    for place, rule in enumerate(rules):
        said = next(filter(None, (_unfit(word, times, of_forms) for word in rule.words)), "")
        if not 1 <= len(rule.words) <= MOST_WORDS:
            said = f"Give 1 to {MOST_WORDS} words."
        if said:
            yield f"rules.{place}.words", said
        yield from _empty(rule, f"rules.{place}")


def _unfit(word: str, times: Mapping[str, int], of_forms: Mapping[str, str]) -> str:
    """What speaks against a word, with the remedy; empty: nothing does."""
    if not word or len(word) > LONGEST_WORD:
        return f"A keyword has 1 to {LONGEST_WORD} letters or digits, such as HOURS."
    if keywords.classify(word) is not None:
        return f"“{word}” has a meaning of its own in texting, such as STOP. Choose another."
    if word in of_forms:
        return f"“{word}” is the keyword of an opt-in form of this line. Choose another."
    return f"“{word}” stands here twice. Take one of them out." if times[word] > 1 else ""


def _empty(rule: KeywordRule, field: str) -> Iterator[tuple[str, str]]:
    if not (rule.reply or rule.tags or rule.group or rule.assignee):
        yield field, "Say what this rule does: a reply, tags, a group, or who gets the conversation."
    if len(rule.tags) > MOST_TAGS:
        yield f"{field}.tags", f"Give at most {MOST_TAGS} tags."
    if said := office.unsayable(rule.reply):
        yield f"{field}.reply", said
    if not rule.alert and (rule.assignee or not rule.reply):
        yield f"{field}.alert", "Only where a reply is all there is to it nobody need be told. Let it alert."
