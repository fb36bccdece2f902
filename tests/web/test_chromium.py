"""A real browser draws the pages and runs nothing of what a hostile story says."""

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the desk needs the extra serve")

import uvicorn

from dateline.web import make_app

BROWSER = shutil.which("chromium")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="chromium is not installed (apt-get install chromium)")


@pytest.fixture(scope="module")
def address(db: Path) -> Iterator[str]:
    """A desk on a port of its own."""
    server = uvicorn.Server(uvicorn.Config(make_app(db, token="t"), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize("path", ["/stories/hostile", "/relations/KEN:*", "/map", "/network"])
def test_browser_draws_and_runs_nothing(address: str, tmp_path: Path, path: str) -> None:
    command = [
        str(BROWSER), "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}",
        "--window-size=390,900", "--enable-logging=stderr", "--virtual-time-budget=2000", "--dump-dom", address + path,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert "<main" in done.stdout and "Dateline" in done.stdout
    assert "<script" not in done.stdout.replace("&lt;script", "")
    assert "Content Security Policy" not in done.stderr, done.stderr  # nothing of ours is refused either
