"""Rules of audiences in plain words: "tagged vip and in CA and not texted in the last 7 days"."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.core.audience import CUSTOM, All, Any, Condition, Not, Op, Rule
from chalicelib.core.consent import Consent

_NOUNS = {
    "first_name": "first name",
    "last_name": "last name",
    "email": "email address",
    "postcode": "ZIP",
    "region": "state",
}
_ACTS = {"created": "added", "last_inbound": "wrote", "last_outbound": "texted"}
_CONSENTS: Mapping[str, tuple[str, str]] = {
    Consent.YES: ("agreed to texts", "has not agreed to texts"),
    Consent.PENDING: ("has still to confirm with YES", "has no YES to confirm"),
    Consent.NO: ("opted out", "has not opted out"),
    Consent.NONE: ("was never asked to agree", "was asked to agree"),
}


def describe(rule: Rule, names: Mapping[str, str] | None = None) -> str:
    """The rule in words; `names` are those of people by id."""
    return _said(rule, names or {}, negative=False, inner=False)


def _said(rule: Rule, names: Mapping[str, str], *, negative: bool, inner: bool) -> str:
    match rule:
        case Not(part):
            return _said(part, names, negative=not negative, inner=inner)
        case All(parts) | Any(parts):
            # Not all of them: one is not so. Not any of them: none is so.
            joint = " and " if isinstance(rule, All) is not negative else " or "
            several = inner or len(parts) > 1
            told = joint.join(_said(part, names, negative=negative, inner=several) for part in parts)
            return f"({told})" if inner and len(parts) > 1 else told
        case _:
            return _condition(rule, names, negative=negative)


def _condition(asked: Condition, names: Mapping[str, str], *, negative: bool) -> str:
    if asked.field == "consent":
        return _listed([_CONSENTS[state][negative] for state in asked.values], negative=negative)
    if asked.field == "lead":
        return "has no open lead" if negative else "has an open lead"
    if asked.field in _ACTS:
        return _moment(_ACTS[asked.field], asked, negative=negative)
    field = asked.field.removeprefix(CUSTOM)
    noun = _NOUNS.get(field, field)
    if asked.op is Op.KNOWN:
        return f"has no {noun}" if negative else f"has {_article(noun)} {noun}"
    wanted = _listed([names.get(value, value) for value in asked.values])
    if asked.op is Op.IS and asked.field in ("tag", "region", "owner"):
        verb = {"tag": "tagged", "region": "in", "owner": "with"}[asked.field]
        return f"not {verb} {wanted}" if negative else f"{verb} {wanted}"
    verbs = {Op.IS: ("is", "is not"), Op.CONTAINS: ("contains", "does not contain")}
    return f"{noun} {verbs.get(asked.op, ('begins with', 'does not begin with'))[negative]} {wanted}"


def _moment(act: str, asked: Condition, *, negative: bool) -> str:
    if asked.op is Op.KNOWN:
        return f"never {act}" if negative else f"{act} before"
    days = "day" if asked.days == 1 else f"{asked.days} days"
    told = f"{act} in the last {days}" if asked.op is Op.WITHIN else f"last {act} more than {days} ago"
    return f"not {told}" if negative else told


def _listed(told: list[str], *, negative: bool = False) -> str:
    return (" and " if negative else " or ").join(told)


def _article(noun: str) -> str:
    return "an" if noun[:1].lower() in "aeiou" else "a"
