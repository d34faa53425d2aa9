"""A running carrier for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import urllib3

from chalicelib.providers.twilio import Twilio
from infrastructure.local.carrier.server import Server
from infrastructure.local.carrier.settings import Settings
from tests.infrastructure.carrier.brand import Brand
from tests.providers.carrier import LINE, SID, TOKEN, Carrier


@pytest.fixture
def carrier(tmp_path: Path) -> Iterator[Carrier]:
    settings = Settings(0, tmp_path / "carrier.db", SID, TOKEN)
    with Brand() as brand, Server(settings) as server, urllib3.PoolManager() as http:
        address = server.carrier.address
        provider = Twilio(SID, TOKEN, f"{brand.address}/status", address, timeout=0.3)
        carrier = Carrier(provider, brand, address, http)
        carrier.call("PUT", "/pace", {"sent_ms": 10, "final_ms": 20})
        http.request(
            "POST",
            f"{address}/2010-04-01/Accounts/{SID}/IncomingPhoneNumbers.json",
            body=urlencode({"PhoneNumber": LINE, "SmsUrl": f"{brand.address}/inbound"}),
            headers={
                **urllib3.make_headers(basic_auth=f"{SID}:{TOKEN}"),
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        yield carrier
        provider.close()
