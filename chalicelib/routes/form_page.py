"""An opt-in form as a page, as a snippet for other pages, and as the scripts that both may use."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from html import escape

from chalicelib import data
from chalicelib.core.forms import AGREE, PHONE, TRAP, FieldKind, Form, FormField, FormId
from chalicelib.core.ids import LineId
from chalicelib.core.lines import Line
from chalicelib.core.phone import pretty

_TYPES = {FieldKind.TEXT: "text", FieldKind.EMAIL: "email", FieldKind.PHONE: "tel"}
_AUTOCOMPLETE = {
    PHONE: "tel",
    "first_name": "given-name",
    "last_name": "family-name",
    "email": "email",
    "location": "address-level2",
    "region": "address-level1",
    "postcode": "postal-code",
}
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
{script}</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
DONE = "Thank you. If this number can get our texts, one is on its way: reply YES to confirm."
_BLANK = Form(id=FormId(""), name="", line=LineId(""), title="")
_BACK = "You once replied STOP? Then text START to {number}."


def page(form: Form, line: Line, said: Mapping[str, str], faults: Mapping[str, str]) -> str:
    """The hosted page; after a fault with what was said, and the fault beside its field."""
    body = [f"<h1>{escape(form.title)}</h1>"]
    if form.intro:
        body.append(f'<p class="intro">{escape(form.intro)}</p>')
    body.append(_form(form, "", said, faults))
    body.append(_also(form, line))
    title = f"Error: {form.title}" if faults else form.title
    return _whole(form, title, "\n".join(body), script=f'<script src="{escape(form.id)}/embed.js" defer></script>\n')


def thanks(form: Form, line: Line) -> str:
    """What a plain form leads to."""
    body = f'<h1>{escape(form.title)}</h1>\n<p class="done" role="status">{escape(done(form, line))}</p>'
    return _whole(form, form.title, body)


def done(form: Form, line: Line) -> str:
    """The same for every number: also how who once opted out comes back."""
    return f"{form.done or DONE}\n{_BACK.format(number=pretty(line.number))}"


def missing() -> str:
    """There is no such form, or it is switched off."""
    return plain("Not here", "<h1>This form is not here</h1>\n<p>It may have been closed. Ask the brand.</p>")


def plain(title: str, body: str) -> str:
    """A page that is no form, in the colours of a new one. `body` is HTML."""
    return _whole(_BLANK, title, body)


def policy(form: Form | None) -> str:
    """The page's own Content-Security-Policy: no script but ours, no style but the one it bears."""
    style = _style(form or _BLANK)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'sha256-{digest}'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def snippet(form: Form, base: str) -> str:
    """To be put into another page: a plain form, and a script that spares the reload."""
    address = f"{base}/forms/{form.id}"
    return f'{_form(form, address, {}, {})}\n<script src="{escape(address)}/embed.js" defer></script>'


def widget_snippet(form: Form, base: str) -> str:
    return f'<script src="{escape(base)}/forms/{escape(form.id)}/widget.js" defer></script>'


def script(form: Form) -> str:
    """Sends the forms of this id without a reload."""
    return data.text("form.js").replace("__FORM__", _quoted(form.id))


def widget(form: Form, line: Line) -> str:
    """The button "Text us"; nothing where it is switched off."""
    told = {
        "href": text_link(form, line),
        "label": "Text us",
        "accent": form.accent,
        "background": form.background,
    }
    return data.text("widget.js").replace("__WIDGET__", _quoted(told if form.widget and form.keyword else None))


def text_link(form: Form, line: Line) -> str:
    """Opens a phone's own texting app with the keyword in it (RFC 5724)."""
    return f"sms:{line.number}?body={form.keyword.upper()}"


