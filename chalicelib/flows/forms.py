"""Opt-in forms: shown to everybody, made and changed by admins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.core import access, form_checks, forms
from chalicelib.core.access import Action
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.forms import Form, FormId
from chalicelib.core.ids import LineId, PersonId, ulid
from chalicelib.core.lines import Line
from chalicelib.flows.decide import settled
from chalicelib.flows.lines import named
from chalicelib.flows.people import me
from chalicelib.flows.ports import House


def shown(house: House, form: str) -> tuple[Form, Line]:
    """A form that takes answers, with its line; NotFound where there is none, or it is switched off."""
    found = house.forms.get(forms.named(form))
    if found is None or not found.active:
        raise NotFound("form")
    line = house.team.line(found.line)
    if line is None:
        raise NotFound("form")
    return found, line


def every(house: House, caller: PersonId) -> tuple[list[Form], dict[LineId, Line]]:
    """All forms by id, for admins, and the lines."""
    access.demand(me(house, caller), Action.EDIT_FORMS)
    return house.forms.all(), {line.id: line for line in house.team.lines()}


def create(
    house: House, caller: PersonId, given: Mapping[str, Any], wording: str, key: str | None, now: datetime
) -> tuple[Form, Line]:
    """A new form. The same request with the same key makes it once."""
    access.demand(me(house, caller), Action.EDIT_FORMS)
    seed = f"{caller}:{key}" if key else house.fresh()
    form = FormId("f" + ulid(0 if key else int(now.timestamp() * 1000), seed).lower())

    def attempt() -> tuple[Form, Line]:
        known = house.forms.get(form)
        if known is not None:
            return known, _line(house, known.line)
        line = _line(house, named(house, given["line"]))
        blank = Form(id=form, **{**given, "line": line.id})
        return _saved(house, None, forms.reworded(blank, wording, now)), line

    return settled(attempt)


def change(
    house: House, caller: PersonId, form: str, given: Mapping[str, Any], wording: str | None, now: datetime
) -> tuple[Form, Line]:
    """The form with what is given; other words beside the tick box are a new version, and the old ones stay."""
    access.demand(me(house, caller), Action.EDIT_FORMS)

    def attempt() -> tuple[Form, Line]:
        before = house.forms.get(forms.named(form))
        if before is None:
            raise NotFound("form")
        line = _line(house, named(house, given["line"]) if "line" in given else before.line)
        changed = replace(before, **{**given, "line": line.id})
        return _saved(house, before, changed if wording is None else forms.reworded(changed, wording, now)), line

    return settled(attempt)


def _line(house: House, line: LineId) -> Line:
    found = house.team.line(line)
    if found is None:
        raise Invalid({"line": "There is no such line. Name one by its id or number."})
    return found


def _saved(house: House, before: Form | None, form: Form) -> Form:
    form = replace(form, keyword=form.keyword.strip().lower())
    form_checks.check(form, house.brand.name)
    return house.forms.save(before, form, _lines(house, before, form))


def _lines(house: House, before: Form | None, form: Form) -> list[tuple[Line, Line]]:
    """The lines whose keywords change with the form: each as it is and as it shall be."""
    pairs = []
    for line_id in {form.line, before.line if before else form.line}:
        line = _line(house, line_id)
        words = {word: known for word, known in line.keywords.items() if known != form.id}
        if line_id == form.line and form.keyword:
            if form.keyword in words:
                raise Invalid({"keyword": "Another form of this line has this keyword. Choose another."})
            if any(form.keyword in rule.words for rule in line.rules):
                raise Invalid({"keyword": "A keyword rule of this line has this word. Choose another."})
            words[form.keyword] = form.id
        if words != dict(line.keywords):
            pairs.append((line, replace(line, keywords=words)))
    return pairs
