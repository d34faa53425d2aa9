"""What to do when CloudFormation could not make a resource: its reasons, and the next step for each."""

from __future__ import annotations

import re

_REMEDIES: tuple[tuple[str, str], ...] = (
    (
        r"ReservedConcurrentExecutions|UnreservedConcurrentExecution",
        (
            "The account's limit of functions at once is too low. Ask for 1,000 under Service Quotas > AWS Lambda > "
            "Concurrent executions (it is free), then deploy again."
        ),
    ),
    (
        r"certificate|ACM|ViewerCertificate",
        "The certificate must be issued, in us-east-1, and cover the domain. Look at AWS Certificate Manager.",
    ),
    (
        r"already exists|AlreadyExists|already in use",
        (
            "Something of this name is left from an earlier try. Look at it; if it is of no use, delete it, then "
            "deploy again. `make destroy` lists what an earlier stage left."
        ),
    ),
    (
        r"not authorized|AccessDenied|is not allowed",
        "Your rights do not reach so far. Deploy with an administrator's profile: AWS_PROFILE=… make deploy …",
    ),
    (
        r"DeletionProtection|deletion protection|termination protection",
        "It is protected on purpose. `make destroy` is the way to give a stage up.",
    ),
    (
        r"[Rr]ate exceeded|Throttl|ServiceUnavailable|Internal [Ff]ailure|timed? ?out",
        "AWS was busy. Wait a few minutes, then deploy again.",
    ),
    (
        r"limit|quota|exceed|Too many",
        "The account is at one of its limits. Ask for more under Service Quotas, then deploy again.",
    ),
    (
        r"AllowedPattern|AllowedValues|ParameterValue",
        "A setting cannot be so. Give another: make deploy … SET=Name=value",
    ),
    (
        r"S3|NoSuchKey|NoSuchBucket|code",
        "The packaged code was not found. Run make package, then deploy again.",
    ),
)
OTHERWISE = (
    "Read the reason; look the resource up in CloudFormation's events of this stack. Deploying again is safe: "
    "whatever failed was rolled back."
)


def remedy(reason: str) -> str:
    """The next step for a reason of CloudFormation's."""
    return next((do for pattern, do in _REMEDIES if re.search(pattern, reason)), OTHERWISE)
