"""The demo people: in Cognito, so that they can sign in, and in the team, so that they may text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import boto3

from chalicelib.core.ids import PersonId
from chalicelib.core.people import Channel, Person, Role
from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.ports import House

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

PASSWORD = "Parley-demo-1"  # noqa: S105 - printed at every start


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`phone` is the person's own: whoever has one is alerted by text and email, the others by email."""

    nick: str
    name: str
    role: Role
    phone: str = ""

    @property
    def email(self) -> str:
        return f"{self.nick}@example.com"


PEOPLE = (
    DemoPerson("admin", "Ada Admin", Role.ADMIN),
    DemoPerson("manager", "Max Manager", Role.MANAGER, "+12025550184"),
    DemoPerson("rep1", "Riley One", Role.STANDARD, "+12025550181"),
    DemoPerson("rep2", "Robin Two", Role.STANDARD, "+12025550182"),
    DemoPerson("limited", "Lee Limited", Role.LIMITED, "+12025550183"),
)


def ensure(house: House, user_pool: str) -> Mapping[str, PersonId]:
    """Every demo person's id by nick; who is there already stays as it is."""
    client = boto3.client("cognito-idp")
    found = {person.nick: _signed_up(client, user_pool, person) for person in PEOPLE}
    for person in PEOPLE:
        if house.team.person(found[person.nick]) is None:
            own_phone = house.ids.contact(PhoneNumber(person.phone)) if person.phone else None
            house.team.put_person(_member(person, found[person.nick]), own_phone)
    return found


def _signed_up(client: CognitoIdentityProviderClient, pool: str, person: DemoPerson) -> PersonId:
    try:
        known = client.admin_get_user(UserPoolId=pool, Username=person.email)
    except client.exceptions.UserNotFoundException:
        return _sign_up(client, pool, person)
    return _subject(known["UserAttributes"])


def _sign_up(client: CognitoIdentityProviderClient, pool: str, person: DemoPerson) -> PersonId:
    made = client.admin_create_user(
        UserPoolId=pool,
        Username=person.email,
        MessageAction="SUPPRESS",
        UserAttributes=[
            {"Name": "email", "Value": person.email},
            {"Name": "email_verified", "Value": "true"},
            {"Name": "name", "Value": person.name},
        ],
    )
    client.admin_set_user_password(UserPoolId=pool, Username=person.email, Password=PASSWORD, Permanent=True)
    client.admin_add_user_to_group(UserPoolId=pool, Username=person.email, GroupName=person.role.value)
    return _subject(made["User"].get("Attributes", []))


def _subject(attributes: object) -> PersonId:
    pairs = {entry["Name"]: entry["Value"] for entry in attributes}  # type: ignore[attr-defined]
    return PersonId(pairs["sub"])


def _member(person: DemoPerson, identifier: PersonId) -> Person:
    alerts = (Channel.TEXT, Channel.EMAIL) if person.phone else (Channel.EMAIL,)
    copies = Channel.TEXT if person.phone else Channel.EMAIL
    phone = PhoneNumber(person.phone) if person.phone else None
    return Person(identifier, person.name, person.email, person.role, phone, alerts, copies)
