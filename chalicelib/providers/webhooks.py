"""Webhooks: who signed them, and what they say. Imports the validator only, not the REST library."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import parse_qsl, quote

from twilio.request_validator import RequestValidator

from chalicelib.core.errors import Forbidden, Invalid
from chalicelib.core.inbound import Inbound
from chalicelib.providers import forms

MAX_FIELDS = 400
MAX_BYTES = 64 * 1024
_SID = re.compile(r"(SM|MM)[0-9a-f]{32}")
_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_NUMBER = re.compile(r"\+[1-9]\d{1,14}|\d{3,8}", re.ASCII)

_ESSENTIAL = ("Body", "MessageStatus")
"""A text has its words, though they be empty; a callback has its status."""


class Webhooks:
    """Checks what the provider signs: the public URL exactly as it was called, and the form's fields.

    `tokens` are the auth tokens that are accepted; during a rotation there are two. An empty one would let anybody
    sign, so it is refused at start-up.
    """

    def __init__(self, tokens: Sequence[str], account: str, base_url: str) -> None:
        if not tokens or not all(tokens):
            raise ValueError("the provider's auth token is empty: set it in the secret")
        self._validators = [RequestValidator(token) for token in tokens]
        self._account = account
        self._base_url = base_url

    def form(self, path: str, query: Sequence[tuple[str, str]], raw: bytes, header: str | None) -> dict[str, str]:
        """The signed form of a message webhook; Forbidden if it is not the provider's, Invalid if it is garbled."""
        fields = parse(raw)
        url = self._base_url + path + _query(query)
        if not header or not self._signed(url, fields, header):
            raise Forbidden("bad_signature", "This webhook is not signed by the provider for this URL.")
        self._check_shapes(fields)
        return fields

    def _signed(self, url: str, fields: dict[str, str], header: str) -> bool:
        """The URL as it is called first; only then as the provider may have written it, with or without its port."""
        said = header.encode("utf-8", "replace")
        straight = (validator.compute_signature(url, fields).encode() for validator in self._validators)
        if any(hmac.compare_digest(computed, said) for computed in straight):
            return True
        return any(validator.validate(url, fields, header) for validator in self._validators)

    def inbound(self, form: Mapping[str, str], received: datetime) -> Inbound:
        """The text that a verified form brings."""
        return forms.inbound(form, received)

    def report(self, form: Mapping[str, str]) -> forms.Report:
        """What a verified status callback says."""
        return forms.report(form)

    def _check_shapes(self, fields: dict[str, str]) -> None:
        """Between a field's name and its value nothing is signed: only what has the right shape is what was meant."""
        wrong = {
            name: "This is not what the provider sends here."
            for name, shape in (("MessageSid", _SID), ("From", _NUMBER), ("To", _NUMBER))
            if not shape.fullmatch(fields.get(name, ""))
        }
        if fields.get("AccountSid") != self._account:
            wrong["AccountSid"] = "This is not our account."
        if not all(map(_NAME.fullmatch, fields)) or fields.keys().isdisjoint(_ESSENTIAL):
            wrong["body"] = "These are not the provider's fields."
        if wrong:
            raise Invalid(wrong)


def parse(raw: bytes) -> dict[str, str]:
    """The form's fields, empty ones kept (they are signed); Invalid for bytes that are no form, or a repeated field."""
    if len(raw) > MAX_BYTES:
        raise Invalid({"body": "The form is too long."})
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError:
        raise Invalid({"body": "This is no form in UTF-8."}) from None
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Invalid({"body": "A field stands twice."})
    return fields


def _query(query: Sequence[tuple[str, str]]) -> str:
    """API Gateway gives the query decoded and unordered: our hook URLs have one parameter at most, encoded just so."""
    if not query:
        return ""
    try:
        return "?" + "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in query)
    except UnicodeEncodeError:
        raise Invalid({"query": "This is no text in UTF-8."}) from None
