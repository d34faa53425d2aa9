"""Alerts on a person's own devices, by web push (AL-6): switched on and off, and handed to push services."""

from __future__ import annotations

from datetime import datetime

from chalicelib.core import alerting, devices
from chalicelib.core.devices import Device, Glance
from chalicelib.core.errors import Invalid, NotFound
from chalicelib.core.ids import PersonId
from chalicelib.core.people import Channel, Person
from chalicelib.flows import people
from chalicelib.flows.ports import House, PushFailed, PushGone


def add(house: House, caller: PersonId, new: Device) -> Device:
    """Switches a device on, and alerts by push with it. The same again changes nothing but its keys and its label.

    Invalid where its address is no push service's.
    """
    people.me(house, caller)
    if not house.push.reaches(new.endpoint):
        raise Invalid({"endpoint": devices.UNKNOWN})
    kept, gone = devices.added(house.team.devices(caller), new)
    house.team.put_device(caller, kept)
    for old in gone:
        house.team.drop_device(caller, old.id)
    people.change(house, caller, lambda person: alerting.also(person, Channel.PUSH))
    return kept


def remove(house: House, caller: PersonId, device: str) -> None:
    """Switches a device off, and with the last one alerts by push. NotFound for one that is not the caller's."""
    people.me(house, caller)
    known = [one.id for one in house.team.devices(caller)]
    if device not in known:
        raise NotFound("device")
    if known == [device]:
        people.change(house, caller, lambda person: alerting.without(person, Channel.PUSH))
    house.team.drop_device(caller, device)


def push(house: House, person: Person, glance: Glance, cause: str, now: datetime) -> bool:
    """Whether one of the person's devices will show it; devices that are gone are forgotten.

    The person's choice stays when the last one goes: another channel is used until it switches a device on again.
    """
    taken: list[Device] = []

    def ring(device: Device) -> None:
        try:
            house.push.send(device, devices.payload(glance, cause), devices.topic(glance.tag), now)
        except PushGone:
            house.team.drop_device(person.id, device.id)
        except PushFailed:
            return
        else:
            taken.append(device)

    house.side_by_side(ring, house.team.devices(person.id))
    return bool(taken)
