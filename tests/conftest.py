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
