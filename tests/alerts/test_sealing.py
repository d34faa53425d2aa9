"""The encryption of web push: the RFC's own example, and what another reader reads."""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.alerts.sealing import point, seal
from infrastructure.local.carrier.browsers import PushRefused, opened

WORDS = b"When I grow up, I want to be a watermelon"
BROWSER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
OWN = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
    "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
"""RFC 8291, section 5 and appendix A."""


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def key(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(decoded(text)), ec.SECP256R1())


def test_the_example_of_the_standard_comes_out_to_the_letter() -> None:
    browser = point(key(BROWSER).public_key())
    assert seal(WORDS, browser, decoded(SECRET), key(OWN), decoded(SALT)) == decoded(BODY)
    assert opened(key(BROWSER), decoded(SECRET), decoded(BODY)) == WORDS


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 3000])
def test_the_browser_reads_what_was_sealed_and_nobody_else(length: int) -> None:
    browser, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    secret, data = os.urandom(16), os.urandom(length)
    body = seal(data, point(browser.public_key()), secret, ec.generate_private_key(ec.SECP256R1()), os.urandom(16))
    assert opened(browser, secret, body) == data
    for reader, known in ((other, secret), (browser, os.urandom(16))):
        with pytest.raises(PushRefused):
            opened(reader, known, body)


def test_what_is_no_point_of_the_curve_is_refused() -> None:
    with pytest.raises(ValueError, match=r".*"):
        seal(WORDS, b"\x04" + b"\1" * 64, decoded(SECRET), key(OWN), decoded(SALT))
