from __future__ import annotations

import json

from chalicelib.core.people import Role
from chalicelib.settings import read
from chalicelib.store.models import MODELS
from infrastructure.functions import WORKERS
from infrastructure.naming import dead_id, queue_id
from infrastructure.resources import queues, resources, settings
from infrastructure.sign_in import CLIENT, POOL

ALL = resources(MODELS, production=True)


def test_every_queue_gives_up_into_its_own_dead_letter_queue() -> None:
    for worker in WORKERS:
        if worker.queue:
            policy = queues()[queue_id(worker.queue)]["Properties"]["RedrivePolicy"]
            assert policy == {
                "deadLetterTargetArn": {"Fn::GetAtt": [dead_id(worker.queue), "Arn"]},
                "maxReceiveCount": 5,
            }


def test_a_job_stays_hidden_six_times_as_long_as_its_worker_may_take() -> None:
    for worker in WORKERS:
        if worker.queue:
            visibility = queues()[queue_id(worker.queue)]["Properties"]["VisibilityTimeout"]
            assert visibility >= 6 * worker.timeout


def test_queues_and_topic_are_encrypted() -> None:
    for resource in ALL.values():
        if resource["Type"] == "AWS::SQS::Queue":
            assert resource["Properties"]["SqsManagedSseEnabled"] is True
        if resource["Type"] == "AWS::SNS::Topic":
            assert resource["Properties"]["KmsMasterKeyId"]


def test_every_role_is_a_group_and_the_strongest_comes_first() -> None:
    groups = [found["Properties"] for found in ALL.values() if found["Type"] == "AWS::Cognito::UserPoolGroup"]
    by_strength = sorted(groups, key=lambda group: int(group["Precedence"]))
    assert [group["GroupName"] for group in by_strength] == [role.value for role in reversed(Role)]


def test_nobody_signs_up_alone() -> None:
    invited = ALL[POOL]["Properties"]["AdminCreateUserConfig"]
    assert invited["AllowAdminCreateUserOnly"] is True
    assert all(filled in invited["InviteMessageTemplate"]["EmailMessage"] for filled in ("{username}", "{####}"))
    assert ALL[CLIENT]["Properties"]["PreventUserExistenceErrors"] == "ENABLED"


def test_template_holds_no_secret() -> None:
    generated = ALL["Secret"]["Properties"]["GenerateSecretString"]
    assert generated["GenerateStringKey"] == "id_key"
    assert not any(json.loads(generated["SecretStringTemplate"]).values())


def test_settings_name_every_table_and_queue_and_resolve_to_resources() -> None:
    found = settings(MODELS)
    assert {name for name in found if name.startswith("PARLEY_TABLE_")} == {
        f"PARLEY_TABLE_{noun.upper()}" for noun in MODELS
    }
    parameters = {"MailFrom"}
    for value in found.values():
        if "Ref" in value:
            assert value["Ref"] in ALL or value["Ref"] in parameters


def test_functions_need_no_setting_that_nobody_gives() -> None:
    from_the_stack = dict.fromkeys(settings(MODELS), "given")
    from_the_operator = {"PARLEY_PUBLIC_URL": "https://example.com/api", "PARLEY_DASHBOARD_URL": "https://example.com"}
    assert read(from_the_stack | from_the_operator).mail_from == "given"


def test_passwords_are_long_and_a_second_factor_is_possible() -> None:
    pool = ALL[POOL]["Properties"]
    rules = pool["Policies"]["PasswordPolicy"]
    assert rules["MinimumLength"] >= 12
    assert all(rules[f"Require{kind}"] for kind in ("Lowercase", "Uppercase", "Numbers", "Symbols"))
    assert (pool["MfaConfiguration"], pool["EnabledMfas"]) == ("OPTIONAL", ["SOFTWARE_TOKEN_MFA"])