def _quoted(value: object) -> str:
    """As a script may bear it: no text of the brand's can end the script."""
    return json.dumps(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _whole(form: Form, title: str, body: str, script: str = "") -> str:
    return _PAGE.format(title=escape(title), style=_style(form), script=script, body=body)


def _style(form: Form) -> str:
    """The colours are checked when the form is saved: nothing but #rrggbb stands here."""
    chosen = f":root{{--accent:{form.accent};--background:{form.background};--text:{form.text}}}"
    return chosen + data.text("form.css")


def _form(form: Form, action: str, said: Mapping[str, str], faults: Mapping[str, str]) -> str:
    target = f' action="{escape(action)}"' if action else ""
    fields = "\n".join(_field(field, said.get(field.name, ""), faults.get(field.name, "")) for field in form.fields)
    return (
        f'<form method="post"{target} data-parley-form="{escape(form.id)}">\n{_summary(form, faults)}{fields}\n'
        f'<p hidden><label for="f-{TRAP}">Leave this empty</label>'
        f'<input id="f-{TRAP}" name="{TRAP}" tabindex="-1" autocomplete="off"></p>\n'
        f"{_agree(form, said.get(AGREE, ''), faults.get(AGREE, ''))}\n"
        '<button type="submit">Sign up</button>\n</form>'
    )


def _summary(form: Form, faults: Mapping[str, str]) -> str:
    if not faults:
        return ""
    labels = {field.name: field.label for field in form.fields} | {AGREE: "Your agreement"}
    items = "".join(
        f'<li><a href="#f-{escape(name)}">{escape(labels.get(name, name))}: {escape(sentence)}</a></li>'
        for name, sentence in faults.items()
    )
    return (
        f'<div class="errors" role="alert" tabindex="-1" autofocus><h2>There is a problem</h2><ul>{items}</ul></div>\n'
    )


def _field(field: FormField, said: str, fault: str) -> str:
    known = f'id="f-{field.name}" name="{field.name}"{_state(field, fault)}'
    need = "" if field.required else ' <span class="need">(optional)</span>'
    label = f'<label for="f-{field.name}">{escape(field.label)}{need}</label>'
    if field.kind is FieldKind.CHECKBOX:
        ticked = " checked" if said else ""
        return (
            f'<div class="field"><label class="tick" for="f-{field.name}"><input type="checkbox" value="yes" '
            f"{known}{ticked}><span>{escape(field.label)}</span></label>{_fault(field.name, fault)}</div>"
        )
    if field.kind is FieldKind.CHOICE:
        options = "".join(
            f"<option{' selected' if option == said else ''}>{escape(option)}</option>" for option in field.options
        )
        shown = f'<select {known}><option value="">Choose</option>{options}</select>'
    else:
        complete = _AUTOCOMPLETE.get(field.name, "off")
        shown = f'<input type="{_TYPES[field.kind]}" {known} autocomplete="{complete}" value="{escape(said)}">'
    return f'<div class="field">{label}{shown}{_fault(field.name, fault)}</div>'


def _agree(form: Form, said: str, fault: str) -> str:
    """Never ticked beforehand; a tick of the visitor's own stays when another answer was wrong."""
    agree = FormField(AGREE, "", FieldKind.CHECKBOX, required=True)
    ticked = " checked" if said else ""
    return (
        f'<div class="field"><label class="tick" for="f-{AGREE}" data-short="Your agreement"><input type="checkbox" '
        f'value="yes" id="f-{AGREE}" name="{AGREE}"{_state(agree, fault)}{ticked}>'
        f"<span>{escape(form.wording.text)}</span></label>{_fault(AGREE, fault)}</div>"
    )


def _state(field: FormField, fault: str) -> str:
    wrong = f' aria-invalid="true" aria-describedby="f-{field.name}-error"' if fault else ""
    return (" required" if field.required else "") + wrong


def _fault(name: str, fault: str) -> str:
    return f'<span class="error" id="f-{name}-error">{escape(fault)}</span>' if fault else ""


def _also(form: Form, line: Line) -> str:
    if not form.keyword:
        return ""
    word, number = escape(form.keyword.upper()), escape(pretty(line.number))
    return f'<p class="also">Or text <a href="{escape(text_link(form, line))}">{word} to {number}</a>.</p>'
