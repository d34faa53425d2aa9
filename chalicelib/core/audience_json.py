"""Rules of audiences as JSON and back: `{"all": [{"field": "tag", "op": "is", "value": ["vip"]}, {"not": …}]}`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any as Whatever

from chalicelib.core.audience import CUSTOM, OPS, All, Any, Condition, Not, Op, Rule, ops_of
from chalicelib.core.consent import Consent
from chalicelib.core.errors import Invalid
from chalicelib.core.places import atlas

DEEPEST = 6
MOST_CONDITIONS = 50
MOST_VALUES = 50
LONGEST_VALUE = 200
MOST_DAYS = 3660

_REMEDY = 'Write {"all": […]}, {"any": […]}, {"not": {…}}, or a condition such as {"field": "tag", "op": "is", …}.'
_JOINTS = ("all", "any", "not")


def read(told: object, at: str = "rule") -> Rule:
    """The rule; Invalid, naming by its path (`rule.all[1].field`) every part that cannot be, with what would be right.

    At most 6 levels deep, 50 conditions, 50 values a condition of 200 characters each, and 3,660 days back.
    """
    reader = _Reader()
    rule = reader.rule(told, at, 1)
    if reader.conditions > MOST_CONDITIONS:
        reader.faults[at] = f"A rule has at most {MOST_CONDITIONS} conditions; this has {reader.conditions}."
    if reader.faults:
        raise Invalid(reader.faults)
    return rule


def loads(text: str) -> Rule:
    """A rule that was stored by `dumps`."""
    return read(json.loads(text))


def dumps(rule: Rule) -> str:
    """The rule as one line of JSON, the same for the same rule."""
    return json.dumps(dump(rule), separators=(",", ":"), ensure_ascii=False)


def dump(rule: Rule) -> dict[str, Whatever]:
    """The rule as the API shows it, which `read` reads back to the same."""
    match rule:
        case All(parts):
            return {"all": [dump(part) for part in parts]}
        case Any(parts):
            return {"any": [dump(part) for part in parts]}
        case Not(part):
            return {"not": dump(part)}
        case _:
            told: dict[str, Whatever] = {"field": rule.field, "op": rule.op.value}
            told |= {"value": list(rule.values)} if rule.values else {}
            return told | ({"days": rule.days} if rule.days else {})


class _Reader:
    """Collects what is wrong, so that a caller is told all of it at once."""

    def __init__(self) -> None:
        self.faults: dict[str, str] = {}
        self.conditions = 0

    def rule(self, told: object, at: str, depth: int) -> Rule:
        if not isinstance(told, Mapping):
            return self._wrong(at, _REMEDY)
        if depth > DEEPEST:
            return self._wrong(at, f"A rule is at most {DEEPEST} levels deep. Take a level out.")
        joints = [name for name in _JOINTS if name in told]
        if not joints:
            return self._condition(told, at)
        if len(told) > 1:
            return self._wrong(at, f"Only one of all, any and not, and nothing beside it. {_REMEDY}")
        (joint,) = joints
        if joint == "not":
            return Not(self.rule(told["not"], f"{at}.not", depth + 1))
        return self._parts(joint, told[joint], f"{at}.{joint}", depth)

    def _parts(self, joint: str, told: object, at: str, depth: int) -> Rule:
        if not isinstance(told, list) or not told:
            return self._wrong(at, "Give a list of at least one rule.")
        parts = tuple(self.rule(part, f"{at}[{place}]", depth + 1) for place, part in enumerate(told))
        return All(parts) if joint == "all" else Any(parts)

    def _condition(self, told: Mapping[str, object], at: str) -> Rule:
        self.conditions += 1
        for name in told:
            if name not in ("field", "op", "value", "days"):
                self._wrong(f"{at}.{name}", "There is no such part. Remove it or mend its name.")
        field, op = told.get("field"), told.get("op")
        if not isinstance(field, str) or not (allowed := ops_of(field)):
            return self._wrong(f"{at}.field", f"Give one of {', '.join(OPS)}, or {CUSTOM} and the name of your own.")
        if not isinstance(op, str) or op not in allowed:
            return self._wrong(f"{at}.op", f"{field} can be asked: {', '.join(sorted(allowed))}.")
        return self._asked(field, Op(op), told, at)

    def _asked(self, field: str, op: Op, told: Mapping[str, object], at: str) -> Rule:
        timed, open_ = op in (Op.WITHIN, Op.OLDER), op is Op.KNOWN
        for name, wanted in (("days", timed), ("value", not timed and not open_)):
            if name in told and not wanted:
                return self._wrong(f"{at}.{name}", f"“{op}” takes no {name}. Remove it.")
        if timed:
            return Condition(field, op, days=self._days(told.get("days"), f"{at}.days"))
        return Condition(field, op, () if open_ else self._values(field, told.get("value"), f"{at}.value"))

    def _days(self, told: object, at: str) -> int:
        if isinstance(told, int) and not isinstance(told, bool) and 1 <= told <= MOST_DAYS:
            return told
        self._wrong(at, f"Give a whole number of days from 1 to {MOST_DAYS}.")
        return 1

    def _values(self, field: str, told: object, at: str) -> tuple[str, ...]:
        values = [told] if isinstance(told, str) else told
        if not isinstance(values, list) or not 1 <= len(values) <= MOST_VALUES:
            self._wrong(at, f"Give a text, or a list of 1 to {MOST_VALUES}.")
            return ()
        return tuple(self._value(field, value, f"{at}[{place}]") for place, value in enumerate(values))

    def _value(self, field: str, told: object, at: str) -> str:
        if not isinstance(told, str) or not told.strip() or len(told) > LONGEST_VALUE:
            self._wrong(at, f"Give a text of 1 to {LONGEST_VALUE} characters.")
        elif field == "region" and told.strip().upper() not in atlas().regions:
            self._wrong(at, "Write a state or province in two letters, such as TX or ON.")
        elif field == "consent" and told not in {state.value for state in Consent}:
            self._wrong(at, f"Give one of {', '.join(Consent)}.")
        else:
            return told.strip().upper() if field == "region" else told.strip()
        return ""

    def _wrong(self, at: str, why: str) -> Rule:
        """Notes it; what it gives stands in the place of a rule that nobody will ever see."""
        self.faults.setdefault(at, why)
        return All(())
