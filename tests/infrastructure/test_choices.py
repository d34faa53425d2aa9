"""What an operator may choose: absent and unpaid until then."""

from __future__ import annotations

import json
from typing import Any

import pytest

from infrastructure.parameters import CONDITIONS, PARAMETERS
from tests.infrastructure.deployed import deployed, of_type

OPTIONAL = {
    "AWS::WAFv2::WebACL": "Guarded",
    "AWS::WAFv2::WebACLAssociation": "Guarded",
    "AWS::Budgets::Budget": "Budgeted",
    "AWS::Route53::RecordSet": "Zoned",
    "AWS::SNS::Subscription": "Told",
}


@pytest.mark.parametrize(("kind", "condition"), OPTIONAL.items())
def test_what_is_optional_is_there_only_when_it_was_chosen(kind: str, condition: str) -> None:
    found = [resource for resource in deployed()["Resources"].values() if resource["Type"] == kind]
    assert found
    assert {resource.get("Condition") for resource in found} == {condition}
    assert condition in deployed()["Conditions"]


def test_what_costs_more_is_off_until_it_is_chosen() -> None:
    assert PARAMETERS["Firewall"]["Default"] == "off"
    assert PARAMETERS["Tracing"]["Default"] == "off"
    assert CONDITIONS["Guarded"] == {"Fn::Equals": [{"Ref": "Firewall"}, "on"]}


def test_a_firewall_stops_floods_and_known_bad_addresses_but_never_a_webhook() -> None:
    reputation, flood = of_type("AWS::WAFv2::WebACL")["WebFirewall"]["Rules"]
    assert reputation["Statement"]["ManagedRuleGroupStatement"]["VendorName"] == "AWS"
    limited: dict[str, Any] = flood["Statement"]["RateBasedStatement"]
    assert limited["AggregateKeyType"] == "FORWARDED_IP", "CloudFront's own address would be everybody's"
    assert "/hooks/" in json.dumps(limited["ScopeDownStatement"]["NotStatement"])
    assert flood["Action"] == {"Block": {}}


def test_operators_hear_of_money_before_it_is_spent() -> None:
    assert int(PARAMETERS["MonthlyBudget"]["Default"]) > 0
    notices = of_type("AWS::Budgets::Budget")["Budget"]["NotificationsWithSubscribers"]
    told = {(one["Notification"]["NotificationType"], one["Notification"]["Threshold"]) for one in notices}
    assert told == {("ACTUAL", 80), ("FORECASTED", 100)}
    assert all(
        one["Subscribers"] == [{"SubscriptionType": "SNS", "Address": {"Ref": "OperatorsTopic"}}] for one in notices
    )
