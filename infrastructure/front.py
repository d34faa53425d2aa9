"""CloudFront before dashboard and API, as CloudFormation resources: one origin for browsers, so no CORS at all."""

from __future__ import annotations

from typing import Any

from chalicelib.core.media import LENT
from chalicelib.routes.public import FRONT
from infrastructure.buckets import DASHBOARD, DISTRIBUTION, MEDIA
from infrastructure.headers import A_YEAR, content_policy
from infrastructure.naming import API, STAGE
from infrastructure.parameters import NAMED, ZONED, if_

Resource = dict[str, Any]

# Managed by AWS, the same in every account (CloudFront's developer guide, "Use managed policies").
CACHED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
NOT_CACHED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-38738e2966ac"
CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2"

SAYS: Resource = {"Ref": "AWS::StackId"}
"""By what the API knows a request that came through here, whose X-Forwarded-For it may then believe. Random enough that
nobody guesses it, told to nobody outside of the account, and it costs nothing."""

APP_ADDRESSES = """\
function handler(event) {
  var request = event.request;
  var last = request.uri.split("/").pop();
  if (last.indexOf(".") < 0) request.uri = "/index.html";
  return request;
}
"""
"""Every address that is no file is the app's own. Not by an error page: that would swallow the API's 404s."""


def front() -> dict[str, Resource]:
    """The distribution and what belongs to it. Expects the bucket, the API and the template's conditions."""
    return {
        DISTRIBUTION: _distribution(),
        "DashboardAccess": _access(),
        "DashboardAddresses": _addresses(),
        "SafeHeaders": _headers("safe", policy_stands=True),
        "SafeAnswers": _headers("safe-answers", policy_stands=False),
        **{f"Record{kind}": _record(kind) for kind in ("A", "AAAA")},
    }


def domain() -> Resource:
    """The name that browsers call."""
    return if_(NAMED, {"Ref": "DomainName"}, {"Fn::GetAtt": [DISTRIBUTION, "DomainName"]})


def _distribution() -> Resource:
    own = {
        "AcmCertificateArn": {"Ref": "CertificateArn"},
        "SslSupportMethod": "sni-only",
        "MinimumProtocolVersion": "TLSv1.2_2021",
    }
    return {
        "Type": "AWS::CloudFront::Distribution",
        "Properties": {
            "DistributionConfig": {
                "Enabled": True,
                "Comment": {"Ref": "AWS::StackName"},
                "HttpVersion": "http2and3",
                "IPV6Enabled": True,
                # North America and Europe, where the numbers are.
                "PriceClass": "PriceClass_100",
                "DefaultRootObject": "index.html",
                "Aliases": if_(NAMED, [{"Ref": "DomainName"}]),
                "ViewerCertificate": if_(NAMED, own, {"CloudFrontDefaultCertificate": True}),
                "Origins": [_files_origin("files", DASHBOARD), _api_origin(), _files_origin("media", MEDIA)],
                "DefaultCacheBehavior": _files_behaviour(),
                "CacheBehaviors": [_api_behaviour(), _loans_behaviour()],
            }
        },
    }


def _files_origin(name: str, bucket: str) -> Resource:
    return {
        "Id": name,
        "DomainName": {"Fn::GetAtt": [bucket, "RegionalDomainName"]},
        "S3OriginConfig": {"OriginAccessIdentity": ""},
        "OriginAccessControlId": {"Fn::GetAtt": ["DashboardAccess", "Id"]},
    }


def _api_origin() -> Resource:
    return {
        "Id": "api",
        "DomainName": {"Fn::Sub": f"${{{API}}}.execute-api.${{AWS::Region}}.${{AWS::URLSuffix}}"},
        "CustomOriginConfig": {"OriginProtocolPolicy": "https-only", "OriginSSLProtocols": ["TLSv1.2"]},
        # What a visitor sends under this name is replaced.
        "OriginCustomHeaders": [{"HeaderName": FRONT, "HeaderValue": SAYS}],
    }


