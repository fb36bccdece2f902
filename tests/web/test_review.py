"""Marks need the token, stand beside the coder's answers, and come out as training passages."""

import json
from pathlib import Path
from shutil import copy

import pytest

pytest.importorskip("fastapi", reason="the desk needs the extra serve")

from fastapi.testclient import TestClient

from dateline.labels import parse_passage
from dateline.ontology import load_ontology
from dateline.store import Store
from dateline.web import make_app

TOKEN = "another-token"
BAD = [
    ({"verdict": "perhaps"}, 400), ({"verdict": "right", "field": "colour"}, 400), ({"verdict": "right", "who": " "}, 400),
    ({"verdict": "mended", "field": "all", "value": "x"}, 400), ({"verdict": "mended", "field": "event", "value": "X"}, 400),
    ({"verdict": "mended", "field": "actor", "value": "Nobody of the text"}, 400), ({}, 422),
]  # fmt: skip


@pytest.fixture
def own(db: Path, tmp_path: Path) -> TestClient:
    """A desk over a copy of the store."""
    with Store(db) as store:
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy(db, tmp_path / "own.db")
    return TestClient(make_app(tmp_path / "own.db", token=TOKEN))


def send(client: TestClient, event: str, token: str | None = TOKEN, **body: str) -> int:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.post(f"/api/v1/events/{event}/marks", json={"who": "Ann"} | body, headers=headers).status_code


def ids(client: TestClient) -> list[str]:
    return [event["id"] for event in client.get("/api/v1/events", params={"story": "first"}).json()["items"]]


def test_who_may_write(own: TestClient) -> None:
    event = ids(own)[0]
    assert send(own, event, None, verdict="right") == 403
    assert send(own, event, "wrong", verdict="right") == 403
    assert send(own, "unknown", verdict="right") == 404
    assert send(own, event, verdict="right") == 201
    foreign = {"Authorization": f"Bearer {TOKEN}", "Origin": "https://attacker.example"}
    body = {"who": "Ann", "verdict": "right"}
    assert own.post(f"/api/v1/events/{event}/marks", json=body, headers=foreign).status_code == 403
    assert len(own.get("/api/v1/marks").json()["items"]) == 1


@pytest.mark.parametrize(("body", "status"), BAD, ids=str)
def test_marks_that_say_nothing(own: TestClient, body: dict[str, str], status: int) -> None:
    assert send(own, ids(own)[0], **body) == status
    assert own.get("/api/v1/marks").json()["items"] == []


def test_marks_change_no_event_and_become_passages(own: TestClient) -> None:
    before = own.get("/api/v1/events").json()
    assert own.get("/api/v1/passages").text == ""
    for event in ids(own):
        assert send(own, event, verdict="right") == 201
        assert send(own, event, verdict="mended", field="actor", value="Kenya") in (201, 400)
    assert own.get("/api/v1/events").json() == before
    passages = [json.loads(line) for line in own.get("/api/v1/passages").text.splitlines()]
    assert passages
    for passage in passages:
        assert parse_passage(passage, load_ontology()).events


def test_the_form(own: TestClient) -> None:
    event = ids(own)[0]
    form = {"verdict": "wrong", "field": "date", "who": "Ben", "note": "<b>no</b>", "token": TOKEN}
    answer = own.post(f"/events/{event}/marks", data=form)
    assert answer.status_code == 200 and "Ben" in answer.text and "&lt;b&gt;no&lt;/b&gt;" in answer.text
    del form["token"]  # the cookie is enough from now on
    assert own.post(f"/events/{event}/marks", data=form).status_code == 200
    assert "Ben" in own.get("/review").text
    own.cookies.clear()
    assert own.post(f"/events/{event}/marks", data=form).status_code == 403
    assert own.post(f"/events/{event}/marks", files={"f": b"x"}).status_code == 400
