"""The gazetteer: what is loaded, how names are found, what is said of a bad row."""

import csv
import re
from pathlib import Path

import pytest

from dateline import gazetteer
from dateline.errors import DataError
from dateline.gazetteer import find, key_of, load_gazetteer, plural, tokens_of, words_of
from dateline.ontology import load_ontology

FOLDER = Path(str(gazetteer.GAZETTEERS))


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_every_state_has_a_name_and_a_people() -> None:
    kinds: dict[str, set[str]] = {}
    for row in rows("countries.csv"):
        kinds.setdefault(row["code"].partition("+")[0], set()).add(row["kind"])
    kinds.pop("")
    assert len(kinds) >= 197
    assert [code for code, held in kinds.items() if "name" not in held] == []
    # Demonyms that two states share are left out: Dominican is the Dominican Republic's.
    assert {code for code, held in kinds.items() if "adjective" not in held} <= {"COG", "DMA", "VCT"}


def test_codes_are_known() -> None:
    ontology = load_ontology()
    for file in ("countries.csv", "organisations.csv", "agents.csv", "places.csv", "holders.csv"):
        for row in rows(file):
            code, _, sector = row["code"].partition("+")
            assert not code or code in ontology.entities or re.fullmatch("[A-Z]{3}", code), row
            for word in [*row.get("sector", "").split(), *([sector] if sector else [])]:
                assert word in ontology.sectors, row
            assert code not in {"XKX", "FXX", "PRI", "ESH", "ANT"}, row


def test_facts_name_their_source() -> None:
    compiled = {"cldr", "factbook", "geonames"}
    lists = {"wordnet", "iati", "fundus", "swot", "pytickersymbols", "cspell-companies"}
    for file in ("countries.csv", "places.csv", "organisations.csv"):
        for row in rows(file):
            source, _, where = row["source"].partition(":")
            if source == "guard":
                assert row["kind"] == "phrase" and not row["code"], row
            elif source == "second-reading":
                assert row["code"], row
            elif file == "organisations.csv" or source not in compiled:
                assert source in lists or (where and source in compiled | {"factbook-2015"}), row


@pytest.mark.parametrize(
    ("name", "code"),
    [("Kosovo", "KOS"), ("Palestine", "PSE"), ("Hong Kong", "HKG"), ("Taiwan", "TWN"), ("Guam", "USA")],
)
def test_codes_that_differ_from_iso(name: str, code: str) -> None:
    assert load_gazetteer().entries[key_of(name)][0].code == code


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the South Sudanese army", ["South Sudanese", "army"]),
        ("Papua New Guinea", ["Papua New Guinea"]),
        ("the U.S.", ["U.S."]),
        ("they told us", []),
        ("WHO officials who left", ["WHO", "official"]),
        ("China’s envoy", ["China", "envoy"]),
        ("Côte d'Ivoire", ["Cote d'Ivoire"]),
        ("militiamen", ["militiaman"]),
    ],
)
def test_find(text: str, names: list[str]) -> None:
    assert [mention.entry.name.replace("ô", "o") for mention in find(text)[1]] == names


def test_words_keep_their_places() -> None:
    text = "Türkiye’s Ministry, the U.S. said"
    assert [text[t.start : t.end] for t in tokens_of(text)] == ["Türkiye’s", "Ministry", "the", "U.S", "said"]
    assert [t.possessive for t in tokens_of(text)][:2] == [True, False]


@pytest.mark.parametrize(
    ("word", "many"),
    [("policeman", "policemen"), ("army", "armies"), ("church", "churches"), ("member of parliament",) * 2],
)
def test_plural(word: str, many: str) -> None:
    assert plural(word) == (many if word != many else "members of parliament")


def test_bad_row_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("countries", "organisations", "agents"):
        (tmp_path / f"{name}.csv").write_bytes((FOLDER / f"{name}.csv").read_bytes())
    (tmp_path / "places.csv").write_text("code,name,source\nFRA,Lyon\n", "utf-8")
    monkeypatch.setattr(gazetteer, "GAZETTEERS", tmp_path)
    with pytest.raises(DataError, match=r"places\.csv:2: expected 3 columns, found 2"):
        gazetteer.load_gazetteer.__wrapped__()


def test_unknown_list_is_named() -> None:
    with pytest.raises(DataError, match=r"no list surname; expected alone, bodies"):
        words_of("surname")
