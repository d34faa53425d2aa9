"""The first admin: in Cognito, so that somebody can sign in, and in the team, so that the product knows who it is."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.core import team_rules
from chalicelib.core.ids import PersonId
from chalicelib.core.people import Person, Role
from infrastructure.commands.house import rooms
from infrastructure.commands.stage import Stage
from infrastructure.commands.stop import Stop

_LETTERS = "abcdefghijkmnpqrstuvwxyz"
_DIGITS = "23456789"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the first admin signs in with; the password is asked to be changed at once."""

    email: str
    password: str = field(repr=False)


def missing(stage: Stage) -> bool:
    """Whether nobody is an active admin. The team's table tells; the pool's group does not follow it. Where nobody is,
    admins that a broken-off run left outside the team are put into it."""
    team = rooms(stage).team
    people = team.people()
    if any(person.active and person.role is Role.ADMIN for person in people):
        return False
    outside = [admin for admin in _admins(stage) if admin.id not in {person.id for person in people}]
    for admin in outside:
        team.put_person(admin, None)
    return not outside


def never_came(stage: Stage, email: str) -> bool:
    """Whether this person was invited and has not signed in: its temporary password may be lost or too old."""
    client = stage.cloud.cognito
    try:
        found = client.admin_get_user(UserPoolId=stage.output("UserPoolId"), Username=email)
    except client.exceptions.UserNotFoundException:
        return False
    return found["UserStatus"] == "FORCE_CHANGE_PASSWORD"


def invite(stage: Stage, email: str) -> Invitation:
    """Makes this person an active admin, who keeps all else that it was; the temporary password lives as long as the
    pool says (7 days)."""
    if not _EMAIL.fullmatch(email):
        raise Stop(f"“{email}” is no email address.", "Give one: make deploy … ADMIN=you@example.com")
    client, pool = stage.cloud.cognito, stage.output("UserPoolId")
    invitation = Invitation(email, password())
    try:
        attributes: Any = _create(stage, invitation)
    except client.exceptions.UsernameExistsException:
        # Somebody began and was stopped, or the person is of the team already.
        attributes = client.admin_get_user(UserPoolId=pool, Username=email)["UserAttributes"]
        client.admin_enable_user(UserPoolId=pool, Username=email)
        client.admin_set_user_password(UserPoolId=pool, Username=email, Password=invitation.password, Permanent=False)
    client.admin_add_user_to_group(UserPoolId=pool, Username=email, GroupName=Role.ADMIN.value)
    _rule(stage, _person(attributes))
    return invitation


def password() -> str:
    """Four groups that can be read out: letters of both cases, digits, and the dash as the symbol."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(4))
    capitals = "".join(secrets.choice(_LETTERS.upper()) for _ in range(4))
    digits = "".join(secrets.choice(_DIGITS) for _ in range(4))
    more = "".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(4))
    return "-".join((letters, digits, capitals, more))


def _create(stage: Stage, invitation: Invitation) -> Any:
    made = stage.cloud.cognito.admin_create_user(
        UserPoolId=stage.output("UserPoolId"),
        Username=invitation.email,
        TemporaryPassword=invitation.password,
        MessageAction="SUPPRESS",
        UserAttributes=[
            {"Name": "email", "Value": invitation.email},
            {"Name": "email_verified", "Value": "true"},
            {"Name": "name", "Value": invitation.email.partition("@")[0]},
        ],
    )
    return made["User"].get("Attributes", [])


def _rule(stage: Stage, person: Person) -> None:
    house = rooms(stage)
    known = house.team.person(person.id)
    after = replace(team_rules.back(known or person), role=Role.ADMIN)
    house.team.put_person(after, house.ids.contact(after.phone) if after.phone else None, known)


def _admins(stage: Stage) -> list[Person]:
    found = stage.cloud.cognito.list_users_in_group(UserPoolId=stage.output("UserPoolId"), GroupName=Role.ADMIN.value)
    users: list[Any] = found["Users"]
    return [_person(user["Attributes"]) for user in users]


def _person(attributes: Iterable[Mapping[str, str]]) -> Person:
    known = {one["Name"]: one["Value"] for one in attributes}
    email = known.get("email", "")
    return Person(PersonId(known["sub"]), known.get("name") or email.partition("@")[0], email, Role.ADMIN)
