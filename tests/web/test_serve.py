"""The command that opens the desk tells what is wrong before it listens."""

import socket
import sys
from pathlib import Path

import pytest

from dateline.cli.desk import serve
from dateline.errors import InputError


def test_no_store(tmp_path: Path) -> None:
    pytest.importorskip("fastapi", reason="the desk needs the extra serve")
    with pytest.raises(InputError, match="dateline load"):
        serve(tmp_path / "none.db", 8301, "127.0.0.1")


def test_port_taken(db: Path) -> None:
    pytest.importorskip("fastapi", reason="the desk needs the extra serve")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(InputError, match="choose another --port"):
            serve(db, other.getsockname()[1], "127.0.0.1")


def test_missing_extra(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(InputError, match=r"pip install 'dateline\[serve\]'"):
        serve(db, 8301, "127.0.0.1")
