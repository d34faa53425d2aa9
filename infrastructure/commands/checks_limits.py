"""What `doctor` asks of the account's limits: those that can stop this product, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from botocore.exceptions import ClientError

from infrastructure.commands.findings import Finding, broken, fine, risk
from infrastructure.commands.stage import TABLE, Stage
from infrastructure.functions import ROUTES
from infrastructure.sizes import LIMIT

FEW_AT_ONCE = 100
"""Fewer functions at once than this, and a broadcast starves the webhooks: new accounts begin with 10."""

BUSIEST = max(route.rate for route in ROUTES)
"""Requests a second that the busiest route lets through: what a broadcast's statuses come to."""

NEARLY = 0.9
MOST_TABLES = 2_500
"""In an account and region (DynamoDB, quotas). A restored backup is a table, too."""


def limits(stage: Stage) -> Iterator[Finding]:
    """Functions at once, requests a second, mail, tables, resources of a stack."""
    yield at_once(stage.cloud.functions.get_account_settings()["AccountLimit"]["ConcurrentExecutions"])
    yield requests(stage.cloud.apigateway.get_account().get("throttleSettings", {}).get("rateLimit", 0.0))
    yield from _mail(stage)
    pages = stage.cloud.dynamodb.get_paginator("list_tables").paginate()
    yield tables(sum(len(page["TableNames"]) for page in pages))
    yield from _of_tables(stage)
    yield resources(max(stage.sizes))


def at_once(most: int) -> Finding:
    if most < FEW_AT_ONCE:
        return risk(
            f"The account runs {most} functions at once: a broadcast may hold up incoming texts.",
            "Ask for 1,000 under Service Quotas > AWS Lambda > Concurrent executions. It is free.",
        )
    return fine(f"The account runs {most} functions at once.")


def requests(most: float) -> Finding:
    """`most` requests a second of all APIs together; 0 where it is not told."""
    if 0 < most < BUSIEST:
        return risk(
            f"The account's APIs take {most:.0f} requests a second, and a broadcast's statuses come at {BUSIEST}.",
            "Ask for 10,000 under Service Quotas > Amazon API Gateway > Throttle rate. It is free.",
        )
    return fine(f"The account's APIs take {f'{most:.0f}' if most else 'the usual number of'} requests a second.")


def sandbox(production: bool) -> Finding:
    if production:
        return fine("Email reaches any address.")
    return risk(
        "Email is in its sandbox: alerts reach verified addresses only.",
        "SES console > Account dashboard > Request production access. It takes about a day.",
    )


def sending(enabled: bool, status: str) -> Finding:
    """`status` is SES's own word for the account's reputation: HEALTHY, PROBATION or SHUTDOWN."""
    if not enabled or status == "SHUTDOWN":
        return broken(
            "SES sends no mail for this account: no alert by email arrives.",
            "SES console > Account dashboard tells why; answer AWS's message there.",
        )
    if status == "PROBATION":
        return risk(
            "SES has this account's mail under review: it may stop sending.",
            "SES console > Reputation metrics tells why; take away addresses that bounce.",
        )
    return fine("SES sends this account's mail.")


def quota(sent: float, most: float) -> Finding:
    """Mails of the last 24 hours; -1 stands for no limit."""
    if 0 <= most <= sent / NEARLY:
        return risk(
            f"{sent:.0f} of {most:.0f} mails a day are sent: alerts by email stop at that.",
            "Ask for more under Service Quotas > Amazon SES > Sending quota.",
        )
    return fine(f"{sent:.0f} mails were sent in 24 hours, far from the quota.")


def sender(verified: bool) -> Finding:
    if verified:
        return fine("The sender of email alerts is verified.")
    return broken("The sender of email alerts is not verified.", "Open the link in the mail that AWS sent to it.")


def tables(number: int) -> Finding:
    if number > NEARLY * MOST_TABLES:
        return risk(
            f"The account has {number} of {MOST_TABLES} tables in this region: a backup could not be restored.",
            "Delete restored copies that nobody needs, or ask for more under Service Quotas > Amazon DynamoDB.",
        )
    return fine(f"The account has {number} of {MOST_TABLES} tables in this region.")


def table(name: str, status: str) -> Finding:
    if status in ("ACTIVE", "UPDATING"):
        return fine(f"Table {name} answers ({status}).")
    return broken(
        f"Table {name} does not answer ({status}).",
        "AWS Health tells of outages and of keys that were switched off; docs/operator/backup.md tells how to restore.",
    )


def resources(most: int) -> Finding:
    """Of the largest of the stage's stacks."""
    if most > NEARLY * LIMIT:
        return risk(
            f"The stack has {most} of {LIMIT} resources: a later version may not fit.",
            "Read the changelog before you deploy the next version.",
        )
    return fine(f"The stack has {most} of {LIMIT} resources.")


def _mail(stage: Stage) -> Iterator[Finding]:
    account = stage.cloud.ses.get_account()
    yield sandbox(account["ProductionAccessEnabled"])
    yield sending(account.get("SendingEnabled", True), account.get("EnforcementStatus", "HEALTHY"))
    told = account.get("SendQuota", {})
    yield quota(told.get("SentLast24Hours", 0.0), told.get("Max24HourSend", -1.0))
    yield sender(_verified(stage))


def _verified(stage: Stage) -> bool:
    try:
        found = stage.cloud.ses.get_email_identity(EmailIdentity=stage.parameters.get("MailFrom", ""))
    except ClientError as fault:
        if fault.response["Error"]["Code"] != "NotFoundException":
            raise
        return False
    return found["VerifiedForSendingStatus"]


def _of_tables(stage: Stage) -> Iterator[Finding]:
    for part in stage.of_kind(TABLE):
        yield table(part.name, stage.cloud.dynamodb.describe_table(TableName=part.id)["Table"].get("TableStatus", ""))
