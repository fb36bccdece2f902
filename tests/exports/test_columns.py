"""POLECAT, ICEWS and GDELT: exact columns, one golden file each, read back cell by cell."""

import io
import re
from pathlib import Path

import pytest

from dateline.exports import EXPORTS, gdelt, icews, polecat
from dateline.ontology import load_ontology
from happenings import CODED

DATA = Path(__file__).parent.parent / "data" / "exports"
SCHEMAS = Path(__file__).parents[3] / "shared" / "codebook" / "schemas.md"
LAYOUTS = {"polecat": polecat, "icews": icews, "gdelt": gdelt}


def rows(name: str) -> list[list[str]]:
    out = io.StringIO()
    EXPORTS[name](CODED, out)
    return [line.split("\t") for line in out.getvalue().splitlines()]


@pytest.mark.parametrize(
    "name, columns, lines, events", [("polecat", 40, 5, 4), ("icews", 20, 12, 4), ("gdelt", 61, 11, 4)]
)
def test_shape(name: str, columns: int, lines: int, events: int) -> None:
    found = rows(name)
    assert len(LAYOUTS[name].COLUMNS) == columns and {len(row) for row in found} == {columns}
    assert len(found) == lines
    assert EXPORTS[name](CODED, io.StringIO()) == (2, events)
    assert (tuple(found[0]) == LAYOUTS[name].COLUMNS) is (name != "gdelt")


@pytest.mark.parametrize("name", LAYOUTS)
def test_golden(name: str) -> None:
    out = io.StringIO()
    EXPORTS[name](CODED, out)
    assert out.getvalue() == (DATA / f"{name}.tsv").read_text("utf-8")


@pytest.mark.parametrize("name, heading", [("polecat", "## 1."), ("icews", "## 2."), ("gdelt", "### 3a.")])
def test_columns_are_those_published(name: str, heading: str) -> None:
    if not SCHEMAS.exists():
        pytest.skip("needs ../shared/codebook/schemas.md, the survey of published layouts")
    section = SCHEMAS.read_text("utf-8").split(heading, 1)[1].split("\n##", 1)[0]
    published = re.findall(r"^\| \d+ \| ([^|]+?) \|", section, re.M)
    assert list(LAYOUTS[name].COLUMNS) == published


def test_icews_cells() -> None:
    arrest = dict(zip(*rows("icews")[:2], strict=True))
    assert arrest["Source Name"] == "Kenyan police" and arrest["Source Sectors"] == "Police"
    assert arrest["Target Name"] == "thirty protesters" and arrest["Target Country"] == "Kenya"
    assert (arrest["CAMEO Code"], arrest["Event Text"], arrest["Intensity"]) == (
        "173", load_ontology().cameo["173"].name, "-5.0",
    )  # fmt: skip
    assert (arrest["City"], arrest["District"], arrest["Country"]) == ("Nairobi", "NA", "Kenya")
    talks = dict(zip(rows("icews")[0], rows("icews")[2], strict=True))
    assert (talks["Event Date"], talks["CAMEO Code"], talks["City"]) == ("NA", "040", "NA")


def test_gdelt_cells() -> None:
    arrest = dict(zip(gdelt.COLUMNS, rows("gdelt")[0], strict=True))
    assert (arrest["SQLDATE"], arrest["MonthYear"], arrest["FractionDate"]) == ("20250508", "202505", "2025.4329")
    assert (arrest["Actor1Code"], arrest["Actor2Code"], arrest["Actor2Type2Code"]) == ("KENCOP", "KENCVLOPP", "OPP")
    assert (arrest["EventCode"], arrest["EventRootCode"], arrest["QuadClass"]) == ("173", "17", "4")
    assert arrest["DATEADDED"] == "20250508223000"  # half past one in Nairobi
    assert (arrest["ActionGeo_Type"], arrest["ActionGeo_FullName"]) == ("4", "Nairobi, Nairobi Area, Kenya")
    assert arrest["ActionGeo_CountryCode"] == "KE" and arrest["SOURCEURL"].endswith("?a=1&b=2")
    talks = [dict(zip(gdelt.COLUMNS, row, strict=True)) for row in rows("gdelt")[1:7]]
    assert {row["Actor1KnownGroupCode"] for row in talks} == {"", "UNO"} and {row["SQLDATE"] for row in talks} == {""}


def test_gdelt_scores_differ_only_where_said() -> None:
    cameo = load_ontology().cameo
    assert all(cameo[code].goldstein != score for code, score in gdelt.GOLDSTEIN.items())


def test_every_type_has_a_quad_class() -> None:
    for kind in load_ontology().types.values():
        root = int(load_ontology().to_cameo(kind.code).code[:2])
        assert any(root <= last for last, _ in gdelt._LAST_ROOTS)
