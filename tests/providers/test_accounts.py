"""The accounts that people sign in with, in a user pool in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.stub import Stubber
from moto import mock_aws

from chalicelib.core.errors import Busy, Conflict, Invalid
from chalicelib.core.ids import PersonId
from chalicelib.providers.accounts import CognitoAccounts
from infrastructure.sign_in import sign_in

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

NEW, PASSWORD = "nora@example.com", "Chosen-by-Nora-1"


class Pool:
    """A pool as the stack makes it, with what an admin sees of it."""

    def __init__(self) -> None:
        self.client: CognitoIdentityProviderClient = boto3.client("cognito-idp", region_name="us-east-1")
        described = sign_in(production=False)["UserPool"]["Properties"]
        names = ("UsernameAttributes", "AutoVerifiedAttributes", "AdminCreateUserConfig", "Policies")
        made = self.client.create_user_pool(PoolName="people", **{name: described[name] for name in names})
        self.id = made["UserPool"]["Id"]
        self.accounts = CognitoAccounts(self.client, self.id)

    def user(self, name: str = NEW) -> Any:
        return self.client.admin_get_user(UserPoolId=self.id, Username=name)

    def signs_in(self) -> str:
        """What the pool says to who chose a password."""
        app = self.client.create_user_pool_client(
            UserPoolId=self.id, ClientName="dashboard", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
        )["UserPoolClient"]["ClientId"]
        self.client.admin_set_user_password(UserPoolId=self.id, Username=NEW, Password=PASSWORD, Permanent=True)
        answer = self.client.initiate_auth(
            ClientId=app, AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"USERNAME": NEW, "PASSWORD": PASSWORD}
        )
        return answer["AuthenticationResult"]["RefreshToken"]


@pytest.fixture
def pool() -> Iterator[Pool]:
    with mock_aws():
        yield Pool()


def test_who_is_invited_must_choose_a_password(pool: Pool) -> None:
    person, mailed = pool.accounts.invite(NEW, "Nora New")
    assert mailed
    known = pool.user()
    told = {one["Name"]: one["Value"] for one in known["UserAttributes"]}
    assert known["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    assert (told["sub"], told["email"], told["email_verified"], told["name"]) == (person, NEW, "true", "Nora New")


def test_who_has_an_account_keeps_it(pool: Pool) -> None:
    """Whatever cut the first request off: the id is the one that stands in its tokens."""
    person = pool.accounts.invite(NEW, "Nora New").person
    pool.client.admin_set_user_password(UserPoolId=pool.id, Username=NEW, Password=PASSWORD, Permanent=True)
    assert pool.accounts.invite(NEW, "Nora again") == (person, False)
    assert pool.user()["UserStatus"] == "CONFIRMED"


def test_who_is_shut_out_cannot_sign_in_until_let_in(pool: Pool) -> None:
    person = pool.accounts.invite(NEW, "Nora New").person
    pool.signs_in()
    for _ in range(2):
        pool.accounts.shut_out(person)
    assert not pool.user(person)["Enabled"]
    for _ in range(2):
        assert not pool.accounts.let_in(person, NEW), "no first password is sent to who has its own"
    assert pool.user(person)["Enabled"]


def test_of_an_account_that_is_gone_there_is_nothing_to_take_and_nothing_to_give(pool: Pool) -> None:
    nobody = PersonId("00000000-0000-0000-0000-000000000000")
    pool.accounts.shut_out(nobody)
    with pytest.raises(Conflict) as fault:
        pool.accounts.let_in(nobody, NEW)
    assert fault.value.code == "account_gone"


@pytest.mark.parametrize(
    ("code", "told", "words"),
    [
        ("InvalidParameterException", Invalid, "another value"),
        ("CodeDeliveryFailureException", Invalid, "another value"),
        ("TooManyRequestsException", Busy, "in a moment"),
        ("LimitExceededException", Busy, "tomorrow"),
        ("InternalErrorException", Busy, "in a moment"),
    ],
)
def test_what_the_pool_refuses_is_told_as_what_can_be_done(
    pool: Pool, code: str, told: type[Exception], words: str
) -> None:
    with Stubber(pool.client) as stub:
        stub.add_client_error("admin_create_user", code)
        with pytest.raises(told, match=words):
            pool.accounts.invite(NEW, "Nora New")


def test_who_never_came_is_sent_another_first_password(pool: Pool) -> None:
    """Also where the first request was cut off before it was noted that somebody was invited."""
    known = {"Username": "1", "UserStatus": "FORCE_CHANGE_PASSWORD", "UserAttributes": [{"Name": "sub", "Value": "1"}]}
    again = {"UserPoolId": pool.id, "Username": NEW, "MessageAction": "RESEND", "DesiredDeliveryMediums": ["EMAIL"]}
    with Stubber(pool.client) as stub:
        stub.add_client_error("admin_create_user", "UsernameExistsException")
        stub.add_response("admin_get_user", known, {"UserPoolId": pool.id, "Username": NEW})
        stub.add_response("admin_create_user", {}, again)
        assert pool.accounts.invite(NEW, "Nora New") == ("1", True)
        stub.add_response("admin_enable_user", {}, {"UserPoolId": pool.id, "Username": "1"})
        stub.add_response("admin_get_user", known, {"UserPoolId": pool.id, "Username": "1"})
        stub.add_response("admin_create_user", {}, again)
        assert pool.accounts.let_in(PersonId("1"), NEW)
        stub.assert_no_pending_responses()


@pytest.mark.parametrize("action", ["admin_disable_user", "admin_user_global_sign_out"])
def test_who_could_not_be_shut_out_is_told_as_busy(pool: Pool, action: str) -> None:
    """The same request again shuts it out."""
    with Stubber(pool.client) as stub:
        if action == "admin_user_global_sign_out":
            stub.add_response("admin_disable_user", {})
        stub.add_client_error(action, "TooManyRequestsException")
        with pytest.raises(Busy):
            pool.accounts.shut_out(PersonId("1"))
