"""A provider in this process: it remembers what handsets got, lists what it took, and fails when it is told to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from chalicelib.core.phone import PhoneNumber
from chalicelib.flows.ports import Accepted, MediaRefused, ProviderBusy, ProviderRefused, ProviderText
from tests.harness.wire import FUNCTION, WIRE, Call

FINAL = frozenset({"delivered", "undelivered", "failed"})


@dataclass(slots=True)
class Text:
    """One text. `ref` is ours and comes back with each status callback; `by` is the function that sent it.

    `opt_out` is what the provider took it for, as the webhook, and only that, tells (OptOutType).
    """

    provider_id: str
    sender: PhoneNumber
    to: PhoneNumber
    body: str
    at: datetime
    status: str
    inbound: bool = False
    error: int | None = None
    ref: str = ""
    by: str = ""
    opt_out: str = ""
    media: tuple[str, ...] = ()

    def listed(self) -> ProviderText:
        return ProviderText(
            self.provider_id,
            self.sender,
            self.to,
            self.body,
            self.at,
            self.status,
            self.inbound,
            self.error,
            len(self.media),
        )


@dataclass
class FakeMedia:
    """Fulfils flows.ports.Attachments: files by their addresses. `refuses` tells why one will never be had."""

    files: dict[str, bytes] = field(default_factory=dict)
    refuses: dict[str, str] = field(default_factory=dict)
    told: int = 0

    def keep(self, data: bytes) -> str:
        self.told += 1
        source = f"https://api.twilio.com/media/{self.told}"
        self.files[source] = data
        return source

    def fetch(self, source: str) -> bytes:
        def effect() -> bytes:
            if source in self.refuses:
                raise MediaRefused(self.refuses[source])
            if source not in self.files:
                raise ProviderBusy("not there")
            return self.files[source]

        found: bytes = WIRE.carry(Call("provider.get_media"), effect)
        return found

    def delete(self, source: str) -> None:
        WIRE.carry(Call("provider.delete_media"), lambda: self.files.pop(source, None))


@dataclass
class FakeCarrier:
    """Fulfils flows.ports.Provider. `refuses` are error codes by handset; each call may be hit by a fault.

    `on_send` is called at the moment when a text is taken, before any answer.
    """

    texts: list[Text] = field(default_factory=list)
    refuses: dict[str, int] = field(default_factory=dict)
    on_send: list[Callable[[Text], None]] = field(default_factory=list)
    media: FakeMedia = field(default_factory=FakeMedia)

    def send(self, *, sender: PhoneNumber, to: PhoneNumber, body: str, media: Sequence[str], ref: str) -> Accepted:
        def effect() -> Accepted:
            if to in self.refuses:
                raise ProviderRefused(self.refuses[to], "refused")
            text = Text(self._sid(), sender, to, body, _now(), "queued", ref=ref, by=FUNCTION.get(), media=tuple(media))
            self.texts.append(text)
            for told in self.on_send:
                told(text)
            return Accepted(text.provider_id, text.status)

        accepted: Accepted = WIRE.carry(Call("provider.send"), effect)
        return accepted

    def sent_between(self, *, sender: PhoneNumber, to: PhoneNumber, since: datetime) -> list[ProviderText]:
        """Newest first."""
        listed: list[ProviderText] = WIRE.carry(
            Call("provider.sent_between"),
            lambda: [
                text.listed()
                for text in reversed(self.texts)
                if not text.inbound and (text.sender, text.to) == (sender, to) and text.at >= since
            ],
        )
        return listed

    def received_since(self, *, line: PhoneNumber, since: datetime) -> list[ProviderText]:
        listed: list[ProviderText] = WIRE.carry(
            Call("provider.received_since"),
            lambda: [
                text.listed() for text in reversed(self.texts) if text.inbound and text.to == line and text.at >= since
            ],
        )
        return listed

    def media_of(self, provider_id: str) -> list[str]:
        (text,) = (text for text in self.texts if text.provider_id == provider_id)
        found: list[str] = WIRE.carry(Call("provider.media_of"), lambda: list(text.media))
        return found

    def fetch(self, provider_id: str) -> ProviderText | None:
        known = {text.provider_id: text for text in self.texts}
        found: ProviderText | None = WIRE.carry(
            Call("provider.fetch"), lambda: known[provider_id].listed() if provider_id in known else None
        )
        return found

    def took_in(
        self,
        sender: str,
        to: str,
        body: str,
        sid: str | None = None,
        opt_out: str = "",
        media: Sequence[bytes] = (),
    ) -> Text:
        """A handset's text to a line, as the provider lists it."""
        text = Text(sid or self._sid(), PhoneNumber(sender), PhoneNumber(to), body, _now(), "received", inbound=True)
        text.opt_out = opt_out
        text.media = tuple(self.media.keep(data) for data in media)
        self.texts.append(text)
        return text

    def settle(self) -> None:
        """All that is on its way arrives, and no callback tells of it."""
        for text in self.sent:
            if text.status not in FINAL:
                text.status = "delivered"

    @property
    def sent(self) -> list[Text]:
        """What went out, in order: what handsets got."""
        return [text for text in self.texts if not text.inbound]

    @property
    def received(self) -> list[Text]:
        return [text for text in self.texts if text.inbound]

    def got(self, handset: str) -> list[str]:
        """The bodies that a handset got, in order."""
        return [text.body for text in self.sent if text.to == handset]

    def _sid(self) -> str:
        return f"SM{len(self.texts) + 1:032x}"


def _now() -> datetime:
    return datetime.now(UTC)
