"""The caller itself."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.core.devices import device
from chalicelib.core.people import Person
from chalicelib.flows import devices, own_numbers, people
from chalicelib.routes import present, present_me
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.shapes.me import OwnPhone, OwnPhoneAsked, OwnPhoneCode
from chalicelib.routes.shapes.team import DeviceShape, Me, MePatch, NewDevice

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/me", answer=Me)
def get_me(call: Call) -> Me:
    """Who the caller is and what it may."""
    return _shown(call, people.me(call.house, call.caller))


@endpoint(bp, "PATCH", "/me", body=MePatch, answer=Me)
def change_me(call: Call, body: MePatch) -> Me:
    """Changes the caller's name, and how it is alerted."""
    return _shown(call, people.change_me(call.house, call.caller, present_me.wish(body)))


@endpoint(bp, "POST", "/me/phone", body=OwnPhone, answer=OwnPhoneAsked, status=202)
def ask_own_phone(call: Call, body: OwnPhone) -> OwnPhoneAsked:
    """Texts a code to the number that shall be the caller's own; until that comes back, all stays as it is."""
    return OwnPhoneAsked(until=own_numbers.ask(call.house, call.caller, body.phone, call.key, call.now))


@endpoint(bp, "POST", "/me/phone/code", body=OwnPhoneCode, answer=Me)
def confirm_own_phone(call: Call, body: OwnPhoneCode) -> Me:
    """Makes the number that got this code the caller's own."""
    return _shown(call, own_numbers.confirm(call.house, call.caller, body.code, call.now))


@endpoint(bp, "DELETE", "/me/phone", answer=None, status=204)
def forget_own_phone(call: Call) -> None:
    """Takes the caller's own phone away; what came by text comes by email from then on."""
    own_numbers.forget(call.house, call.caller)


@endpoint(bp, "POST", "/me/push", body=NewDevice, answer=DeviceShape, status=201)
def add_device(call: Call, body: NewDevice) -> DeviceShape:
    """Alerts the caller on this browser, too, by web push. Ten browsers at most: of more the oldest goes."""
    new = device(body.endpoint, body.keys.p256dh, body.keys.auth, body.label, call.now)
    return present.device(devices.add(call.house, call.caller, new))


@endpoint(bp, "DELETE", "/me/push/{device_id}", answer=None, status=204)
def remove_device(call: Call, device_id: str) -> None:
    """Alerts the caller no more on that browser; with the last one gone, by email where nothing else is chosen."""
    devices.remove(call.house, call.caller, device_id)


def _shown(call: Call, person: Person) -> Me:
    return present.me(person, call.house.team.devices(person.id))
