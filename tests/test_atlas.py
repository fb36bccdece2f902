"""The shipped places: keys, chains, size, and what a bad file says."""

from pathlib import Path

import pytest

from dateline.atlas import Atlas, fold, load_atlas
from dateline.errors import DataError
from dateline.gazetteer import GAZETTEERS


@pytest.mark.parametrize(
    ("name", "key"),
    [("St. Louis", "saint louis"), ("Sana'a", "sanaa"), ("Łódź", "lodz"), ("Port-au-Prince", "port au prince"), ("U.S.", "us")],
)  # fmt: skip
def test_fold(name: str, key: str) -> None:
    assert fold(name) == key


def test_chain() -> None:
    atlas = load_atlas()
    index = next(i for i, own in atlas.find("Sangamon County") if own)
    assert [site.name for site in atlas.chain(index)] == ["Sangamon County", "Illinois", "United States"]
    assert atlas.code(atlas.site(index)) == "USA"
    assert atlas.find("Kwxyz") == [] and atlas.find("") == []


def test_size() -> None:
    assert (Path(str(GAZETTEERS)) / "atlas.bin").stat().st_size < 40_000_000
    assert len(load_atlas()) > 280_000


def test_bad_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="compile_atlas"):
        Atlas(str(tmp_path / "none.bin"))
    (tmp_path / "other.bin").write_bytes(b"x" * 100)
    with pytest.raises(DataError, match="other bytes"):
        Atlas(str(tmp_path / "other.bin"))
