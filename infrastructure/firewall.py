"""An optional web firewall before the API, as CloudFormation resources."""

from __future__ import annotations

from typing import Any

from infrastructure.naming import API, STAGE
from infrastructure.parameters import GUARDED

Resource = dict[str, Any]

PER_FIVE_MINUTES = 3000
"""From one address: an office of fifty who ask every five seconds is just that. More is no person."""
BAD_ADDRESSES = "AWSManagedRulesAmazonIpReputationList"
REST_APIS = "arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis"
HOOKS = f"/{STAGE}/hooks/"


def firewall() -> dict[str, Resource]:
    """Known bad addresses, and floods from one address except on webhooks: those are signed, and come from few.

    The list of bad addresses sees who calls the API itself, past CloudFront; the flood's rule sees both.
    """
    return {
        "WebFirewall": {
            "Type": "AWS::WAFv2::WebACL",
            "Condition": GUARDED,
            "Properties": {
                "Scope": "REGIONAL",
                "DefaultAction": {"Allow": {}},
                "VisibilityConfig": _seen("firewall"),
                "Rules": [_reputation(), _flood()],
            },
        },
        "WebFirewallOfApi": {
            "Type": "AWS::WAFv2::WebACLAssociation",
            "Condition": GUARDED,
            # The stage exists only once SAM's own resource of that name does.
            "DependsOn": f"{API}{STAGE}Stage",
            "Properties": {
                "WebACLArn": {"Fn::GetAtt": ["WebFirewall", "Arn"]},
                "ResourceArn": {"Fn::Sub": f"{REST_APIS}/${{{API}}}/stages/{STAGE}"},
            },
        },
    }


def _reputation() -> Resource:
    return {
        "Name": "bad-addresses",
        "Priority": 0,
        "OverrideAction": {"None": {}},
        "Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": BAD_ADDRESSES}},
        "VisibilityConfig": _seen("bad-addresses"),
    }


def _flood() -> Resource:
    elsewhere = {
        "NotStatement": {
            "Statement": {
                "ByteMatchStatement": {
                    "FieldToMatch": {"UriPath": {}},
                    "PositionalConstraint": "STARTS_WITH",
                    "SearchString": HOOKS,
                    "TextTransformations": [{"Priority": 0, "Type": "NONE"}],
                }
            }
        }
    }
    return {
        "Name": "floods",
        "Priority": 1,
        "Action": {"Block": {}},
        "Statement": {
            "RateBasedStatement": {
                "Limit": PER_FIVE_MINUTES,
                "AggregateKeyType": "FORWARDED_IP",
                # CloudFront's own address would be everybody's.
                "ForwardedIPConfig": {"HeaderName": "X-Forwarded-For", "FallbackBehavior": "NO_MATCH"},
                "ScopeDownStatement": elsewhere,
            }
        },
        "VisibilityConfig": _seen("floods"),
    }


def _seen(name: str) -> Resource:
    # Samples of requests would keep what people write.
    return {"CloudWatchMetricsEnabled": True, "MetricName": name, "SampledRequestsEnabled": False}
