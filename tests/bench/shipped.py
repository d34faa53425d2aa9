"""The package as it ships, unpacked for this machine, and an AWS that answers at once."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from compileall import compile_dir
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode
from tempfile import TemporaryDirectory
from typing import Any

import botocore
import urllib3

from infrastructure.functions import ROUTES, WORKERS, Function, Route, Worker
from infrastructure.packaging import code, libraries
from infrastructure.packaging.target import HERE
from tests.guards.sources import ROOT

FUNCTIONS: dict[str, Function] = {function.name: function for function in (*ROUTES, *WORKERS)}
PLAIN, TRIMMED = "plain", "trimmed"
"""The yardstick with botocore's list of addresses as pip installs it, and with ours."""
ONE = Path(__file__).parent / "one.py"


@dataclass(frozen=True, slots=True)
class Shipped:
    """`folder` holds code/, libraries/, plain/ and a JSON file of each function's event and calls.

    `said` is what the clock and chance said to each function, as one.py takes it.
    """

    folder: Path
    url: str
    environment: Mapping[str, str]
    said: Mapping[str, str]

    def run(self, name: str, *, calls: bool = False) -> str:
        """What the child printed after one event of a function, or after many, in turn with its bare calls."""
        urllib3.request("GET", f"{self.url}/of/{name}")
        asked = [str(self.folder / f"{name}.calls.json")] if calls else []
        # -S: a function has no site; -P: nor this folder.
        command = [sys.executable, "-S", "-P", str(ONE), self._paths(name), self._handler(name)]
        said = self.said.get(name, "{}")
        ran = subprocess.run(
            [*command, str(self.folder / f"{name}.json"), said, *asked],
            env={**self.environment, **self._own(name)},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise RuntimeError(f"{name}: {ran.stderr[-1500:]}")
        return ran.stdout

    def _paths(self, name: str) -> str:
        own = self.folder / ("code" if name in FUNCTIONS else PLAIN)
        chalice = self.folder / "code"
        return os.pathsep.join(map(str, dict.fromkeys((own, self.folder / "libraries", chalice))))

    def _handler(self, name: str) -> str:
        if isinstance(FUNCTIONS.get(name), Worker):
            return f"chalicelib.workers.{name}:{name}"
        return "app:app"

    def _own(self, name: str) -> dict[str, str]:
        """What is said to one function."""
        if name == PLAIN:
            return {"AWS_DATA_PATH": str(self.folder / PLAIN / "data")}
        row = FUNCTIONS.get(name)
        return {"PARLEY_ROUTES": row.noun if isinstance(row, Route) else ""}


@contextmanager
def shipped() -> Iterator[Shipped]:
    """Records, unpacks, compiles, and answers until the block ends."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        recordings = folder / "recordings.json"
        subprocess.run([sys.executable, "-m", "tests.bench.recordings", str(recordings)], check=True, stdout=_nowhere())
        _unpack(folder)
        with _answering(recordings) as url:
            found = json.loads(recordings.read_text(encoding="utf-8"))
            untold = sorted(set(FUNCTIONS) - set(found["functions"]))
            if untold:
                raise RuntimeError(f"no story of tests/harness calls {', '.join(untold)}: there is nothing to measure")
            environment = _environment(found["environment"], url)
            _write_events(folder, found["functions"], url)
            said = {name: json.dumps(invocation["said"]) for name, invocation in found["functions"].items()}
            yield Shipped(folder, url, environment, said)


def _unpack(folder: Path) -> None:
    (folder / "code").mkdir()
    code.gather(folder / "code")
    libraries.gather(folder / "libraries", HERE)
    (folder / PLAIN / "data").mkdir(parents=True)
    shutil.copy(Path(__file__).parent / PLAIN / "app.py", folder / PLAIN)
    shutil.copy(Path(botocore.__file__).parent / "data" / "endpoints.json", folder / PLAIN / "data")
    for name in ("code", PLAIN):
        compile_dir(folder / name, quiet=1, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)


@contextmanager
def _answering(recordings: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.bench.instant", str(recordings)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def _environment(told: Mapping[str, str], url: str) -> dict[str, str]:
    own = {name: value.replace("https://sqs.us-east-1.amazonaws.com", url) for name, value in told.items()}
    return {
        **own,
        "PATH": os.environ["PATH"],
        "AWS_ENDPOINT_URL": url,
        "AWS_REGION": told["AWS_DEFAULT_REGION"],
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "PARLEY_JWKS_URL": f"{url}/jwks.json",
        "PARLEY_PROVIDER_URL": url,
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _write_events(folder: Path, functions: Mapping[str, Any], url: str) -> None:
    for name, invocation in functions.items():
        event = _signed_in(invocation["event"], url)
        (folder / f"{name}.json").write_text(json.dumps(event), encoding="utf-8")
        asked = json.dumps(invocation["calls"]).replace("https://sqs.us-east-1.amazonaws.com", url)
        (folder / f"{name}.calls.json").write_text(asked, encoding="utf-8")
    context = {"resourcePath": "/plain", "httpMethod": "GET", "requestId": "bench", "identity": {}}
    plain = {"requestContext": context, "headers": {}, "multiValueQueryStringParameters": None, "pathParameters": None}
    rest = {"body": base64.b64encode(b"").decode(), "isBase64Encoded": False, "stageVariables": None}
    for name in (PLAIN, TRIMMED):
        (folder / f"{name}.json").write_text(json.dumps({**plain, **rest}), encoding="utf-8")


def _signed_in(event: dict[str, Any], url: str) -> dict[str, Any]:
    """The event with a real token of whoever calls."""
    headers = event.get("headers", {})
    if "Authorization" in headers:
        headers["Authorization"] = urllib3.request("GET", f"{url}/token/{headers['Authorization']}").data.decode()
    return event


def _nowhere() -> Any:
    return subprocess.DEVNULL
