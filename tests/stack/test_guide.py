"""A newcomer's dry run: the guide's own commands, typed in order into a terminal, from an empty account to a text.

Each test is a step and stands on the one before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from twilio.request_validator import RequestValidator

from infrastructure.local.provider import ACCOUNT_SID, AUTH_TOKEN
from tests.e2e.product import Person, Product, eventually
from tests.stack.account import CREDENTIALS, Account, empty
from tests.stack.guide import Guide

ADMIN, PASSWORD = "you@example.com", "Of-my-own-1"
HANDSET = "+12025550147"
BROUGHT = "+18005550100"
NOT_HERE = {
    "export AWS_PROFILE": "no profile is set up on a machine that tests",
    "make deploy STAGE=prod ARGS='--set DomainName": "a domain and its certificate are nobody's here",
}
"""What of the guide is not typed, and why."""


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with empty(Path(tmp_path_factory.mktemp("guide"))) as found:
        yield found


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide()


@pytest.fixture(scope="module")
def passwords() -> dict[str, str]:
    """What was shown once, by email."""
    return {}


def test_1_deploy(account: Account, guide: Guide, passwords: dict[str, str]) -> None:
    ran = account.types(
        guide.command("make deploy STAGE=prod SET="),
        [("(MailFrom):", "alerts@example.com"), ("[yes/no]", "yes")],
    )
    assert ran.code == 0, ran.shown
    assert ran.line("5 tables")
    assert ran.line("Dashboard: ", account.settings.url)
    passwords[ADMIN] = ran.line("First sign-in", ADMIN).split()[-1]
    assert ran.line("Next: make connect STAGE=prod")


def test_2_both_emails_are_on_their_way(account: Account) -> None:
    assert account.client("sesv2").get_email_identity(EmailIdentity="alerts@example.com")
    subscriptions = account.client("sns").list_subscriptions()["Subscriptions"]
    assert [(one["Protocol"], one["Endpoint"]) for one in subscriptions] == [("email", ADMIN)]


def test_3_a_temporary_password_that_was_lost(account: Account, guide: Guide, passwords: dict[str, str]) -> None:
    ran = account.types(guide.command("make deploy STAGE=prod ADMIN="))
    assert ran.code == 0, ran.shown
    assert ran.line("nothing to change")
    lost, passwords[ADMIN] = passwords[ADMIN], ran.line("First sign-in", ADMIN).split()[-1]
    assert passwords[ADMIN] != lost


def test_3_sign_in(account: Account, passwords: dict[str, str]) -> None:
    assert b"<html" in account.uploaded("index.html")
    config, cognito = account.config(), account.client("cognito-idp")
    names = {"USERNAME": ADMIN, "PASSWORD": passwords[ADMIN]}
    asked = {"ClientId": config["userPoolClientId"]}
    begun = cognito.initiate_auth(**asked, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=names)
    chosen = {"USERNAME": ADMIN, "NEW_PASSWORD": PASSWORD}
    cognito.respond_to_auth_challenge(
        **asked, ChallengeName=begun["ChallengeName"], Session=begun["Session"], ChallengeResponses=chosen
    )
    me = admin(account).get("/me")
    assert (me["email"], me["role"]) == (ADMIN, "admin")


def test_4_connect_a_toll_free_number(account: Account, guide: Guide) -> None:
    ran = account.types(
        guide.command('make connect STAGE=prod LABEL="Front desk"'),
        [*CREDENTIALS, ("Which one?", "1"), ("[yes/no]", "yes")],
    )
    assert ran.code == 0, ran.shown
    assert AUTH_TOKEN not in ran.shown
    assert ran.line("is a line now", "Front desk")


def test_4_connect_a_local_number(account: Account, guide: Guide) -> None:
    ran = account.types(
        guide.command("make connect STAGE=prod AREA_CODE=202"), [("Which one?", "2"), ("[yes/no]", "yes")]
    )
    assert ran.code == 0, ran.shown
    assert ran.line("(202)", "is a line now")


def test_4_connect_a_number_that_is_there(account: Account, guide: Guide) -> None:
    elsewhere = {"PhoneNumber": BROUGHT, "SmsUrl": "https://other.example.com/hooks"}
    requests.post(
        f"{account.settings.carrier_url}/2010-04-01/Accounts/{ACCOUNT_SID}/IncomingPhoneNumbers.json",
        data=elsewhere,
        auth=(ACCOUNT_SID, AUTH_TOKEN),
        timeout=10,
    ).raise_for_status()
    ran = account.types(guide.command(f"make connect STAGE=prod NUMBER={BROUGHT}"), [("Move", "yes")])
    assert ran.code == 0, ran.shown
    assert ran.line("!", "other.example.com")


def test_4_text_the_number_and_answer(account: Account) -> None:
    product(account).text(HANDSET, BROUGHT, "Are you open on Sunday?")
    thread = eventually(lambda: admin(account).thread_with(HANDSET))
    assert thread["preview"] == "Are you open on Sunday?"
    admin(account).post(f"/threads/{thread['id']}/messages", {"body": "From ten to four."})
    eventually(lambda: "From ten to four." in " ".join(product(account).got(HANDSET)))


def test_5_how_each_number_stands(account: Account, guide: Guide) -> None:
    ran = account.types(guide.command("make connect STAGE=prod LIST=1"))
    assert ran.code == 0, ran.shown
    assert ran.shown.count("wired to this stage") == 3
    assert ran.line("toll-free verification")
    assert ran.line("10DLC")


def test_6_look_from_the_outside(account: Account, guide: Guide) -> None:
    ran = account.types(guide.command("make doctor STAGE=prod ALL=1"))
    assert ran.code == 0, ran.shown
    assert ran.line("✓", "A signed webhook is taken")
    assert "✗" not in ran.shown


def test_6_send_a_text_around(account: Account) -> None:
    ran = account.types("make doctor STAGE=prod ROUND_TRIP=1 ALL=1")
    assert ran.code == 0, ran.shown
    assert ran.line("✓", "A text went from")


def test_7_back_up_and_read_it_back(account: Account, guide: Guide) -> None:
    ran = account.types(guide.command("make backup STAGE=prod"))
    assert ran.code == 0, ran.shown
    ran = account.types(guide.command("make restore STAGE=prod"), [("[yes/no]", "yes")])
    assert ran.code == 0, ran.shown
    assert ran.line("conversations:", "restored")


def test_7_nothing_is_broken(account: Account, guide: Guide) -> None:
    ran = account.types(guide.command("make doctor STAGE=prod"))
    assert ran.code == 0, ran.shown
    assert ran.line("prod: ", "fine")


def test_7_a_second_stage_and_its_end(account: Account, guide: Guide) -> None:
    ran = account.types(
        guide.command("make deploy STAGE=try SET="),
        [("(MailFrom):", "alerts@example.com"), ("[yes/no]", "yes"), ("first admin:", ADMIN)],
    )
    assert ran.code == 0, ran.shown
    ran = account.types("make destroy STAGE=try WITH_DATA=1", [("[yes/no]", "yes"), ("(try):", "try")])
    assert ran.code == 0, ran.shown
    assert ran.line("The stage try is gone")
    assert len(account.outputs()) > 0, "the other stage stands"


def test_8_another_token_while_both_are_believed(account: Account) -> None:
    """The page of commands, “Changing the Auth Token”: no text is lost whichever of the two signs it."""
    secrets, secret = account.client("secretsmanager"), account.outputs()["SecretId"]
    held = json.loads(secrets.get_secret_value(SecretId=secret)["SecretString"])
    before = json.dumps({**held, "twilio_auth_tokens": ["the-token-of-before"]})
    secrets.put_secret_value(SecretId=secret, SecretString=before)
    ran = account.types("make connect STAGE=prod NEW_TOKEN=1", [CREDENTIALS[1]])
    assert ran.code == 0, ran.shown
    assert AUTH_TOKEN not in ran.shown
    tokens = ("the-token-of-before", AUTH_TOKEN, "a-token-of-nobody")
    assert [webhook(account, token, number) for number, token in enumerate(tokens)] == [200, 200, 403]


def test_9_the_guide_was_typed_to_its_end(account: Account, guide: Guide) -> None:
    for begins in NOT_HERE:
        guide.command(begins)
    assert guide.left == []
    assert not (account.settings.folder / "denied.jsonl").exists()


def product(account: Account) -> Product:
    return Product(account.settings.port, account.settings.carrier_port)


def admin(account: Account) -> Person:
    """Signed in with the password of their own."""
    asked = {"ClientId": account.config()["userPoolClientId"], "AuthFlow": "USER_PASSWORD_AUTH"}
    names = {"USERNAME": ADMIN, "PASSWORD": PASSWORD}
    answer = account.client("cognito-idp").initiate_auth(**asked, AuthParameters=names)
    return Person(product(account), answer["AuthenticationResult"]["IdToken"])


def webhook(account: Account, token: str, number: int) -> int:
    """How a text that was signed with this token is answered."""
    url = f"{account.settings.api_url}/hooks/twilio/inbound"
    form = {"MessageSid": f"SM{number:032}", "SmsStatus": "received", "NumMedia": "0", "AccountSid": ACCOUNT_SID}
    form |= {"From": HANDSET, "To": BROUGHT, "Body": "Thanks"}
    headers = {"X-Twilio-Signature": RequestValidator(token).compute_signature(url, form)}
    return requests.post(url, data=form, headers=headers, timeout=30).status_code
