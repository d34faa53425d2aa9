from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from infrastructure.local.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("the app")
    (folder / "assets" / "app-1a2b.js").write_text("code")
    (folder / "sw.js").write_text("worker")
    (tmp_path / "secret.txt").write_text("secret")
    return Site(folder, {"apiUrl": "http://127.0.0.1:8000/api"})


def ask(site: Site, target: str, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    seen: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
        seen.extend((status, dict(headers)))

    body = b"".join(site({"REQUEST_METHOD": method, "REQUEST_URI": target}, start_response))
    return seen[0], seen[1], body


@pytest.mark.parametrize("target", ["/", "/inbox", "/t/l1-c1?from=alert", "/index.html"])
def test_every_address_without_a_file_is_the_app(site: Site, target: str) -> None:
    status, headers, body = ask(site, target)
    assert (status, body) == ("200 OK", b"the app")
    assert headers["Content-Type"].startswith("text/html")
    assert headers["Cache-Control"] == "no-cache"


def test_hashed_files_are_kept_for_ever_and_the_service_worker_is_not(site: Site) -> None:
    assert "immutable" in ask(site, "/assets/app-1a2b.js")[1]["Cache-Control"]
    assert ask(site, "/sw.js")[1]["Cache-Control"] == "no-cache"


def test_missing_file_is_not_the_app(site: Site) -> None:
    assert ask(site, "/assets/gone.js")[0] == "404 Not Found"


@pytest.mark.parametrize("target", ["/../secret.txt", "/%2e%2e/secret.txt", "//etc/passwd", "/a%00b"])
def test_nothing_outside_the_folder_is_served(site: Site, target: str) -> None:
    assert b"secret" not in ask(site, target)[2]
    assert b"root:" not in ask(site, target)[2]


def test_config_is_never_cached(site: Site) -> None:
    _, headers, body = ask(site, "/config.json")
    assert headers["Cache-Control"] == "no-store"
    assert json.loads(body) == {"apiUrl": "http://127.0.0.1:8000/api"}


def test_only_reading_is_allowed(site: Site) -> None:
    assert ask(site, "/", "POST")[0] == "405 Method Not Allowed"


def test_says_how_to_build_what_is_not_built(tmp_path: Path) -> None:
    assert b"make run" in ask(Site(tmp_path / "dist", {}), "/")[2]
