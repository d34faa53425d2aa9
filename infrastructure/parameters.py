"""What an operator may choose for a stage, and the conditions that follow from it."""

from __future__ import annotations

from typing import Any

Resource = dict[str, Any]

PRODUCTION = "Kept"
TRACED = "Traced"
NAMED = "Named"
ZONED = "Zoned"
GUARDED = "Guarded"
BUDGETED = "Budgeted"
TOLD = "Told"
OTHER_KEYS = "OtherSignIn"

_URL = r"(https://|http://127\.0\.0\.1:).+[^/]"
_HERE = r"|http://127\.0\.0\.1:.+[^/]"
"""Only the embedded AWS is not AWS: a stack in the cloud cannot be pointed to another provider by mistake."""


def _text(description: str, default: str | None = None, pattern: str = "", allowed: tuple[str, ...] = ()) -> Resource:
    found: Resource = {"Type": "String", "Description": description}
    if default is not None:
        found["Default"] = default
    if pattern:
        found["AllowedPattern"] = pattern
    if allowed:
        found["AllowedValues"] = list(allowed)
    return found


PARAMETERS: dict[str, Resource] = {
    "PublicUrl": _text("The API's base as the provider calls it, without a slash at its end", pattern=_URL),
    "DashboardUrl": _text("Where people sign in, without a slash at its end", pattern=_URL),
    "MailFrom": _text("The sender of alerts by email", pattern=".+@.+"),
    "Brand": _text("The brand's name as its texts say it", "Your brand"),
    "StopScope": _text("Whether STOP on one line ends texts from all lines", "brand", allowed=("brand", "line")),
    "Production": _text("Whether tables and people are protected from deletion", "yes", allowed=("yes", "no")),
    "OperatorsEmail": _text("Who is told of alarms (empty: nobody by email)", "", "|.+@.+"),
    "MonthlyBudget": {
        "Type": "Number",
        "Default": 50,
        "MinValue": 0,
        "Description": "US dollars a month for the whole account, above which operators are told (0: no budget)",
    },
    "DomainName": _text("The dashboard's own domain (empty: CloudFront's)", ""),
    "CertificateArn": _text(
        "Its certificate in us-east-1, where CloudFront looks for it", "", "|arn:aws.*:acm:us-east-1:.+"
    ),
    "HostedZoneId": _text("The zone in Route 53 that gets its records (empty: set them yourself)", ""),
    "Firewall": _text(
        "Whether a web firewall stands before the API (some 10 dollars a month)", "off", allowed=("on", "off")
    ),
    "Tracing": _text("Whether X-Ray records requests", "off", allowed=("on", "off")),
    "ProviderUrl": _text("The simulated carrier on this machine (empty: the provider)", "", _HERE),
    "SignInUrl": _text("The embedded Cognito on this machine (empty: Cognito)", "", _HERE),
}


def _chosen(parameter: str, value: str) -> Resource:
    return {"Fn::Equals": [{"Ref": parameter}, value]}


def _given(parameter: str) -> Resource:
    return {"Fn::Not": [_chosen(parameter, "")]}


CONDITIONS: dict[str, Resource] = {
    PRODUCTION: _chosen("Production", "yes"),
    TRACED: _chosen("Tracing", "on"),
    NAMED: _given("DomainName"),
    ZONED: {"Fn::And": [_given("DomainName"), _given("HostedZoneId")]},
    GUARDED: _chosen("Firewall", "on"),
    BUDGETED: {"Fn::Not": [_chosen("MonthlyBudget", "0")]},
    TOLD: _given("OperatorsEmail"),
    OTHER_KEYS: _given("SignInUrl"),
}

RULES: dict[str, Resource] = {
    "DomainNeedsItsCertificate": {
        "RuleCondition": {"Fn::Not": [_chosen("DomainName", "")]},
        "Assertions": [
            {
                "Assert": {"Fn::Not": [_chosen("CertificateArn", "")]},
                "AssertDescription": "A domain of your own needs a certificate in us-east-1: set CertificateArn.",
            }
        ],
    }
}


def if_(condition: str, then: Any, otherwise: Any = None) -> Resource:
    """`then` where the condition holds; nothing at all where it does not and there is no `otherwise`."""
    return {"Fn::If": [condition, then, {"Ref": "AWS::NoValue"} if otherwise is None else otherwise]}
