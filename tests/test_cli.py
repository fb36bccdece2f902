"""The command line as a user meets it, mistakes included."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import EXAMPLES

STORE = [[name] for name in ("load", "events", "series", "incidents", "history", "search", "unresolved")]
PROGRAM = [sys.executable, "-c", "from dateline.cli import run; run()"]


def dateline(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "80"}
    done = subprocess.run([*PROGRAM, *arguments], input=stdin, capture_output=True, env=environment, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_help_of_every_command() -> None:
    for words in ([], ["read"], ["code"], ["classify"], ["resolve"], ["resolve", "actor"], ["resolve", "date"], *STORE):
        done = dateline(*words, "--help")
        assert done.returncode == 0, done.stderr
        assert max(map(len, done.stdout.splitlines())) <= 80
    assert dateline("--version").stdout == "0.1.0\n"


def test_code_formats(tmp_path: Path) -> None:
    story = str(EXAMPLES / "afp-arrests.txt")
    lines = [json.loads(line) for line in dateline("code", story).stdout.splitlines()]
    rows = list(csv.DictReader(io.StringIO(dateline("code", story, "--format", "csv").stdout)))
    assert [line["id"] for line in lines] == [row["id"] for row in rows] != []
    table = dateline("code", story, "--format", "table").stdout
    assert max(map(len, table.splitlines())) <= 80 and "1 stories" not in table
    out = tmp_path / "events.csv"
    assert dateline("code", story, "-o", str(out)).stdout == ""
    assert out.read_text("utf-8").count("\n") >= len(rows) + 1
    assert [f.name for f in tmp_path.iterdir()] == ["events.csv"]


def test_read_gives_back_what_it_wrote() -> None:
    first = dateline("read", str(EXAMPLES / "ap-talks.txt")).stdout
    again = dateline("read", "-", stdin=first.encode()).stdout
    assert json.loads(again)["text"] == json.loads(first)["text"]
    assert json.loads(again)["id"] == json.loads(first)["id"]


def test_classify() -> None:
    line = {"text": "Britain accused Iran.", "source": {"start": 0, "end": 7}, "target": {"start": 16, "end": 20}}
    lines = [json.dumps(line), "{broken", json.dumps(line | {"target": None}), json.dumps({"text": "x"})]
    done = dateline("classify", "-", stdin="\n".join(lines).encode())
    answers = [json.loads(answer) for answer in done.stdout.splitlines()]
    assert [len(answer["scores"]) for answer in answers] == [16, 16]
    assert answers[0]["event"] == "ACCUSE" and answers[0]["text"] == line["text"]
    assert done.returncode == 0
    assert [message.split(": ")[1] for message in done.stderr.splitlines()] == ["-:2", "-:4"]


def test_resolve() -> None:
    assert json.loads(dateline("resolve", "actor", "Turkish police").stdout)["code"] == "TUR"
    day = json.loads(dateline("resolve", "date", "last Friday", "--anchor", "2025-05-08").stdout)
    assert (day["start"], day["precision"], day["by"]) == ("2025-05-02", "day", "times.weekday")
    assert dateline("resolve", "date", "soon", "--anchor", "2025-05-08").stdout == "null\n"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.txt", None, "missing.txt"),
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary.txt"),
        ("nothing.html", b"<html><head><title>x</title></head><body></body></html>", "nothing.html"),
        ("line.txt", b"word " * 11_000_000, "line.txt"),
        ("broken.jsonl", b"{broken\n", "broken.jsonl:1"),
    ],
)
def test_bad_input_is_one_line(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    """A bad file gets one line and exit code 2; beside a good file the good one is coded all the same."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    alone = dateline("code", str(path))
    assert alone.returncode == 2 and alone.stdout == ""
    assert len(alone.stderr.splitlines()) == 1 and words in alone.stderr and "Traceback" not in alone.stderr
    both = dateline("code", str(path), str(EXAMPLES / "afp-arrests.txt"))
    assert both.returncode == 0 and both.stdout and both.stderr == alone.stderr


def test_folder_without_stories(tmp_path: Path) -> None:
    done = dateline("code", str(tmp_path))
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("address", ["http://127.0.0.1/x", "http://localhost:1/", "http://[::1]/", "ftp://a.b/c"])
def test_private_addresses_are_refused(address: str) -> None:
    done = dateline("read", address)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["code", "x.txt", "--published", "soon"],
        ["resolve", "date", "Monday", "--anchor", "2025-13-45"],
        ["code", "x.txt", "--bundle", "/no/such/bundle"],
        ["code", str(EXAMPLES / "afp-arrests.txt"), "-o", "/no/such/folder/out.jsonl"],
    ],
)
def test_bad_options(arguments: list[str]) -> None:
    done = dateline(*arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("dateline: ")


def test_store_commands(tmp_path: Path) -> None:
    """Load, load again, ask everything; each answer in every format."""
    db = str(tmp_path / "news.db")
    story = str(EXAMPLES / "afp-arrests.txt")
    first, again = (
        [json.loads(line) for line in dateline("load", story, "--db", db).stdout.splitlines()] for _ in "12"
    )
    assert (first[0]["relation"], again[0]["relation"]) == ("first", None) and first[0]["events"]["new"] > 0
    events = [json.loads(line) for line in dateline("events", "--db", db, "--actor", "tun").stdout.splitlines()]
    assert events and {event["story"]["id"] for event in events} == {first[0]["id"]}
    assert dateline("events", "--db", db, "--as-of", "2020-01-01").stdout == ""
    for words in (["series"], ["incidents"], ["history", events[0]["id"]], ["search", "police"], ["unresolved"]):
        out = {form: dateline(*words, "--db", db, "--format", form).stdout for form in ("jsonl", "csv", "table")}
        lines = [json.loads(line) for line in out["jsonl"].splitlines()]
        assert lines and len(list(csv.reader(io.StringIO(out["csv"])))) == len(lines) + 1
        assert max(map(len, out["table"].splitlines())) <= 80
    assert "stories read; events: none new" in dateline("load", story, "--db", db, "--format", "table").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["events", "--db", "/no/such/file.db"], ["load", "x.txt", "--db", "/no/such/folder/news.db"],
        ["series", "--db", "STORE", "--dyad", "China"], ["events", "--db", "STORE", "--as-of", "soon"],
        ["history", "nothing", "--db", "STORE"], ["search", '"half', "--db", "STORE"],
        ["load", str(EXAMPLES / "weather.txt"), "--db", "STORE", "--no-text"],
        ["events", "--db", str(EXAMPLES / "weather.txt")],
    ],
)  # fmt: skip
def test_bad_questions(arguments: list[str], tmp_path: Path) -> None:
    """One line that says what to do, exit code 2."""
    from dateline.store import Store

    path = tmp_path / "news.db"
    Store(path, create=True).close()
    done = dateline(*(str(path) if word == "STORE" else word for word in arguments))
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("dateline: "), done.stderr
