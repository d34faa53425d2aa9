"""Findings of cfn-lint and checkov that stay, each with its reason. A finding that is gone must go from here too."""

from __future__ import annotations

LINT: dict[str, str] = {
    "W1030": "The certificate's parameter is empty unless there is a domain; a rule of the template sees to that.",
}

CHECKOV: dict[str, str] = {
    "CKV_AWS_18": "One bucket holds public files; to the pictures of the other a logged route lets each reader in.",
    "CKV_AWS_26": "Alarms name functions and queues only; CloudWatch cannot use the key that AWS manages for topics.",
    "CKV_AWS_27": "Queues are encrypted with SQS's own key (SqsManagedSseEnabled), which this check does not know.",
    "CKV_AWS_68": "The optional firewall stands before the API, where there is something to attack; the rest is files.",
    "CKV_AWS_73": "X-Ray is off until an operator wants it: it costs by the request.",
    "CKV_AWS_86": "CloudFront's logs in a bucket always hold queries; requests to the API are logged without them.",
    "CKV_AWS_115": "A new account runs 10 at once: reserving any would fail the deployment. Routes have throttles.",
    "CKV_AWS_116": "Queues have dead-letter queues; whoever calls a route waits; the next tick makes up for one.",
    "CKV_AWS_117": "Functions call AWS and the provider by TLS; a network of their own would cost more than the rest.",
    "CKV_AWS_119": "Tables are encrypted with the key AWS manages; a key of their own would keep nobody else out.",
    "CKV_AWS_120": "Answers are a person's own and change by the second: nothing of the API may be cached.",
    "CKV_AWS_149": "The secret is encrypted with the key AWS manages; only functions with a grant may read it.",
    "CKV_AWS_158": "Logs hold ids and codes only, and are encrypted by CloudWatch itself.",
    "CKV_AWS_173": "Environments hold names and addresses; secrets stand in Secrets Manager.",
    "CKV_AWS_174": "TLS 1.2 is asked for with a domain of one's own; CloudFront's own name lets nobody choose.",
}
