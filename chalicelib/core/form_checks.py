"""Whether a form may be saved: every fault at once, each under its field with the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chalicelib.core import colours, keywords, lint, merge, wording
from chalicelib.core.errors import Invalid
from chalicelib.core.forms import PHONE, RESERVED, FieldKind, Form, FormField

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_KEYWORD = re.compile(r"[a-z0-9]{2,20}")
MOST_FIELDS = 20


def check(form: Form, brand: str) -> None:
    """Passes, or raises Invalid with every wrong field."""
    faults: dict[str, str] = {}
    for field, sentence in (*_fields(form), *_texts(form, brand), *_keyword(form), *_colours(form)):
        faults.setdefault(field, sentence)
    if faults:
        raise Invalid(faults)


def _fields(form: Form) -> Iterator[tuple[str, str]]:
    names = [field.name for field in form.fields]
    phones = [field for field in form.fields if field.kind is FieldKind.PHONE]
    if len(phones) != 1 or phones[0].name != PHONE or not phones[0].required:
        yield "fields", "A form needs one required field of the kind phone, named phone."
    if len(form.fields) > MOST_FIELDS:
        yield "fields", f"At most {MOST_FIELDS} fields are allowed. Take some out: people answer short forms."
    if len(set(names)) != len(names):
        yield "fields", "Two fields have the same name. Rename one."
    for place, field in enumerate(form.fields):
        sentence = _field(field)
        if sentence:
            yield f"fields.{place}", sentence
    for name in form.tag_fields:
        if name not in names or name == PHONE:
            yield "tag_fields", f"There is no field {name} whose answers could become tags."


def _field(field: FormField) -> str:
    if not _NAME.fullmatch(field.name) or field.name in RESERVED:
        return "Name it with small letters, digits and _, beginning with a letter; agree, page and website are taken."
    if not field.label.strip():
        return "Give it a label: people must know what to answer."
    if (field.kind is FieldKind.CHOICE) != bool(field.options):
        return "A choice needs options, and only a choice has some."
    return ""


def _texts(form: Form, brand: str) -> Iterator[tuple[str, str]]:
    for place, text in (("title", form.title), ("name", form.name)):
        if not text.strip():
            yield place, "Fill it in."
    fault = lint.fault("wording", form.wording.text, brand)
    if fault:
        yield "wording", fault
    try:
        wording.check_body(form.confirmation, "confirmation")
    except Invalid as error:
        yield "confirmation", error.fields["confirmation"]
        return
    fault = lint.fault("confirmation", form.confirmation, brand)
    if fault:
        yield "confirmation", fault
    if merge.unfilled(form.confirmation):
        yield (
            "confirmation",
            "Fields such as {{first_name}} are not filled in here. Write plain text.",
        )


def _keyword(form: Form) -> Iterator[tuple[str, str]]:
    if not form.keyword:
        if form.widget:
            yield "keyword", "The button to text you needs a word that people send, such as JOIN."
        return
    if not _KEYWORD.fullmatch(form.keyword):
        yield "keyword", "A keyword is one word of 2 to 20 letters or digits, such as JOIN."
    elif keywords.classify(form.keyword) is not None:
        yield "keyword", "This word has a meaning of its own in texting. Choose another, such as JOIN."


def _colours(form: Form) -> Iterator[tuple[str, str]]:
    chosen = {"accent": form.accent, "background": form.background, "text": form.text}
    wrong = [name for name, colour in chosen.items() if not colours.is_colour(colour)]
    for name in wrong:
        yield name, "Write a colour as #rrggbb, such as #1d4ed8."
    if wrong:
        return
    for name in ("accent", "text"):
        found = colours.contrast(chosen[name], form.background)
        if found < colours.LEAST_CONTRAST:
            yield name, f"Its contrast to the background is {found:.1f}; people need at least 4.5. Choose a darker one."
