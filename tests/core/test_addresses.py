"""Which addresses are called for what the provider keeps: its own hosts, and nothing inside (SSRF)."""

from __future__ import annotations

import pytest

from chalicelib.core.addresses import TWILIO, Forbidden, Hosts

PUBLIC = "93.184.215.14"
HERE = Hosts("http://127.0.0.1:8001", ("http://localhost:8001",), here=True)
FORMS = [
    "https://2852039166/latest/meta-data/",
    "https://0xA9FEA9FE/latest/meta-data/",
    "https://0251.0376.0251.0376/",
    "https://127.1/",
    "https://0/",
    "https://localhost/",
    "https://127.0.0.1:9001/2018-06-01/runtime/invocation/next",
    "http://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[fd00:ec2::254]/",
]
"""The ways in which an address inside is written so that a look at the text alone lets most of them pass."""


@pytest.mark.parametrize("url", FORMS)
def test_no_address_inside_is_a_host_of_the_provider(url: str) -> None:
    with pytest.raises(Forbidden):
        TWILIO.target(url)


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "127.0.0.1",
        "10.0.0.5",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:169.254.169.254",
        "::ffff:10.0.0.5",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "2001:0:1:2:3:4:5601:5601",
    ],
)
def test_a_name_of_the_provider_that_leads_inside_is_not_called(address: str) -> None:
    for answer in ([address], [PUBLIC, address], [address, PUBLIC]):
        with pytest.raises(Forbidden):
            TWILIO.check(answer)


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_the_world_outside_is_called_at_the_address_that_was_checked(address: str) -> None:
    assert TWILIO.check([address]) == address


def test_a_name_without_an_address_is_not_called() -> None:
    with pytest.raises(Forbidden):
        TWILIO.check([])


@pytest.mark.parametrize(
    ("url", "host", "own"),
    [
        ("https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1", "api.twilio.com", True),
        ("https://api.twilio.com:443/x?y=1", "api.twilio.com", True),
        ("https://mms.twiliocdn.com/AC1/one", "mms.twiliocdn.com", False),
        (
            "https://media.twiliocdn.com.s3-external-1.amazonaws.com/AC1/one",
            "media.twiliocdn.com.s3-external-1.amazonaws.com",
            False,
        ),
        ("https://s3-external-1.amazonaws.com/media.twiliocdn.com/one", "s3-external-1.amazonaws.com", False),
    ],
)
def test_the_provider_is_called_and_only_its_api_is_told_the_password(url: str, host: str, own: bool) -> None:
    target = TWILIO.target(url)
    assert (target.scheme, target.host, target.port, target.own) == ("https", host, 443, own)


def test_a_query_goes_along_and_a_path_is_never_empty() -> None:
    assert TWILIO.target("https://api.twilio.com/x?y=1#z").path == "/x?y=1"
    assert TWILIO.target("https://api.twilio.com").path == "/"


@pytest.mark.parametrize(
    "url",
    [
        "http://api.twilio.com/",
        "https://api.twilio.com:8443/",
        "https://mms.twiliocdn.com:8443/",
        "http://mms.twiliocdn.com/",
        "https://api.twilio.com.example.com/",
        "https://eviltwiliocdn.com/",
        "https://twiliocdn.com/",
        "https://s3-external-1.amazonaws.com/elsewhere/media.twiliocdn.com/",
        "https://api.twilio.com@example.com/",
        "https://user@api.twilio.com/",
        "https://:secret@api.twilio.com/",
        "https://api.twilio.com\\@example.com/",
        "https://example.com#api.twilio.com/",
        "https://api.twilio.com:bad/",
        "https://[api.twilio.com/",
        "https://api.twilio.com /",
        "https://api.twilio.com/\r\nX: y",
        "https://аpi.twilio.com/",
        "file:///etc/passwd",
        "gopher://api.twilio.com/",
        "//api.twilio.com/",
        "",
    ],
)
def test_nobody_else_is_called_however_the_address_is_dressed(url: str) -> None:
    with pytest.raises(Forbidden):
        TWILIO.target(url)


def test_the_simulated_carrier_is_called_on_this_machine_and_nowhere_else() -> None:
    assert HERE.target("http://127.0.0.1:8001/x").own
    assert not HERE.target("http://localhost:8001/x").own
    assert HERE.check(["127.0.0.1", "::1"]) == "127.0.0.1"
    for url in ("http://127.0.0.1:9001/", "https://api.twilio.com/", "http://localhost/"):
        with pytest.raises(Forbidden):
            HERE.target(url)
    for address in (PUBLIC, "169.254.169.254"):
        with pytest.raises(Forbidden):
            HERE.check([address])
