"""The buckets, as CloudFormation resources: the dashboard's files, and the pictures of texts. None is public."""

from __future__ import annotations

from typing import Any

from chalicelib.core.media import LENT, UPLOADS
from infrastructure.tables import kept

Resource = dict[str, Any]

DASHBOARD = "DashboardFiles"
DISTRIBUTION = "Distribution"
MEDIA = "MediaFiles"
DAYS_OF_OLD_FILES = 30
"""As long a dashboard that was replaced can be taken back, and a picture that was deleted."""
DAYS_OF_LOAN = 1
"""As long an upload waits for its text, and the provider may fetch a picture: S3 counts days from midnight on, so that
it is one to two."""


def buckets() -> dict[str, Resource]:
    """The dashboard's bucket, and who may do what with each of the two."""
    return {
        DASHBOARD: _bucket("Delete", [_old_files()]),
        f"{DASHBOARD}Policy": _policy(DASHBOARD, ""),
        f"{MEDIA}Policy": _policy(MEDIA, LENT),
    }


def media(*, production: bool) -> Resource:
    """The bucket of pictures. What no text took, and what was lent to the provider, goes by itself; the rest stays as
    long as the conversations do. Browsers post uploads to it from the dashboard's own page."""
    goes = [_gone_after(prefix, name) for prefix, name in ((UPLOADS, "unused-uploads-go"), (LENT, "loans-end"))]
    found = _bucket("Delete", [_old_files(), *goes]) | kept(production=production)
    origin = {"Ref": "DashboardUrl"} if production else "*"
    found["Properties"]["CorsConfiguration"] = {
        "CorsRules": [{"AllowedMethods": ["POST"], "AllowedOrigins": [origin], "AllowedHeaders": ["*"], "MaxAge": 3600}]
    }
    return found


def _bucket(deletion: str, rules: list[Resource]) -> Resource:
    return {
        "Type": "AWS::S3::Bucket",
        # What is in the dashboard's is made anew by each deployment.
        "DeletionPolicy": deletion,
        "UpdateReplacePolicy": deletion,
        "Properties": {
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "BucketEncryption": {
                "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
            },
            "VersioningConfiguration": {"Status": "Enabled"},
            "LifecycleConfiguration": {"Rules": rules},
        },
    }


def _old_files() -> Resource:
    return {
        "Id": "old-files-go",
        "Status": "Enabled",
        "NoncurrentVersionExpiration": {"NoncurrentDays": DAYS_OF_OLD_FILES},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
    }


def _gone_after(prefix: str, name: str) -> Resource:
    return {
        "Id": name,
        "Status": "Enabled",
        "Prefix": prefix,
        "ExpirationInDays": DAYS_OF_LOAN,
        "NoncurrentVersionExpiration": {"NoncurrentDays": DAYS_OF_LOAN},
    }


def _policy(bucket: str, read: str) -> Resource:
    """CloudFront reads what begins so, and nothing else."""
    arn = {"Fn::GetAtt": [bucket, "Arn"]}
    files = {"Fn::Sub": f"${{{bucket}.Arn}}/*"}
    distribution = f"arn:${{AWS::Partition}}:cloudfront::${{AWS::AccountId}}:distribution/${{{DISTRIBUTION}}}"
    return {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {
            "Bucket": {"Ref": bucket},
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "OnlyTls",
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "s3:*",
                        "Resource": [arn, files],
                        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                    },
                    {
                        "Sid": "CloudFrontReads",
                        "Effect": "Allow",
                        "Principal": {"Service": "cloudfront.amazonaws.com"},
                        "Action": "s3:GetObject",
                        "Resource": {"Fn::Sub": f"${{{bucket}.Arn}}/{read}*"},
                        "Condition": {"StringEquals": {"AWS:SourceArn": {"Fn::Sub": distribution}}},
                    },
                ],
            },
        },
    }
