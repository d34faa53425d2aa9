"""The accounts that people sign in with, in a Cognito user pool."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.core.errors import Busy, Conflict, Invalid, ParleyError
from chalicelib.core.ids import PersonId
from chalicelib.flows.ports import Account

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp.client import CognitoIdentityProviderClient
    from mypy_boto3_cognito_idp.type_defs import AttributeTypeTypeDef

UNUSED = "FORCE_CHANGE_PASSWORD"
"""What Cognito calls an account whose first password was not used yet."""
NO_EMAIL = "No mail goes to this address. Correct it."
USED_UP = (
    "Cognito sends 50 mails a day, and today's are used up. Try again tomorrow, or ask whoever runs Parley to have the "
    "user pool send by SES (docs/operator)."
)
GONE = "This account was deleted in the user pool. It cannot be switched on any more."


class CognitoAccounts:
    """Accounts bear the person's email as their name, and are asked for by their id, which never changes."""

    def __init__(self, client: CognitoIdentityProviderClient, pool: str) -> None:
        self._client = client
        self._pool = pool

    def invite(self, email: str, name: str) -> Account:
        """AdminCreateUser: Cognito makes up the first password and mails it, so that nobody else ever reads it."""
        try:
            made = self._client.admin_create_user(
                UserPoolId=self._pool,
                Username=email,
                DesiredDeliveryMediums=["EMAIL"],
                UserAttributes=[
                    {"Name": "email", "Value": email},
                    {"Name": "email_verified", "Value": "true"},
                    {"Name": "name", "Value": name},
                ],
            )
        except (BotoCoreError, ClientError) as fault:
            if _code(fault) == "UsernameExistsException":
                return self._known(email)
            raise _told(fault) from fault
        return Account(_id(made["User"].get("Attributes", [])), mailed=True)

    def shut_out(self, person: PersonId) -> None:
        try:
            self._client.admin_disable_user(UserPoolId=self._pool, Username=person)
            self._client.admin_user_global_sign_out(UserPoolId=self._pool, Username=person)
        except (BotoCoreError, ClientError) as fault:
            if _code(fault) != "UserNotFoundException":
                raise _told(fault) from fault

    def enable(self, person: PersonId) -> None:
        try:
            self._client.admin_enable_user(UserPoolId=self._pool, Username=person)
        except (BotoCoreError, ClientError) as fault:
            raise _told(fault) from fault

    def let_in(self, person: PersonId, email: str) -> bool:
        self.enable(person)
        try:
            found = self._client.admin_get_user(UserPoolId=self._pool, Username=person)
            return self._again(email, found["UserStatus"])
        except (BotoCoreError, ClientError) as fault:
            raise _told(fault) from fault

    def _known(self, email: str) -> Account:
        """Whom a request invited that was cut off before it had noted that, or who was put into the pool by hand."""
        try:
            found = self._client.admin_get_user(UserPoolId=self._pool, Username=email)
            mailed = self._again(email, found["UserStatus"])
        except (BotoCoreError, ClientError) as fault:
            raise _told(fault) from fault
        return Account(_id(found["UserAttributes"]), mailed)

    def _again(self, email: str, status: str) -> bool:
        """Another first password in place of one that is lost, or too old by now."""
        if status == UNUSED:
            self._client.admin_create_user(
                UserPoolId=self._pool, Username=email, MessageAction="RESEND", DesiredDeliveryMediums=["EMAIL"]
            )
        return status == UNUSED


def _id(attributes: Iterable[AttributeTypeTypeDef]) -> PersonId:
    return PersonId(next(one.get("Value", "") for one in attributes if one["Name"] == "sub"))


def _code(fault: BotoCoreError | ClientError) -> str:
    return str(fault.response["Error"].get("Code", "")) if isinstance(fault, ClientError) else ""


def _told(fault: BotoCoreError | ClientError) -> ParleyError:
    """What the caller can do about it; for all that is not its own doing: try again."""
    match _code(fault):
        case "InvalidParameterException" | "CodeDeliveryFailureException":
            return Invalid({"email": NO_EMAIL})
        case "LimitExceededException":
            return Busy("invitations_used_up", USED_UP, retry_after=3600)
        case "UserNotFoundException":
            return Conflict("account_gone", GONE)
    return Busy("sign_in_busy", "The sign-in service takes nothing now. Try again in a moment.")
