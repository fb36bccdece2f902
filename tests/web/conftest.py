"""A desk over stories whose events are known beforehand, hostile ones among them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the desk needs the extra serve")

from fastapi.testclient import TestClient

from dateline.coder import Coder
from dateline.pipeline import load_paths
from dateline.store import Store
from dateline.web import make_app

ATTACK = "<script>alert(1)</script>"
STORIES = [
    {"id": "first", "headline": "Police act in Nairobi", "text": "Kenyan police arrested protesters. Uganda met Kenya.",
     "published": "2025-05-08T10:00:00Z", "url": "https://example.org/first", "publication": "Example Post"},
    {"id": "hostile", "language": "en", "headline": f"{ATTACK} Kenya reacts", "published": "2025-05-09", "url": "javascript:alert(1)",
     "text": f"Kenya met Uganda{ATTACK}. \"><img src=x onerror=alert(1)> Peru arrested smugglers.\n\n{{{{ 7*7 }}}} ${{7*7}}",
     "publication": "'\"><svg onload=alert(1)>", "byline": ATTACK, "editor_note": ATTACK,
     "captions": [{"text": ATTACK, "credit": ATTACK, "usage_terms": ATTACK}], "usage_terms": ATTACK},
    {"id": "bare", "text": "Peru arrested smugglers on Monday."},
]  # fmt: skip
TOKEN = "a-token-for-tests"


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory, stub_coder: Coder) -> Path:
    """A store that holds STORIES."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, STORIES)))
    with Store(folder / "news.db", create=True) as made:
        assert len(list(load_paths([str(folder / "a.jsonl")], made, lambda: stub_coder, rejected=print))) == 3
    return folder / "news.db"


@pytest.fixture(scope="session")
def desk(db: Path) -> Iterator[TestClient]:
    """A client of the desk."""
    with TestClient(make_app(db, token=TOKEN)) as client:
        yield client
