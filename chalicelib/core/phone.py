"""Phone numbers: from what people type to E.164, and from E.164 to what people read."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NewType

from chalicelib.core.errors import Invalid

PhoneNumber = NewType("PhoneNumber", str)
"""E.164: a plus sign and 8 to 15 digits."""

_E164 = re.compile(r"\+[1-9][0-9]{7,14}")
_NORTH_AMERICA = re.compile(r"\+1[2-9](?!11)[0-9]{2}[2-9][0-9]{6}")
_SHORT_CODE = re.compile(r"[0-9]{3,8}")
_TOLL_FREE = re.compile(r"\+18(?:00|33|44|55|66|77|88)[0-9]{7}")
_WRITTEN = re.compile(r"\+?[0-9 ().\-/\[\]]*")
_EXTENSION = re.compile(r"(?:;?\s*(?:ext|extn|extension|x|#)\.?\s*[=:]?\s*[0-9]{1,7})\s*$", re.IGNORECASE)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−·•"), "-")
_NORTH_AMERICAN_REGIONS = frozenset({"US", "CA"})
_SHOWN = 4


def parse(text: str, region: str = "US", field: str = "to") -> PhoneNumber:
    """The number that a person of `region` means by `text`, in E.164; Invalid under `field` if none.

    North American numbers need the shape of the plan only (NANPA: NPA-NXX-XXXX), so that a new area code
    works on its first day; all others must exist in the numbering plan of their country.
    """
    written = _cleaned(text)
    if not written:
        raise Invalid({field: "Enter a phone number, such as (202) 555-0110."})
    if _EXTENSION.search(written):
        raise Invalid({field: "Leave the extension out: a text reaches a number, not an extension."})
    if not _WRITTEN.fullmatch(written):
        raise Invalid({field: "A phone number has digits only, such as (202) 555-0110 or +44 20 7946 0018."})
    number = _north_american(written, region) or _of_any_plan(written, region)
    if number is None:
        raise Invalid({field: "This cannot be a phone number. Check its digits; abroad begin with + and the country."})
    return number


def is_e164(text: str) -> bool:
    """Whether `text` is written as E.164; says nothing of whether the number is in use."""
    return _E164.fullmatch(text) is not None


def mask(phone: str) -> str:
    """The number for a log line: its last four digits show (two of a short one), as in "+1••••••0123"."""
    if not is_e164(phone):
        return "•••"
    shown = _SHOWN if len(phone) > 2 * _SHOWN + 2 else 2
    head = "+1" if phone.startswith("+1") else "+"
    return head + "•" * (len(phone) - len(head) - shown) + phone[-shown:]


def pretty(phone: str) -> str:
    """The number as people write it: "(202) 555-0110", abroad "+44 20 7946 0018"; a short code as it is."""
    if _NORTH_AMERICA.fullmatch(phone):
        return f"({phone[2:5]}) {phone[5:8]}-{phone[8:]}"
    if not is_e164(phone):
        return phone
    import phonenumbers

    try:
        parsed = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def kind_of(number: str) -> Literal["toll_free", "local", "short_code"]:
    """What kind of line a number of the brand is, in the words of `lines.LineKind`.

    Toll-free codes of North America: 800 833 844 855 866 877 888 (47 CFR 52, subpart D; 822 is not in use).
    """
    if _TOLL_FREE.fullmatch(number):
        return "toll_free"
    return "short_code" if _SHORT_CODE.fullmatch(number) else "local"


def _cleaned(text: str) -> str:
    """`text` in ASCII shapes: full width, typographic dashes, direction marks and `tel:` are gone."""
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES))
    plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    plain = " ".join(plain.split())
    return re.sub(r"^(?:tel:\s*)?\(?(?=\+)|^tel:\s*", "", plain, flags=re.IGNORECASE)


def _north_american(written: str, region: str) -> PhoneNumber | None:
    """The number if it is one of the North American plan; without the tables that cost a cold start."""
    digits = re.sub(r"[^0-9]", "", written)
    if written.startswith("+"):
        international = "+" + digits
    elif region not in _NORTH_AMERICAN_REGIONS:
        return None
    else:
        international = "+1" + re.sub(r"^(?:0111|001|1)(?=[0-9]{10}$)", "", digits)
    return PhoneNumber(international) if _NORTH_AMERICA.fullmatch(international) else None


def _of_any_plan(written: str, region: str) -> PhoneNumber | None:
    import phonenumbers

    if written.startswith("00"):
        written = "+" + written[2:]
    try:
        parsed = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return PhoneNumber(number) if phonenumbers.is_valid_number(parsed) and is_e164(number) else None
