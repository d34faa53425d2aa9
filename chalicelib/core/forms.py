"""An opt-in form: what it asks, the words people agree to, and what becomes of their answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from chalicelib.core.errors import NotFound
from chalicelib.core.ids import LineId

FormId = NewType("FormId", str)

PHONE = "phone"
AGREE = "agree"
TRAP = "website"
"""A field that no person sees: whoever fills it is a machine."""
PAGE = "page"
RESERVED = frozenset({AGREE, TRAP, PAGE})
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class FieldKind(StrEnum):
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    CHOICE = "choice"
    CHECKBOX = "checkbox"


@dataclass(frozen=True, slots=True)
class FormField:
    """`name` is what an answer is stored under, `label` what people read. `options` are those of a choice."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The words beside the tick box, from `since` on. Once in force a version never changes."""

    version: int
    text: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Form:
    """`wordings` are all versions, the one in force last. `confirmation` is the text that asks for YES, `done` what the
    page says after. `tags` are set on whoever opts in, and so are the answers of `tag_fields`. `keyword`, texted to the
    line, opts in too. `widget`: the "text us" button shows. `active`: the form takes answers.
    `lead`: whoever answers becomes a lead (LD-1).
    """

    id: FormId
    name: str
    line: LineId
    title: str
    intro: str = ""
    fields: tuple[FormField, ...] = ()
    wordings: tuple[Wording, ...] = ()
    confirmation: str = ""
    done: str = ""
    tags: frozenset[str] = frozenset()
    tag_fields: tuple[str, ...] = ()
    keyword: str = ""
    accent: str = "#1d4ed8"
    background: str = "#ffffff"
    text: str = "#111827"
    widget: bool = False
    active: bool = True
    lead: bool = False
    version: int = 0

    @property
    def wording(self) -> Wording:
        """The one in force."""
        return self.wordings[-1]


def named(form: str) -> FormId:
    """The id that a caller wrote; NotFound for what cannot be one."""
    if not _ID.fullmatch(form):
        raise NotFound("form")
    return FormId(form)


def reworded(form: Form, text: str, now: datetime) -> Form:
    """The form with these words beside the tick box: a new version where they differ, else as it is."""
    if form.wordings and form.wording.text == text:
        return form
    return replace(form, wordings=(*form.wordings, Wording(len(form.wordings) + 1, text, now)))


def wording_of(form: Form, version: int) -> Wording:
    """The words as they were in that version; the ones in force for a version that never was."""
    found = [wording for wording in form.wordings if wording.version == version]
    return found[0] if found else form.wording
