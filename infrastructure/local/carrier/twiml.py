"""Reading what a webhook answered: the texts that its TwiML asks to send."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET


@dataclass(frozen=True, slots=True)
class Reply:
    """A text to send; an empty `to` means the sender of the text that is answered."""

    body: str
    media: tuple[str, ...] = ()
    to: str = ""
    callback: str = ""


def replies(content_type: str, body: str) -> list[Reply]:
    """The texts asked for; plain text is one text as a whole, as with the real provider."""
    if content_type.startswith("text/plain"):
        return [Reply(body.strip())] if body.strip() else []
    if not body.strip():
        return []
    try:
        root = ET.fromstring(body)  # noqa: S314 - our own server's answer, on this machine
    except ET.ParseError:
        return []
    return [_reply(verb) for verb in root.iter() if verb.tag in ("Message", "Sms")]


def _reply(verb: ET.Element) -> Reply:
    nested = verb.find("Body")
    text = (nested.text if nested is not None else verb.text) or ""
    media = tuple(part.text.strip() for part in verb.findall("Media") if part.text)
    callback = verb.get("statusCallback") or verb.get("action") or ""
    return Reply(text.strip(), media, verb.get("to", ""), callback)