def _files_behaviour() -> Resource:
    function = {"EventType": "viewer-request", "FunctionARN": {"Fn::GetAtt": ["DashboardAddresses", "FunctionARN"]}}
    return {
        "TargetOriginId": "files",
        "ViewerProtocolPolicy": "redirect-to-https",
        "AllowedMethods": ["GET", "HEAD"],
        "Compress": True,
        "CachePolicyId": CACHED,
        "ResponseHeadersPolicyId": {"Ref": "SafeHeaders"},
        "FunctionAssociations": [function],
    }


def _api_behaviour() -> Resource:
    return {
        "PathPattern": f"/{STAGE}/*",
        "TargetOriginId": "api",
        # A webhook that came by http would have been read by others on its way.
        "ViewerProtocolPolicy": "https-only",
        "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
        "Compress": True,
        "CachePolicyId": NOT_CACHED,
        "OriginRequestPolicyId": ALL_BUT_HOST,
        "ResponseHeadersPolicyId": {"Ref": "SafeAnswers"},
    }


def _loans_behaviour() -> Resource:
    """Pictures on their way out: the provider asks for them by HEAD and GET, and no cache outlives the loan."""
    return {
        "PathPattern": f"/{LENT}*",
        "TargetOriginId": "media",
        "ViewerProtocolPolicy": "https-only",
        "AllowedMethods": ["GET", "HEAD"],
        "CachePolicyId": NOT_CACHED,
        "ResponseHeadersPolicyId": {"Ref": "SafeHeaders"},
    }


def _access() -> Resource:
    return {
        "Type": "AWS::CloudFront::OriginAccessControl",
        "Properties": {
            "OriginAccessControlConfig": {
                "Name": {"Fn::Sub": "${AWS::StackName}-dashboard"},
                "OriginAccessControlOriginType": "s3",
                "SigningBehavior": "always",
                "SigningProtocol": "sigv4",
            }
        },
    }


def _addresses() -> Resource:
    return {
        "Type": "AWS::CloudFront::Function",
        "Properties": {
            "Name": {"Fn::Sub": "${AWS::StackName}-addresses"},
            "AutoPublish": True,
            "FunctionConfig": {"Comment": "Addresses of the app", "Runtime": "cloudfront-js-2.0"},
            "FunctionCode": APP_ADDRESSES,
        },
    }


def _headers(name: str, *, policy_stands: bool) -> Resource:
    """`policy_stands`: whatever is answered; else what bears a Content-Security-Policy of its own keeps it, as opt-in
    forms do, whose style is the brand's."""
    pictures = f"https://${{{MEDIA}}}.s3.${{AWS::Region}}.amazonaws.com"
    policy = {"Fn::Sub": content_policy("https://cognito-idp.${AWS::Region}.amazonaws.com", pictures)}
    return {
        "Type": "AWS::CloudFront::ResponseHeadersPolicy",
        "Properties": {
            "ResponseHeadersPolicyConfig": {
                "Name": {"Fn::Sub": f"${{AWS::StackName}}-{name}"},
                "SecurityHeadersConfig": {
                    "ContentSecurityPolicy": {"ContentSecurityPolicy": policy, "Override": policy_stands},
                    "ContentTypeOptions": {"Override": True},
                    "FrameOptions": {"FrameOption": "DENY", "Override": True},
                    "ReferrerPolicy": {"ReferrerPolicy": "same-origin", "Override": True},
                    "StrictTransportSecurity": {
                        "AccessControlMaxAgeSec": A_YEAR,
                        "IncludeSubdomains": False,
                        "Override": True,
                    },
                },
                "CustomHeadersConfig": {
                    "Items": [
                        {
                            "Header": "Permissions-Policy",
                            "Value": "camera=(), microphone=(), geolocation=(), payment=()",
                            "Override": True,
                        }
                    ]
                },
            }
        },
    }


def _record(kind: str) -> Resource:
    target = {"DNSName": {"Fn::GetAtt": [DISTRIBUTION, "DomainName"]}, "HostedZoneId": CLOUDFRONT_ZONE}
    return {
        "Type": "AWS::Route53::RecordSet",
        "Condition": ZONED,
        "Properties": {
            "HostedZoneId": {"Ref": "HostedZoneId"},
            "Name": {"Ref": "DomainName"},
            "Type": kind,
            "AliasTarget": target,
        },
    }
