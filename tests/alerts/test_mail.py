"""What SES says of a mail: not now, or never."""

from __future__ import annotations

from typing import Any, cast

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib.alerts.mail import SesMail
from chalicelib.flows.ports import MailFailed, MailRefused
from tests.core.letters import Reader


class Ses:
    """Answers every mail with this fault."""

    def __init__(self, fault: Exception) -> None:
        self._fault = fault

    def send_email(self, **_: Any) -> None:
        raise self._fault


class Kept:
    """Takes every mail."""

    def __init__(self) -> None:
        self.given: dict[str, Any] = {}

    def send_email(self, **given: Any) -> None:
        self.given = given


def test_a_mail_is_text_and_html_of_the_same_words() -> None:
    """AL-1: readable on a phone, and nothing is fetched from anywhere."""
    kept, link = Kept(), "https://app.example.com/t/l1-c1"
    text = f"Ann wrote:\n\n<b>Hi</b>\n\nRead and answer: {link}\n"
    post = SesMail(cast("Any", kept), "parley@example.com", "https://app.example.com")
    post.send(to="ann@example.com", subject="Ann\r\nwrote", text=text)
    simple = kept.given["Content"]["Simple"]
    assert simple["Subject"]["Data"] == "Ann wrote"
    assert simple["Body"]["Text"] == {"Data": text, "Charset": "UTF-8"}
    shown = Reader(simple["Body"]["Html"]["Data"])
    assert (shown.words, shown.links) == (text, [link])


def sent(fault: Exception) -> None:
    SesMail(cast("Any", Ses(fault)), "parley@example.com", "https://app.example.com").send(
        to="ann@example.com", subject="Hi", text="Hi"
    )


def said(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "no"}}, "SendEmail")


@pytest.mark.parametrize("code", ["MessageRejected", "MailFromDomainNotVerifiedException", "BadRequestException"])
def test_what_is_refused_for_good_is_told_apart_and_counted_without_the_address(
    code: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(MailRefused):
        sent(said(code))
    assert '"MailRefused":[1.0]' in (told := capsys.readouterr().out)
    (record,) = caplog.records
    assert vars(record)["code"] == code
    assert "ann" not in f"{told}{vars(record)}"


@pytest.mark.parametrize(
    "fault",
    [
        said("TooManyRequestsException"),
        said("LimitExceededException"),
        said("SendingPausedException"),
        EndpointConnectionError(endpoint_url="https://example.com"),
    ],
)
def test_what_is_refused_for_now_may_go_later(fault: Exception) -> None:
    with pytest.raises(MailFailed) as failed:
        sent(fault)
    assert not isinstance(failed.value, MailRefused)
