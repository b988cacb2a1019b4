"""Fetching, against a server of the test's own: the whole, right file or none."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from phm.errors import FetchFailed
from phm.sources import fetch
from phm.sources.fetch import fetch_source
from phm.sources.source import Vintage


BODY = (b"EXTRACT_DATE,PRACTICE_CODE\n" * 20_000)[: 1 << 19]
SHA256 = hashlib.sha256(BODY).hexdigest()


@dataclass
class Script:
    """What the server answers, request after request; the last answer repeats."""

    answers: list[str]
    ranges: list[str | None] = field(default_factory=list)
    url: str = ""

    def next(self) -> str:
        """The answer to give now."""
        return self.answers.pop(0) if self.answers[1:] else self.answers[0]


def handler(script: Script) -> type[BaseHTTPRequestHandler]:
    """A request handler that follows the script."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            asked = self.headers["Range"]
            script.ranges.append(asked)
            answer = script.next()
            start = int(asked[6:-1]) if asked and answer != "no ranges" else 0
            if answer.isdigit():
                self.send_error(int(answer))
                return
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(BODY) - start))
            self.end_headers()
            end = len(BODY) // 2 if answer == "cut" else len(BODY)
            self.wfile.write(BODY[start:end])

    return Handler


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Start a server with a script; no test waits between attempts."""
    monkeypatch.setattr(fetch, "FIRST_WAIT_SECONDS", 0.0)
    servers = []

    def start(*answers: str) -> Script:
        script = Script(list(answers))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler(script))
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        script.url = f"http://127.0.0.1:{server.server_port}"
        return script

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def vintage(sha256: str | None = SHA256) -> Vintage:
    """A publication whose file is asked from the mirror."""
    url = "https://example.org/publications/1/list-size_jul2026.csv"
    return Vintage("2026-07", url=url, sha256=sha256)


def left_behind(desk: Any) -> list[str]:
    """Every file below the folder of raw files."""
    return [path.name for path in desk.home.raw.rglob("*") if path.is_file()]


@pytest.mark.parametrize("sha256", [SHA256, None])
def test_a_file_arrives_whole_and_is_fetched_once(
    desk: Any, serve: Any, sha256: str | None
) -> None:
    server, source = serve("whole"), desk.sources["list_sizes"]
    told: list[tuple[int, int, str]] = []
    for _ in range(2):
        path = fetch_source(
            source,
            vintage(sha256),
            desk.home,
            mirror=f"{server.url}/",
            on_progress=lambda *progress: told.append(progress),
        )
    assert path == desk.home.raw / "list_sizes" / "list-size_jul2026.csv"
    assert path.read_bytes() == BODY
    assert server.ranges == [None]
    assert told[-1] == (len(BODY), len(BODY), "list-size_jul2026.csv")
    assert left_behind(desk) == ["list-size_jul2026.csv"]


@pytest.mark.parametrize(
    ("answers", "requests"),
    [
        (["500", "503", "whole"], [None, None, None]),
        (["cut", "whole"], [None, f"bytes={len(BODY) // 2}-"]),
        (["cut", "no ranges"], [None, f"bytes={len(BODY) // 2}-"]),
        (["cut", "416", "whole"], [None, f"bytes={len(BODY) // 2}-", None]),
    ],
)
def test_a_broken_download_goes_on(
    desk: Any, serve: Any, answers: list[str], requests: list[str | None]
) -> None:
    server, source = serve(*answers), desk.sources["list_sizes"]
    path = fetch_source(source, vintage(), desk.home, mirror=server.url)
    assert path.read_bytes() == BODY
    assert server.ranges == requests
    assert left_behind(desk) == [path.name]


def test_a_later_fetch_resumes_only_where_a_hash_will_tell(
    desk: Any, serve: Any
) -> None:
    source = desk.sources["list_sizes"]
    for sha256, resumed in ((SHA256, f"bytes={len(BODY) // 2}-"), (None, None)):
        broken, whole = serve("cut", "404"), serve("whole")
        with pytest.raises(FetchFailed):
            fetch_source(source, vintage(sha256), desk.home, mirror=broken.url)
        path = fetch_source(source, vintage(sha256), desk.home, mirror=whole.url)
        assert whole.ranges == [resumed]
        assert path.read_bytes() == BODY
        path.unlink()


@pytest.mark.parametrize(
    ("answers", "tries"), [(["404"], 1), (["503"], 4), (["cut", "404"], 2)]
)
def test_a_failed_download_says_so_and_leaves_no_file(
    desk: Any, serve: Any, answers: list[str], tries: int
) -> None:
    server, source = serve(*answers), desk.sources["list_sizes"]
    with pytest.raises(FetchFailed) as failure:
        fetch_source(source, vintage(), desk.home, mirror=server.url)
    assert "list-size_jul2026.csv could not be fetched" in failure.value.message
    assert "https://example.org/lists" in failure.value.remedy
    assert len(server.ranges) == tries
    assert {name for name in left_behind(desk) if not name.endswith(".part")} == set()


def test_another_file_than_declared_is_not_kept(desk: Any, serve: Any) -> None:
    server, source = serve("whole"), desk.sources["list_sizes"]
    with pytest.raises(FetchFailed, match="not the file declared"):
        fetch_source(source, vintage("0" * 64), desk.home, mirror=server.url)
    assert left_behind(desk) == []


def test_nobody_listening_is_a_failure_not_a_traceback(desk: Any, serve: Any) -> None:
    server, source = serve("whole"), desk.sources["list_sizes"]
    closed = server.url.rpartition(":")[0] + ":9"
    with pytest.raises(FetchFailed):
        fetch_source(source, vintage(), desk.home, mirror=closed)
    assert left_behind(desk) == []


@pytest.mark.parametrize(
    ("url", "says"),
    [
        (None, "No address is declared"),
        ("https://example.org/all.zip", "not a name phm can land"),
        ("file:///etc/list-size.csv", "not an http address"),
    ],
)
def test_addresses_that_cannot_help_are_refused(
    desk: Any, url: str | None, says: str
) -> None:
    source = desk.sources["list_sizes"]
    with pytest.raises(FetchFailed, match=says) as failure:
        fetch_source(source, replace(vintage(), url=url), desk.home)
    assert "https://example.org/lists" in failure.value.remedy
