"""AWS in memory for a whole world: tables, queues, secret, topic, sender; made once a process, put back for each world.

Looking into it by the functions here asks moto's own objects: it costs nothing, and no fault ever hits it.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import boto3
from moto import mock_aws
from moto.cognitoidp.models import cognitoidp_backends
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table
from moto.s3.models import s3_backends
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends
from moto.sqs.models import Message, Queue, sqs_backends

from chalicelib.settings import QUEUES
from chalicelib.store.models import MODELS
from infrastructure.functions import WORKERS
from infrastructure.resources import TRIES
from infrastructure.tables import tables
from tests.core.letters import Reader
from tests.harness import in_turn, straight, wire
from tests.harness.motofix import repair
from tests.harness.quicken import quicken

REGION = "us-east-1"
ACCOUNT = "123456789012"
SENDER = "alerts@example.com"
PREFIX = "parley-world-"
ACCOUNT_SID = "AC" + "0" * 32
FRONT = "what-only-our-cloudfront-says"
AUTH_TOKEN = "a token for tests"
SECRET = {
    "twilio_account_sid": ACCOUNT_SID,
    "twilio_auth_tokens": [AUTH_TOKEN],
    "id_key": "a key of ids for tests",
    "cursor_key": "a key of cursors for tests",
}
BUCKET = "parley-world-media"
TABLES = {noun: PREFIX + noun for noun in MODELS}
VISIBILITY = {worker.queue: 6 * worker.timeout for worker in WORKERS if worker.queue}

Item = dict[str, Any]

_mock = mock_aws()
_seeds: dict[str, dict[str, bytes]] = {}


@contextmanager
def running() -> Iterator[None]:
    """Within it moto stands for AWS in this process, with everything a stack has."""
    repair()
    quicken()
    straight.install()
    wire.install()
    in_turn.install()
    _mock.start(reset=False)
    try:
        if PREFIX + "team" not in dynamodb_backends[ACCOUNT][REGION].tables:
            _seeds.clear()
            _create_tables()
            _create_queues()
            _create_rest()
        yield
    finally:
        _mock.stop(remove_data=False)


def environment() -> dict[str, str]:
    """The settings of this stack."""
    return {
        "AWS_DEFAULT_REGION": REGION,
        "PARLEY_STAGE": "test",
        "PARLEY_FRONT": FRONT,
        "PARLEY_PUBLIC_URL": "https://parley.example.com/api",
        "PARLEY_DASHBOARD_URL": "https://parley.example.com",
        **{f"PARLEY_TABLE_{noun.upper()}": name for noun, name in TABLES.items()},
        **{f"PARLEY_QUEUE_{noun.upper()}": _queue_url(PREFIX + noun) for noun in QUEUES},
        "PARLEY_BUCKET_MEDIA": BUCKET,
        "PARLEY_TOPIC_ALERTS": f"arn:aws:sns:{REGION}:{ACCOUNT}:{PREFIX}alerts",
        "PARLEY_USER_POOL_ID": _pool().id,
        "PARLEY_USER_POOL_CLIENT_ID": "client",
        "PARLEY_TOKEN_ISSUER": "https://issuer.example.com",
        "PARLEY_JWKS_URL": "https://issuer.example.com/jwks.json",
        "PARLEY_SECRET_ID": PREFIX + "secret",
        "PARLEY_MAIL_FROM": SENDER,
        "PARLEY_BRAND": "Brand",
    }


def keep(seed: str) -> None:
    """Remembers what stands in the tables now under this name."""
    _seeds[seed] = {noun: pickle.dumps(_table(noun).items) for noun in TABLES}


def put_back(seed: str) -> bool:
    """Begins anew: tables as they were kept, queues and mail empty. False (and empty tables) where nothing was."""
    for queue in _queues().values():
        queue._messages.clear()
        queue.pending_messages.clear()
        queue.deleted_messages.clear()
    ses_backends[ACCOUNT][REGION].sent_messages.clear()
    _pool().users.clear()
    _files().clear()
    for topic in sns_backends[ACCOUNT][REGION].topics.values():
        topic.sent_notifications.clear()
    for noun in TABLES:
        _table(noun).items.clear()
        if seed in _seeds:
            _table(noun).items.update(pickle.loads(_seeds[seed][noun]))
    return seed in _seeds


def items(noun: str) -> Iterator[Item]:
    """Every item of a table, each value as DynamoDB writes it."""
    for partition in _table(noun).items.values():
        for item in partition.values():
            yield item.to_json()["Attributes"]


def item(noun: str, pk: str, sk: str) -> Item | None:
    from moto.dynamodb.models.dynamo_type import DynamoType

    found = _table(noun).items.get(DynamoType({"S": pk}), {}).get(DynamoType({"S": sk}))
    return None if found is None else found.to_json()["Attributes"]


def waiting(noun: str) -> list[Message]:
    """Messages of a queue that nobody has deleted yet, visible or not."""
    return list(_queues()[PREFIX + noun]._messages)


def dead(noun: str) -> list[Message]:
    return list(_queues()[f"{PREFIX}{noun}-dead"]._messages)


def receive(noun: str, most: int) -> list[Message]:
    """What Lambda's poller does for a worker: its calls are not the product's, so no fault hits them."""
    return sqs_backends[ACCOUNT][REGION].receive_message(PREFIX + noun, most, 0, VISIBILITY[noun])


def delete(noun: str, message: Message) -> None:
    sqs_backends[ACCOUNT][REGION].delete_message(PREFIX + noun, str(message.receipt_handle))


def mails() -> list[dict[str, str]]:
    """What SES was given: to, subject, text. moto keeps the HTML part alone, which says the same (test_mail_page)."""
    return [
        {"to": mail.destinations["ToAddresses"][0], "subject": mail.subject, "text": Reader(mail.body).words}
        for mail in ses_backends[ACCOUNT][REGION].sent_messages
    ]


def mailed() -> int:
    """How many emails SES was given."""
    return len(ses_backends[ACCOUNT][REGION].sent_messages)


def published() -> list[dict[str, Any]]:
    """The events on the topic."""
    topics = sns_backends[ACCOUNT][REGION].topics.values()
    return [json.loads(note[1]) for topic in topics for note in topic.sent_notifications]


def files() -> dict[str, bytes]:
    """What stands in the bucket, by its key."""
    return {key: file.value for key, file in _files().items()}


def put_file(key: str, data: bytes) -> None:
    """As a browser does by the form it was given; no fault ever hits it."""
    s3_backends[ACCOUNT]["aws"].put_object(BUCKET, key, data)


def delete_file(key: str) -> None:
    """As somebody does who may write in the bucket, and should not."""
    s3_backends[ACCOUNT]["aws"].delete_object(BUCKET, key)


def accounts() -> dict[str, bool]:
    """Who can sign in, by email: whether it may now. moto makes a second user of one who is invited once more."""
    return {_email(user): user.enabled for user in reversed(_pool().users.values())}


def add_account(email: str) -> None:
    """As by hand in the console: somebody who may sign in, and is not of the team."""
    backend = cognitoidp_backends[ACCOUNT][REGION]
    backend.admin_create_user(_pool().id, email, "SUPPRESS", "Given-by-hand-1", [])


def choose_password(email: str) -> None:
    """As somebody does who signs in for the first time."""
    cognitoidp_backends[ACCOUNT][REGION].admin_set_user_password(_pool().id, email, "Chosen-by-hand-1", True)


def enable(person: str) -> None:
    """As if it had not been shut out."""
    cognitoidp_backends[ACCOUNT][REGION].admin_enable_user(_pool().id, person)


def _email(user: Any) -> str:
    return str(user.attribute_lookup["email"])


def _pool() -> Any:
    (pool,) = cognitoidp_backends[ACCOUNT][REGION].user_pools.values()
    return pool


def _files() -> Any:
    return s3_backends[ACCOUNT]["aws"].buckets[BUCKET].keys


def _table(noun: str) -> Table:
    return dynamodb_backends[ACCOUNT][REGION].get_table(TABLES[noun])


def _queues() -> Mapping[str, Queue]:
    queues: Mapping[str, Queue] = sqs_backends[ACCOUNT][REGION].queues
    return {name: queue for name, queue in queues.items() if name.startswith(PREFIX)}


def _queue_url(name: str) -> str:
    return f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{name}"


def _create_tables() -> None:
    client = boto3.client("dynamodb", region_name=REGION)
    wanted = tables(MODELS, production=False)
    for noun, described in zip(MODELS, wanted.values(), strict=True):
        names = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
        properties = {name: described["Properties"][name] for name in names if name in described["Properties"]}
        client.create_table(TableName=TABLES[noun], **properties)


def _create_queues() -> None:
    client = boto3.client("sqs", region_name=REGION)
    for noun in QUEUES:
        client.create_queue(QueueName=f"{PREFIX}{noun}-dead")
        dead_arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{PREFIX}{noun}-dead"
        policy = json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": TRIES})
        attributes = {"VisibilityTimeout": str(VISIBILITY[noun]), "RedrivePolicy": policy}
        client.create_queue(QueueName=PREFIX + noun, Attributes=attributes)


def _create_rest() -> None:
    pool = boto3.client("cognito-idp", region_name=REGION)
    pool.create_user_pool(PoolName=PREFIX + "people", UsernameAttributes=["email"])
    boto3.client("sns", region_name=REGION).create_topic(Name=PREFIX + "alerts")
    boto3.client("s3", region_name=REGION).create_bucket(Bucket=BUCKET)
    boto3.client("sesv2", region_name=REGION).create_email_identity(EmailIdentity=SENDER)
    secrets = boto3.client("secretsmanager", region_name=REGION)
    secrets.create_secret(Name=PREFIX + "secret", SecretString=json.dumps(SECRET))
