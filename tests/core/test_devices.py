"""Devices that show alerts: which addresses, how many, and what little they are given (AL-6)."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import timedelta

import pytest

from chalicelib.core import alerting, devices, push_services
from chalicelib.core.devices import MOST, Device, Glance
from chalicelib.core.errors import Invalid
from chalicelib.core.people import Channel
from tests.core.builders import NOW, person

FIREFOX = "https://updates.push.services.mozilla.com/wpush/v2/abc"
X = 0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296
Y = 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5
"""P-256's own point G (SP 800-186, section 3.2.1.3)."""
BESIDE_FIVE = 0x459243B9AA581806FE913BCE99817ADE11CA503C64D9A3C533415C083248FBCC
OVER_FIVE = 0xD7325D7646CD60D80A92738CEB345F844CFFAF35841022CAB176F692DE8DE1D7
"""The points (5, BESIDE_FIVE) and (OVER_FIVE, 5): what is added to a five still fits its 32 bytes."""


def written(x: int, y: int) -> str:
    return urlsafe_b64encode(b"\x04" + x.to_bytes(32) + y.to_bytes(32)).decode().rstrip("=")


POINT = written(X, Y)
SECRET = urlsafe_b64encode(b"s" * 16).decode().rstrip("=")
GLANCE = Glance("New message", "Spring line", "/t/l1-c1", "l1-c1")


def known(place: int, minutes: int) -> Device:
    return Device(f"{place:02}", f"{FIREFOX}{place}", POINT, SECRET, NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    "endpoint",
    [
        FIREFOX,
        "https://fcm.googleapis.com/fcm/send/abc:d_e-f",
        "https://web.push.apple.com/QAbc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc%3d",
    ],
)
def test_what_browsers_give_is_called(endpoint: str) -> None:
    assert push_services.reached(endpoint, push_services.services())


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "https://push.example.com/abc",
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:444/fcm/send/abc",
        "https://fcm.googleapis.com.example.com/abc",
        "https://example.com/fcm.googleapis.com",
        "https://fcm.googleapis.com@example.com/abc",
        "https://push.apple.com.example.com/abc",
        "https://evilpush.apple.com/abc",
        "https://push.apple.com/abc",
        "https://notify.windows.com\\@example.com/abc",
        "https://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:8001/push/abc",
    ],
)
def test_no_other_address_is_called(endpoint: str) -> None:
    """The list is of vendors, so that nobody's address is taken for one (SSRF)."""
    assert not push_services.reached(endpoint, push_services.services())


def test_on_this_machine_one_place_more_is_called_and_nothing_beside_it() -> None:
    here = push_services.services("http://127.0.0.1:8001")
    assert push_services.reached("http://127.0.0.1:8001/push/abc", here)
    assert push_services.reached(FIREFOX, here)
    for other in ("http://127.0.0.1:8001/faults", "http://127.0.0.1:8002/push/abc", "http://localhost:8001/push/abc"):
        assert not push_services.reached(other, here)


def test_a_subscription_is_a_device_by_its_address() -> None:
    one, again = (devices.device(FIREFOX, POINT, SECRET, label, NOW) for label in ("Firefox on Linux", ""))
    other = devices.device(FIREFOX + "d", POINT, SECRET, "", NOW)
    assert one == Device(one.id, FIREFOX, POINT, SECRET, NOW, "Firefox on Linux")
    assert one.id == again.id != other.id
    assert len(one.id) == 32
    assert FIREFOX not in one.id


@pytest.mark.parametrize("point", ["", "?", "é", SECRET, POINT[:-4], POINT + "AAAA", "A" * len(POINT), "C" + POINT[1:]])
def test_a_key_that_cannot_be_is_named(point: str) -> None:
    with pytest.raises(Invalid) as refused:
        devices.device(FIREFOX, point, SECRET, "", NOW)
    assert refused.value.fields == {"keys.p256dh": devices.BROKEN}


@pytest.mark.parametrize(
    ("x", "y"),
    [(X, Y + 1), (Y, X), (0, 0), (5 + devices.FIELD, BESIDE_FIVE), (OVER_FIVE, 5 + devices.FIELD)],
)
def test_a_key_off_the_curve_is_named(x: int, y: int) -> None:
    """The last two are on it, but for numbers that are none of the field."""
    with pytest.raises(Invalid) as refused:
        devices.device(FIREFOX, written(x, y), SECRET, "", NOW)
    assert refused.value.fields == {"keys.p256dh": devices.BROKEN}


@pytest.mark.parametrize(("x", "y"), [(X, devices.FIELD - Y), (5, BESIDE_FIVE), (OVER_FIVE, 5)])
def test_a_key_on_the_curve_is_taken(x: int, y: int) -> None:
    assert devices.device(FIREFOX, written(x, y), SECRET, "", NOW).p256dh == written(x, y)


@pytest.mark.parametrize("secret", ["", POINT, SECRET[:-4], SECRET + "AAAA"])
def test_a_secret_that_cannot_be_is_named(secret: str) -> None:
    with pytest.raises(Invalid) as refused:
        devices.device(FIREFOX, POINT, secret, "", NOW)
    assert refused.value.fields == {"keys.auth": devices.BROKEN}


def test_of_more_than_ten_the_oldest_go() -> None:
    ten = [known(place, minutes=-place) for place in range(MOST)]
    new = known(50, minutes=1)
    assert devices.added(ten[1:], new) == (new, [])
    assert devices.added(ten, new) == (new, [ten[-1]])
    two_more = [*ten, known(40, minutes=-40), known(41, minutes=-41)]
    assert devices.added(two_more, new) == (new, [two_more[-1], two_more[-2], ten[-1]])


def test_the_same_device_again_takes_no_place_and_is_as_old_as_it_was() -> None:
    ten = [known(place, minutes=-place) for place in range(MOST)]
    again = known(3, minutes=5)
    kept, gone = devices.added(ten, again)
    assert (kept, gone) == (ten[3], [])


def test_a_device_is_given_what_any_screen_may_show_and_what_leads_on() -> None:
    said = json.loads(devices.payload(GLANCE, "alert:1"))
    assert said == {"title": "New message", "body": "Spring line", "path": "/t/l1-c1", "tag": "l1-c1", "id": "alert:1"}
    assert "Frühling" in devices.payload(Glance("New message", "Frühling", "/", ""), "")


def test_a_topic_tells_a_push_service_nothing_and_fits() -> None:
    topic = devices.topic("l1-c1")
    assert len(topic) == devices.TOPIC
    assert topic.isalnum()
    assert topic != devices.topic("l1-c2")


def test_a_device_that_is_switched_on_adds_to_what_was_chosen() -> None:
    both = alerting.also(person(), Channel.PUSH)
    assert both.alerts == (Channel.EMAIL, Channel.PUSH)
    assert alerting.also(both, Channel.PUSH) == both
    assert alerting.also(person(alerts=()), Channel.PUSH).alerts == (Channel.PUSH,)


def test_a_device_that_goes_leaves_copies_as_they_come() -> None:
    assert alerting.without(person(copies=Channel.TEXT), Channel.PUSH).copies is Channel.TEXT


def test_without_a_device_email_is_left_so_that_no_alert_is_lost() -> None:
    """AL-2; who had chosen nothing has nothing."""
    assert alerting.without(person(alerts=(Channel.PUSH,)), Channel.PUSH).alerts == (Channel.EMAIL,)
    assert alerting.without(person(alerts=(Channel.TEXT, Channel.PUSH)), Channel.PUSH).alerts == (Channel.TEXT,)
    assert alerting.without(person(alerts=()), Channel.PUSH).alerts == ()
