"""What several tests need: a bundle without a network, and the shipped one."""

import json
from pathlib import Path

import pytest

from dateline.coder import Coder
from dateline.models.bundle import SHIPPED, load_bundle


@pytest.fixture(scope="session")
def stub_bundle(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Folder of a bundle that knows "arrested" and "met", with the shipped bundle's codes and tokenizer."""
    folder = tmp_path_factory.mktemp("stub")
    shipped = SHIPPED / "en-small"
    facts = json.loads((shipped / "bundle.json").read_text("utf-8"))
    vocabulary = json.loads((shipped / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    facts |= {"name": "stub", "kind": "stub"}
    facts["stub"] = {str(vocabulary["arrested"]): "COERCE", str(vocabulary["met"]): "CONSULT"}
    (folder / "bundle.json").write_text(json.dumps(facts), "utf-8")
    (folder / "tokenizer.json").write_bytes((shipped / "tokenizer.json").read_bytes())
    return str(folder)


@pytest.fixture(scope="session")
def stub_coder(stub_bundle: str) -> Coder:
    """A coder whose answers are known beforehand."""
    return Coder(stub_bundle)


@pytest.fixture(scope="session")
def coder() -> Coder:
    """A coder with the shipped bundle."""
    load_bundle.cache_clear()
    return Coder()


EXAMPLES = Path(__file__).parent.parent / "examples"

ATTACK = "<script>alert(1)</script>"
DESK_STORIES = [
    {"id": "first", "headline": "Police act in Nairobi", "text": "Kenyan police arrested protesters. Uganda met Kenya.",
     "published": "2025-05-08T10:00:00Z", "url": "https://example.org/first", "publication": "Example Post"},
    {"id": "hostile", "language": "en", "headline": f"{ATTACK} Kenya reacts", "published": "2025-05-09", "url": "javascript:alert(1)",
     "text": f"Kenya met Uganda{ATTACK}. \"><img src=x onerror=alert(1)> Peru arrested smugglers.\n\n{{{{ 7*7 }}}} ${{7*7}}",
     "publication": "'\"><svg onload=alert(1)>", "byline": ATTACK, "editor_note": ATTACK,
     "captions": [{"text": ATTACK, "credit": ATTACK, "usage_terms": ATTACK}], "usage_terms": ATTACK},
    {"id": "bare", "text": "Peru arrested smugglers on Monday."},
]  # fmt: skip


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory, stub_coder: Coder) -> Path:
    """A store that holds DESK_STORIES, hostile ones among them."""
    from dateline.pipeline import load_paths
    from dateline.store import Store

    folder = tmp_path_factory.mktemp("desk")
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, DESK_STORIES)))
    with Store(folder / "news.db", create=True) as made:
        assert len(list(load_paths([str(folder / "a.jsonl")], made, lambda: stub_coder, rejected=print))) == 3
    return folder / "news.db"


@pytest.fixture(scope="session")
def desk(db: Path):
    """A client of the desk over that store."""
    pytest.importorskip("fastapi", reason="the desk needs the extra serve")
    from fastapi.testclient import TestClient

    from dateline.web import make_app

    with TestClient(make_app(db, token="a-token-for-tests")) as client:
        yield client
