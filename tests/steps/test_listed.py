"""A user's own list: what it answers, and what is said of a bad one."""

from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.records import Span
from dateline.steps.antecedents import resolve_in_story
from dateline.steps.listed import Listed, load_listed
from dateline.steps.parties import resolve_actor

HEADER = "name,aliases,code,sectors,from,to\n"
ROWS = """\
Blue Berets,the Berets; les Bérets bleus,MLI,PRM,,
Jane Doe,,KEN,GOV MIL,2019,2021-06
Jane Doe,,KEN,ELI,2021-07,
Turkish police,,TUR,GOV,,
"""


def write(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "my.csv"
    path.write_text(header + rows, "utf-8")
    return path


@pytest.fixture
def listed(tmp_path: Path) -> Listed:
    return load_listed(write(tmp_path, ROWS))


@pytest.mark.parametrize(
    ("text", "date", "code", "sector"),
    [
        ("the Blue Berets", None, "MLI", "PRM"),
        ("fighters of the berets", None, "MLI", "PRM"),
        ("Les Berets Bleus", "2020-01-01", "MLI", "PRM"),
        ("Defence Minister Jane Doe", "2020-05-01", "KEN", "GOV MIL"),
        ("Jane Doe", "2022-05-01", "KEN", "ELI"),
        ("Jane Doe", "2021-07", "KEN", "ELI"),
        ("Jane Doe", None, "KEN", "ELI"),
        ("Jane Doe", "2018-05-01", None, ""),
        ("Turkish police", None, "TUR", "GOV"),  # the list wins over the shipped names
        ("Turkish soldiers", None, "TUR", "MIL"),
    ],
)
def test_list(listed: Listed, text: str, date: str | None, code: str | None, sector: str) -> None:
    actor = resolve_actor(text, date=date, listed=listed)
    assert (actor.code, " ".join(actor.sector)) == (code, sector)


def test_row_is_evidence(listed: Listed) -> None:
    assert resolve_actor("the Berets", listed=listed).by == "listed: my.csv:2"
    assert listed.conflicts == ()


def test_short_forms_lead_to_the_list(listed: Listed) -> None:
    story = "General Jane Doe left Mali. Doe said she would return."
    start = story.index("Doe said")
    found = resolve_in_story(story, Span(start, start + 3), date="2020-05-01", listed=listed)
    assert (found.actor.code, found.actor.sector) == ("KEN", ("GOV", "MIL"))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("Doe,,KEN,GOV,\n", r"my.csv:2: expected 6 columns .*, found 5"),
        ("Doe,,Kenya,GOV,,\n", r"my.csv:2: column code: 'Kenya' is no code"),
        ("Roe,,KEN,GOV,,\nDoe,,KEN,GOVT,,\n", r"my.csv:3: column sectors: 'GOVT' is no sector; expected some of"),
        ("Doe,,KEN,GOV,May 2019,\n", r"my.csv:2: column from: 'May 2019' is no date; write YYYY-MM-DD"),
        ("Doe,,KEN,GOV,,2019-13\n", r"my.csv:2: column to: "),
        ("Doe,,KEN,GOV,2020,2019\n", r"my.csv:2: column to: 2019 lies before 2020"),
        (" ,,KEN,GOV,,\n", r"my.csv:2: column name: '' holds no word"),
        ('"Doe,,KEN,GOV,,\n', r"my.csv:2: "),
    ],
)
def test_bad_list(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load_listed(write(tmp_path, rows))


def test_other_files(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"my.csv:1: expected the columns name,aliases,code,sectors,from,to, found a,b"
    ):
        load_listed(write(tmp_path, "", "a,b\n"))
    with pytest.raises(InputError, match=r"none.csv: No such file"):
        load_listed(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes(b"name\xe9")
    with pytest.raises(InputError, match=r"latin.csv: not UTF-8"):
        load_listed(tmp_path / "latin.csv")


def test_conflicts_are_told(tmp_path: Path) -> None:
    listed = load_listed(write(tmp_path, "Doe,,KEN,GOV,2019,2020\nDoe,,UGA,GOV,2021,\nDoe,,TZA,GOV,2020-06,\n"))
    assert [line.partition("my.csv")[2] for line in listed.conflicts] == [
        ":4: 'Doe' is listed otherwise in line 2, which holds",
        ":4: 'Doe' is listed otherwise in line 3, which holds",
    ]
    assert resolve_actor("Doe", date="2020-07-01", listed=listed).code == "KEN"
