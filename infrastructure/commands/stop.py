"""How a command ends when it cannot go on: what is wrong, and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from botocore.exceptions import BotoCoreError, ClientError

from infrastructure.commands.terminal import Console, Terminal

STOPPED = 2
"""The exit code of a command that could not do its work; 1 is for findings of `doctor` and for a no."""


class Stop(Exception):
    """`what` is wrong, in a sentence; `do` is the next step."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what = what
        self.do = do


_BY_CODE = {
    "AccessDenied": "Ask the account's owner for the rights, or use a profile that has them: AWS_PROFILE=… make …",
    "AccessDeniedException": "Ask the account's owner for the rights, or use a profile that has them: AWS_PROFILE=…",
    "UnauthorizedOperation": "Ask the account's owner for the rights, or use a profile that has them: AWS_PROFILE=…",
    "ExpiredToken": "Your session has ended. Sign in again (aws sso login), then run the same command.",
    "ExpiredTokenException": "Your session has ended. Sign in again (aws sso login), then run the same command.",
    "InvalidClientTokenId": "AWS does not know this access key. Check AWS_PROFILE or run aws configure.",
    "UnrecognizedClientException": "AWS does not know this access key. Check AWS_PROFILE or run aws configure.",
    "SignatureDoesNotMatch": "The secret key is wrong, or this machine's clock is: check both.",
    "RequestTimeTooSkewed": "This machine's clock is wrong. Set it, then run the same command.",
    "Throttling": "AWS asks for a pause. Wait a minute, then run the same command: what is done stays done.",
    "LimitExceededException": "The account is at one of its limits. Ask AWS for more under Service Quotas.",
}
_BY_FAULT = {
    "NoCredentialsError": "Sign in first: aws configure, aws sso login, or AWS_PROFILE=<name> before the command.",
    "PartialCredentialsError": "Half of the access key is missing. Run aws configure again.",
    "ProfileNotFound": "There is no such profile. Look at ~/.aws/config, or leave AWS_PROFILE out.",
    "NoRegionError": "Choose a region: AWS_REGION=us-east-1 before the command.",
    "EndpointConnectionError": "AWS cannot be reached. Check the network, the region and AWS_ENDPOINT_URL.",
    "ConnectTimeoutError": "AWS cannot be reached. Check the network and the region.",
    "TokenRetrievalError": "Your session has ended. Sign in again: aws sso login.",
    "UnauthorizedSSOTokenError": "Your session has ended. Sign in again: aws sso login.",
    "SSOTokenLoadError": "Sign in first: aws sso login.",
}
AGAIN = "Run the same command again: what is done stays done. If it says the same, look the sentence up."


def meaning(fault: BotoCoreError | ClientError) -> Stop:
    """What a fault of AWS means for the person who runs a command."""
    if isinstance(fault, ClientError):
        error = fault.response.get("Error", {})
        code = str(error.get("Code", ""))
        what = f"AWS refused {fault.operation_name}: {error.get('Message') or code}"
        return Stop(what, _BY_CODE.get(code, AGAIN))
    return Stop(str(fault), _BY_FAULT.get(type(fault).__name__, AGAIN))


def ended(work: Callable[[Terminal], int], terminal: Terminal | None = None) -> int:
    """The exit code of a command; whatever goes wrong is told in words, with what to do next."""
    out = terminal or Console()
    try:
        return work(out)
    except Stop as stop:
        found = stop
    except (BotoCoreError, ClientError) as fault:
        found = meaning(fault)
    except (KeyboardInterrupt, EOFError):
        found = Stop("Stopped by you.", "Run the same command again when you like: it goes on from what is there.")
    out.say(f"✗ {found.what}")
    out.say(f"→ {found.do}")
    return STOPPED
