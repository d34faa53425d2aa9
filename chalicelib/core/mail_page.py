"""The HTML part of a mail: the same words as its text, readable on a phone, and the link to the brand's own site as a
button. Nothing of it is fetched from anywhere: no picture, no font, no style sheet."""

from __future__ import annotations

import re
from html import escape

_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>'
    '<body style="margin:0;padding:16px;background:#ffffff;color:#16211f;overflow-wrap:anywhere;'
    'font:16px/1.5 system-ui,-apple-system,Roboto,Helvetica,Arial,sans-serif">'
    '<div style="max-width:36rem;margin:0 auto">{paragraphs}</div></body></html>'
)
_BUTTON = (
    '<a role="button" href="{link}" style="display:inline-block;margin:4px 0;padding:14px 24px;border-radius:24px;'
    'background:#0f6b5f;color:#ffffff;font-weight:600;text-decoration:none">{label}</a><br role="presentation">'
)
_SMALL = '<span style="font-size:13px;color:#5b6b68">{link}</span>'
_LABEL = 40
_OPEN = "Open"


def page(subject: str, text: str, site: str) -> str:
    """What a mail with this subject and text shows as HTML. Of its links the last one that leads to `site` (an origin)
    is a button; any other is only words, as a contact may have written it."""
    links = list(re.finditer(re.escape(site) + r"(?:/[\w./~%?#=&-]*)?(?=\s|$)", text)) if site else []
    if not links:
        shown = _words(text)
    else:
        link = links[-1]
        before, after = text[: link.start()], text[link.end() :]
        href = escape(link.group())
        button = _BUTTON.format(link=href, label=escape(_label(before)))
        shown = f"{_words(before)}{button}{_SMALL.format(link=href)}{_words(after)}"
    return _PAGE.format(title=escape(" ".join(subject.split())), paragraphs=f"<p>{shown}</p>")


def _words(text: str) -> str:
    return escape(text).replace("\n\n", "</p><p>").replace("\n", "<br>")


def _label(before: str) -> str:
    """What the line says that leads to the link: "Read and answer: ". Where that is long, or nothing, "Open"."""
    line = before.rpartition("\n")[2].strip().removesuffix(":")
    return line if 0 < len(line) <= _LABEL and before.rstrip().endswith(":") else _OPEN
