"""The API gives the answers of the store, page by page and as streams, and tells what it refuses."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the desk needs the extra serve")

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dateline.queries import events
from dateline.store import Store

REFUSALS = [
    ("/api/v1/events?type=FOO", 400, "write one of"), ("/api/v1/events?since=2025-13-01", 400, "YYYY-MM-DD"),
    ("/api/v1/events?cursor=1", 400, "start without one"), ("/api/v1/events?format=exe", 400, "write one of"),
    ("/api/v1/stories/none", 404, "look for it"), ("/api/v1/events/none", 404, "look for it"),
    ("/api/v1/incidents/none", 404, "look for it"), ("/api/v1/history/none", 404, "the lists show ids"),
    ("/api/v1/series?dyad=KENUGA", 400, "CHN:PRK"), ("/api/v1/series", 422, "/api"),
    ("/api/v1/search?q=%22", 400, "write words"), ("/api/v1/none", 404, "/api/v1"), ("/api/v1/events?limit=0", 422, "/api"),
    ("/api/v1/events?as_of=tomorrow", 400, "YYYY-MM-DD"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "status", "way_on"), REFUSALS)
def test_refusals(desk: TestClient, path: str, status: int, way_on: str) -> None:
    answer = desk.get(path)
    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (status, status)
    assert error["what"] and way_on in error["next"]


def paged(desk: TestClient, path: str, **asked: Any) -> list[dict[str, Any]]:
    found, cursor = [], None
    while True:
        answer = desk.get(path, params=asked | ({"cursor": cursor} if cursor else {})).json()
        found += answer["items"]
        cursor = answer["next"]
        if not cursor:
            return found


@pytest.mark.parametrize("asked", [{}, {"type": "coerce"}, {"actor": "ken"}, {"as_of": "2000-01-01"}], ids=str)
def test_pages_streams_and_queries_agree(desk: TestClient, db: Path, asked: dict[str, str]) -> None:
    with Store(db) as store:
        held = {row["id"] for row in events(store, **{n: v if n == "as_of" else v.upper() for n, v in asked.items()})}
    one_by_one = [event["id"] for event in paged(desk, "/api/v1/events", limit=1, **asked)]
    assert len(one_by_one) == len(set(one_by_one)) and set(one_by_one) == held
    lines = desk.get("/api/v1/events", params=asked | {"format": "jsonl"})
    assert lines.headers["content-type"].startswith("application/x-ndjson")
    assert {json.loads(line)["id"] for line in lines.text.splitlines()} == held
    rows = list(csv.DictReader(io.StringIO(desk.get("/api/v1/events", params=asked | {"format": "csv"}).text)))
    assert {row["id"] for row in rows} == held


def test_stories_are_paged(desk: TestClient) -> None:
    stories = paged(desk, "/api/v1/stories", limit=1)
    assert [story["story"] for story in stories] == ["hostile", "first", "bare"]
    assert [story["events"] for story in stories] == [2, 2, 1]
    told = desk.get("/api/v1/stories/first").json()["versions"][0]
    assert told["story"]["headline"] == "Police act in Nairobi" and len(told["events"]) == 2


def test_each_thing_by_its_id(desk: TestClient) -> None:
    event = desk.get("/api/v1/events", params={"story": "first"}).json()["items"][0]
    assert desk.get(f"/api/v1/events/{event['id']}").json()["event"] == event
    assert desk.get(f"/api/v1/incidents/{event['incident']}").json()["id"] == event["incident"]
    assert desk.get(f"/api/v1/history/{event['id']}").json()["items"][0]["change"] == "new"


def test_nothing_can_be_written_or_uploaded(desk: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = desk.request(method, "/api/v1/events", content=b"x")
        assert answer.status_code == 405 and answer.json()["error"]["next"]


def test_the_description_holds(desk: TestClient) -> None:
    """Requests made from the OpenAPI description: whatever is asked, no answer is a failure of the server."""
    paths = desk.get("/api/v1/openapi.json").json()["paths"]
    routes = sorted((path, members["get"]) for path, members in paths.items() if "get" in members)
    assert len(routes) >= 12

    @settings(
        max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate], report_multiple_bugs=False,
    )  # fmt: skip
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        path, route = data.draw(st.sampled_from(routes))
        asked: dict[str, str] = {}
        for parameter in route.get("parameters", []):
            example = [str(e) for e in parameter["schema"].get("examples", [])]
            value = st.one_of(
                st.sampled_from([*example, "", "1", "-1", "2025-02-30", "*", "~~", "'\"", "9" * 40]), st.text()
            )
            if parameter["in"] == "path":
                path = path.replace(f"{{{parameter['name']}}}", data.draw(st.text("ab1-é", min_size=1)))
            elif data.draw(st.booleans()):
                asked[parameter["name"]] = data.draw(value)
        answer = desk.get(path, params=asked)
        assert answer.status_code in (200, 400, 404, 422), (path, asked, answer.text)
        if answer.status_code != 200:
            assert answer.json()["error"]["what"]

    ask()
