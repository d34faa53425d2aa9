from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.core.people import Channel, Role
from chalicelib.core.phone import PhoneNumber
from infrastructure import push_keys
from infrastructure.commands import deploy, secret
from infrastructure.commands.house import rooms
from tests.infrastructure.commands import brand
from tests.infrastructure.commands.conftest import Operator

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("operator")]

MAIL = ("--set", "MailFrom=alerts@example.com")


def contents(operator: Operator, key: str) -> Any:
    bucket = operator.stage.output("DashboardBucket")
    return operator.cloud.s3.get_object(Bucket=bucket, Key=key)


def test_first_deployment_says_what_is_new_and_asks(operator: Operator) -> None:
    code, terminal = operator.deploy(*MAIL, answers=("yes", "ada@example.com"))
    assert code == 0, terminal.text
    assert terminal.said("new", "5 tables", "TeamTable")
    assert terminal.asked[0].startswith("Apply ")
    assert operator.stage.status in ("CREATE_COMPLETE", "UPDATE_COMPLETE")


def test_a_no_leaves_nothing_behind(operator: Operator) -> None:
    code, terminal = operator.deploy(*MAIL, answers=("no",))
    assert code == 1
    assert terminal.said("Nothing was changed")
    assert operator.stage.status == ""


def test_nobody_there_to_answer_is_a_no(operator: Operator) -> None:
    code, _ = operator.deploy(*MAIL)
    assert (code, operator.stage.status) == (1, "")


def test_a_setting_without_default_is_asked_for(operator: Operator) -> None:
    code, terminal = operator.deploy(answers=("alerts@example.com", "yes", "ada@example.com"))
    assert code == 0, terminal.text
    assert operator.stage.parameters["MailFrom"] == "alerts@example.com"


def test_a_missing_setting_that_nobody_can_type_is_named(operator: Operator) -> None:
    code, terminal = operator.deploy("--yes")
    assert code == 2
    assert terminal.said("✗", "MailFrom")
    assert terminal.said("→", 'SET="MailFrom=')


def test_the_functions_are_told_the_addresses_that_the_stack_tells(operator: Operator) -> None:
    told = operator.deployed().stage.parameters
    assert told["PublicUrl"] == "https://api.example.com/api"
    assert told["DashboardUrl"] == "https://dashboard.example.com"


def test_an_address_that_was_chosen_stays(operator: Operator) -> None:
    operator.deploy("--yes", *MAIL, "--set", "PublicUrl=https://text.example.com/api")
    operator.template["Outputs"]["PublicUrl"]["Value"] = "https://other.example.com/api"
    operator.deploy("--yes")
    assert operator.stage.parameters["PublicUrl"] == "https://text.example.com/api"


def test_deploying_again_changes_nothing_and_keeps_settings(operator: Operator) -> None:
    before = secret.read(operator.deployed().stage)
    code, terminal = operator.deploy("--yes")
    assert code == 0
    assert terminal.said("nothing to change")
    assert terminal.said("Dashboard: nothing has changed")
    assert not terminal.said("temporary password")
    assert secret.read(operator.stage) == before


def test_the_keys_of_ids_and_cursors_are_made_and_not_shown(operator: Operator) -> None:
    _, terminal = operator.deploy("--yes", *MAIL)
    keys = secret.read(operator.stage)
    assert len(keys.id_key) >= 32
    assert len(keys.cursor_key) >= 32
    assert keys.id_key not in terminal.text
    assert keys.cursor_key not in terminal.text


def test_the_key_of_push_comes_to_a_stage_that_has_none_and_stays(operator: Operator) -> None:
    """Whoever upgrades: functions and the dashboard get the two halves of one key, and all else is as it was."""
    stage = operator.deployed().stage
    before = secret.read(stage)
    told = {
        "twilio_account_sid": "",
        "twilio_auth_tokens": [],
        "id_key": before.id_key,
        "cursor_key": before.cursor_key,
    }
    stage.cloud.secrets.put_secret_value(SecretId=stage.output("SecretId"), SecretString=json.dumps(told))
    _, terminal = operator.deploy("--yes")
    after = secret.read(stage)
    assert after.push_key not in ("", before.push_key)
    assert after.push_key not in terminal.text
    assert (after.id_key, after.cursor_key) == (before.id_key, before.cursor_key)
    given = json.loads(contents(operator, "config.json")["Body"].read())["pushKey"]
    assert given == push_keys.public(after.push_key)
    operator.deploy("--yes")
    assert secret.read(stage) == after


