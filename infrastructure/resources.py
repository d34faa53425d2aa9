"""What the functions work on, as CloudFormation resources: tables, queues, topic, secret, sign-in, sender of mail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pynamodb.models import Model

from infrastructure.buckets import MEDIA, media
from infrastructure.functions import WORKERS, Worker
from infrastructure.naming import dead_id, queue_id
from infrastructure.sign_in import CLIENT, POOL, issuer, jwks_url, sign_in
from infrastructure.tables import kept, table_id, tables

Resource = dict[str, Any]

TOPIC = "AlertsTopic"
SECRET = "Secret"  # noqa: S105 - the name of a resource
MAIL = "MailIdentity"
TRIES = 5
"""How often a job is given to its worker before it goes to the dead-letter queue."""
DAYS_14 = 14 * 24 * 3600


def resources(models: Mapping[str, type[Model]], *, production: bool) -> dict[str, Resource]:
    """All of them by logical id. Expects the template's parameter MailFrom and, in production, its
    conditions and DashboardUrl."""
    return {
        **tables(models, production=production),
        **queues(),
        **sign_in(production=production),
        MEDIA: media(production=production),
        TOPIC: {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": "alias/aws/sns"}},
        SECRET: _secret(production=production),
        MAIL: {"Type": "AWS::SES::EmailIdentity", "Properties": {"EmailIdentity": {"Ref": "MailFrom"}}},
    }


def queues() -> dict[str, Resource]:
    """A queue and its dead-letter queue for every worker that has one."""
    found: dict[str, Resource] = {}
    for worker in WORKERS:
        if worker.queue:
            found[queue_id(worker.queue)] = _queue(worker)
            found[dead_id(worker.queue)] = _dead_letters()
    return found


def settings(models: Mapping[str, type[Model]]) -> dict[str, Any]:
    """The PARLEY_* settings that the resources themselves answer, as CloudFormation values."""
    found: dict[str, Any] = {f"PARLEY_TABLE_{noun.upper()}": {"Ref": table_id(noun)} for noun in models}
    for worker in WORKERS:
        if worker.queue:
            found[f"PARLEY_QUEUE_{worker.queue.upper()}"] = {"Ref": queue_id(worker.queue)}
    return {
        **found,
        "PARLEY_TOPIC_ALERTS": {"Ref": TOPIC},
        "PARLEY_BUCKET_MEDIA": {"Ref": MEDIA},
        "PARLEY_SECRET_ID": {"Ref": SECRET},
        "PARLEY_USER_POOL_ID": {"Ref": POOL},
        "PARLEY_USER_POOL_CLIENT_ID": {"Ref": CLIENT},
        "PARLEY_TOKEN_ISSUER": issuer(),
        "PARLEY_JWKS_URL": jwks_url(),
        "PARLEY_MAIL_FROM": {"Ref": "MailFrom"},
    }


def outputs() -> dict[str, Resource]:
    """What those who call the stack from outside need to know."""
    found: dict[str, Any] = {
        "UserPoolId": {"Ref": POOL},
        "UserPoolClientId": {"Ref": CLIENT},
        "SecretId": {"Ref": SECRET},
        "SecretArn": {"Fn::GetAtt": [SECRET, "Id"]},
        "AlertsTopic": {"Ref": TOPIC},
        "MediaBucket": {"Ref": MEDIA},
    }
    for worker in WORKERS:
        if worker.queue:
            found[f"{queue_id(worker.queue)}Url"] = {"Ref": queue_id(worker.queue)}
            found[f"{dead_id(worker.queue)}Url"] = {"Ref": dead_id(worker.queue)}
    return {name: {"Value": value} for name, value in found.items()}


def _queue(worker: Worker) -> Resource:
    dead = {"Fn::GetAtt": [dead_id(worker.queue), "Arn"]}
    return {
        "Type": "AWS::SQS::Queue",
        "Properties": {
            # Lambda's own advice: six times the timeout, so that a batch being worked on is not given twice.
            "VisibilityTimeout": 6 * worker.timeout,
            "MessageRetentionPeriod": DAYS_14,
            "SqsManagedSseEnabled": True,
            "RedrivePolicy": {"deadLetterTargetArn": dead, "maxReceiveCount": TRIES},
        },
    }


def _dead_letters() -> Resource:
    return {
        "Type": "AWS::SQS::Queue",
        "Properties": {"MessageRetentionPeriod": DAYS_14, "SqsManagedSseEnabled": True},
    }


def _secret(*, production: bool) -> Resource:
    unfilled = {"twilio_account_sid": "", "twilio_auth_tokens": [], "cursor_key": ""}
    return {
        "Type": "AWS::SecretsManager::Secret",
        **kept(production=production),
        "Properties": {
            "Description": "Parley: the provider's credentials and the keys of its own ids and cursors",
            "GenerateSecretString": {
                "SecretStringTemplate": json.dumps(unfilled),
                "GenerateStringKey": "id_key",
                "PasswordLength": 48,
                "ExcludePunctuation": True,
            },
        },
    }
