"""How many segments a text takes (3GPP TS 23.038: GSM 7-bit alphabet, else UCS-2)."""

from __future__ import annotations

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
GSM7_SINGLE, GSM7_PART = 160, 153
UCS2_SINGLE, UCS2_PART = 70, 67
BEYOND_BMP = 0x10000


def segments(body: str) -> int:
    """At least 1, also for a text that has only media."""
    if all(c in BASIC or c in EXTENDED for c in body):
        return _parts([2 if c in EXTENDED else 1 for c in body], GSM7_SINGLE, GSM7_PART)
    return _parts([2 if ord(c) >= BEYOND_BMP else 1 for c in body], UCS2_SINGLE, UCS2_PART)


def _parts(sizes: list[int], single: int, part: int) -> int:
    if sum(sizes) <= single:
        return 1
    count, used = 1, 0
    for size in sizes:
        if used + size > part:  # a pair (escape and sign, or two surrogates) is never torn between two parts
            count, used = count + 1, 0
        used += size
    return count