def test_a_key_of_push_that_is_none_stops_with_what_to_do(operator: Operator) -> None:
    stage = operator.deployed().stage
    whole = secret.read(stage)
    secret.write(stage, replace(whole, push_key="no key"))
    code, terminal = operator.deploy("--yes")
    assert code != 0
    assert "push_key in the secret" in terminal.text
    assert "make deploy" in terminal.text
    secret.write(stage, whole)
    assert operator.deploy("--yes")[0] == 0


def test_first_admin_can_sign_in_and_is_of_the_team(operator: Operator) -> None:
    code, terminal = operator.deploy("--yes", *MAIL, "--admin", "ada@example.com")
    assert code == 0, terminal.text
    (told,) = [line for line in terminal.lines if "temporary password" in line]
    answer = operator.cloud.cognito.initiate_auth(
        ClientId=operator.stage.output("UserPoolClientId"),
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada@example.com", "PASSWORD": told.split()[-1]},
    )
    assert answer["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    (person,) = rooms(operator.stage).team.people()
    assert (person.email, person.role) == ("ada@example.com", Role.ADMIN)


def test_an_admin_that_a_broken_run_left_outside_the_team_is_put_into_it(operator: Operator) -> None:
    stage = operator.deployed().stage
    (person,) = rooms(stage).team.people()
    table = stage.part("TeamTable").id
    operator.cloud.dynamodb.delete_item(TableName=table, Key={"pk": {"S": "people"}, "sk": {"S": person.id}})
    operator.deploy("--yes")
    assert rooms(stage).team.people() == [person]


@pytest.mark.parametrize("change", [{"role": Role.STANDARD}, {"active": False}])
def test_where_no_active_admin_is_left_somebody_becomes_one_and_stays_who_it_is(
    operator: Operator, change: dict[str, Any]
) -> None:
    """The pool's group still calls it an admin."""
    stage = operator.deployed().stage
    house = rooms(stage)
    (person,) = house.team.people()
    phone = PhoneNumber("+12025550181")
    known = replace(person, name="Ada", phone=phone, alerts=(Channel.TEXT,))
    house.team.put_person(replace(known, **change), house.ids.contact(phone))
    pool = stage.output("UserPoolId")
    operator.cloud.cognito.admin_disable_user(UserPoolId=pool, Username=person.email)
    _, terminal = operator.deploy("--yes")
    assert terminal.said("Nobody can sign in yet")
    operator.deploy("--yes", "--admin", person.email)
    assert rooms(operator.stage).team.people() == [known]
    assert operator.cloud.cognito.admin_get_user(UserPoolId=pool, Username=person.email)["Enabled"]


def test_a_lost_temporary_password_is_made_anew_until_it_was_used(operator: Operator) -> None:
    operator.deployed()
    _, terminal = operator.deploy("--yes", "--admin", "ada@example.com")
    assert terminal.said("temporary password")
    pool = operator.stage.output("UserPoolId")
    operator.cloud.cognito.admin_set_user_password(
        UserPoolId=pool, Username="ada@example.com", Password="Of-her-own-1", Permanent=True
    )
    _, terminal = operator.deploy("--yes", "--admin", "ada@example.com")
    assert not terminal.said("temporary password")
    assert len(rooms(operator.stage).team.people()) == 1


def test_no_admin_and_nobody_to_ask_says_how_to_make_one(operator: Operator) -> None:
    code, terminal = operator.deploy("--yes", *MAIL)
    assert code == 0
    assert terminal.said("Nobody can sign in", "ADMIN=")


def test_dashboard_is_uploaded_with_the_right_headers(operator: Operator) -> None:
    operator.deployed()
    asset, page, config = (contents(operator, key) for key in ("assets/main-abc123.js", "index.html", "config.json"))
    assert asset["CacheControl"] == "public, max-age=31536000, immutable"
    assert asset["ContentType"].startswith("text/javascript")
    assert page["CacheControl"] == "no-cache"
    assert page["ContentType"] == "text/html; charset=utf-8"
    assert config["CacheControl"] == "no-store"
    told = json.loads(config["Body"].read())
    assert set(told) == {"apiUrl", "region", "userPoolId", "userPoolClientId", "cognitoEndpoint", "pushKey"}
    assert told["apiUrl"] == "https://api.example.com/api"


def test_replacing_a_table_is_refused_and_nothing_changes(operator: Operator) -> None:
    team = operator.deployed().stage.part("TeamTable").id
    table = operator.template["Resources"]["TeamTable"]["Properties"]
    table["AttributeDefinitions"] = [{"AttributeName": "id", "AttributeType": "S"}]
    table["KeySchema"] = [{"AttributeName": "id", "KeyType": "HASH"}]
    code, terminal = operator.deploy("--yes")
    assert code == 2
    assert terminal.said("!", "table TeamTable", "replaced")
    assert terminal.said("✗", "lose data of TeamTable")
    assert operator.stage.part("TeamTable").id == team


def test_deleting_data_takes_a_word_of_its_own(operator: Operator) -> None:
    operator.deployed()
    operator.template["Resources"]["Kept"] = {"Type": "AWS::S3::Bucket", "Properties": {}}
    assert operator.deploy("--yes")[0] == 0
    del operator.template["Resources"]["Kept"]
    code, terminal = operator.deploy("--yes")
    assert code == 2
    assert terminal.said("!", "bucket Kept", "deleted")
    assert operator.deploy("--yes", "--yes-delete")[0] == 0
    assert "Kept" not in {part.name for part in operator.stage.parts}


def test_another_way_of_making_the_secret_is_refused_as_it_would_lose_the_key(operator: Operator) -> None:
    before = secret.read(operator.deployed().stage)
    operator.template["Resources"]["Secret"]["Properties"]["GenerateSecretString"]["PasswordLength"] = 64
    code, terminal = operator.deploy("--yes")
    assert code == 2
    assert terminal.said("!", "secret Secret", "the key of all ids"), terminal.text
    assert secret.read(operator.stage) == before


def test_failure_names_the_first_resource_its_reason_and_a_remedy(operator: Operator) -> None:
    operator.deployed()
    for name in ("Broken", "BrokenToo"):
        operator.template["Resources"][name] = {"Type": "AWS::SQS::Queue", "Properties": {"MessageRetentionPeriod": 1}}
    code, terminal = operator.deploy("--yes")
    assert code == 2, terminal.text
    assert terminal.said("✗", "queue Broken failed first", "MessageRetentionPeriod"), terminal.text
    assert terminal.said("→")
    assert operator.stage.stands
    del operator.template["Resources"]["Broken"], operator.template["Resources"]["BrokenToo"]
    assert operator.deploy("--yes")[0] == 0


def test_a_first_deployment_that_failed_can_be_repeated(operator: Operator) -> None:
    operator.template["Resources"]["Broken"] = {"Type": "AWS::SQS::Queue", "Properties": {"MessageRetentionPeriod": 1}}
    assert operator.deploy("--yes", *MAIL)[0] == 2
    del operator.template["Resources"]["Broken"]
    code, terminal = operator.deploy("--yes", *MAIL)
    assert code == 0, terminal.text


def test_a_setting_that_cannot_be_is_refused_before_anything_is_made(operator: Operator) -> None:
    code, terminal = operator.deploy("--yes", "--set", "MailFrom=nobody")
    assert (code, operator.stage.status) == (2, "")
    assert terminal.said("✗", "MailFrom")


def test_a_package_without_its_code_is_refused(operator: Operator) -> None:
    operator.template["Resources"]["One"] = {
        "Type": "AWS::Serverless::Function",
        "Properties": {"CodeUri": "./code.zip"},
    }
    code, terminal = operator.deploy("--yes", *MAIL)
    assert code == 2
    assert terminal.said("→", "make package")


def test_a_dashboard_that_is_not_built_is_told(operator: Operator) -> None:
    place = brand.package(operator.folder / "build", operator.template)
    code, terminal = operator.run(
        deploy.main, "--yes", *MAIL, "--package", str(place), "--dashboard", str(operator.folder / "none")
    )
    assert code == 2
    assert terminal.said("→", "dashboard/dist/index.html")
