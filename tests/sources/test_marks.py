"""Version and genre marks of headlines."""

import pytest

from dateline.records import Mark
from dateline.sources.marks import mark_named, read_marks
from dateline.sources.passages import passages

MARKED = (
    ("(LEAD) X calls on Y", "X calls on Y", Mark("LEAD"), None),
    ("(2nd LD) X calls on Y", "X calls on Y", Mark("LEAD", 2), None),
    ("(URGENT) X calls on Y", "X calls on Y", Mark("URGENT"), None),
    ("(5th LD) (News Focus) X calls on Y", "X calls on Y", Mark("LEAD", 5), "News Focus"),
    ("(Yonhap Interview) Minister wary", "Minister wary", None, "Yonhap Interview"),
    ("1st LD-Writethru: X calls on Y", "X calls on Y", Mark("LEAD", 1), None),
    ("2ND LEAD X calls on Y", "X calls on Y", Mark("LEAD", 2), None),
    ("2ND LD: X calls on Y", "X calls on Y", Mark("LEAD", 2), None),
    ("UPDATE 1-X calls on Y", "X calls on Y", Mark("UPDATE", 1), None),
    ("UPDATE1: X calls on Y", "X calls on Y", Mark("UPDATE", 1), None),
    ("CORRECTED-UPDATE 2-X calls on Y", "X calls on Y", Mark("CORRECTED", 2), None),
    ("CORRECTED-(OFFICIAL)-X calls on Y", "X calls on Y", Mark("CORRECTED"), None),
    ("RPT-UPDATE 1-X calls on Y", "X calls on Y", Mark("RPT", 1), None),
    ("WRAPUP 3-X calls on Y", "X calls on Y", Mark("WRAPUP", 3), None),
    ("REFILE-X calls on Y", "X calls on Y", Mark("REFILE"), None),
    ("BRIEF-X calls on Y", "X calls on Y", Mark("BRIEF"), None),
    ("STORY WITHDRAWN-X calls on Y", "X calls on Y", Mark("WITHDRAWN"), None),
    ("KILL: X calls on Y", "X calls on Y", Mark("KILL"), None),
    ("ADVISORY-X calls on Y", "X calls on Y", Mark("ADVISORY"), None),
    ("Urgent: X calls on Y", "X calls on Y", Mark("URGENT"), None),
    ("X calls on Y (UPDATE 1)", "X calls on Y", Mark("UPDATE", 1), None),
    ("X calls on Y - UPDATE 2", "X calls on Y", Mark("UPDATE", 2), None),
    ("X calls on Y (Part 2)", "X calls on Y", Mark("UPDATE", 2), None),
    ("FACTBOX-What is at stake", "What is at stake", None, "Factbox"),
    ("Exclusive-X near deal", "X near deal", None, "Exclusive"),
    ("Xinhua Headlines: X calls on Y", "X calls on Y", None, "Xinhua Headlines"),
    ("Alert system fails", "Alert system fails", None, None),
    ("Update on talks", "Update on talks", None, None),
    ("Hold the line, says minister", "Hold the line, says minister", None, None),
    ("(Reuters) X calls on Y", "(Reuters) X calls on Y", None, None),
    ("Kill switch: what it is", "Kill switch: what it is", None, None),
)


@pytest.mark.parametrize("line, headline, mark, genre", MARKED)
def test_marks(line: str, headline: str, mark: Mark | None, genre: str | None) -> None:
    marked = read_marks(passages(line)[0])
    assert (marked.headline.text, marked.mark, marked.genre) == (headline, mark, genre)
    assert len(line.replace(" ", "")) == sum(
        len(part.text.replace(" ", "")) for part in [marked.headline, *(part for part, _ in marked.taken)]
    )


@pytest.mark.parametrize(
    "words, mark",
    [
        ("1st Ld-Writethru", Mark("LEAD", 1)),
        ("2ndlead", Mark("LEAD", 2)),
        ("KILL KILL KILL", Mark("KILL")),
        ("HOLD HOLD HOLD", Mark("HOLD")),
        ("APNewsAlert", Mark("URGENT")),
        ("416", None),
        ("PIX", None),
    ],
)
def test_mark_named(words: str, mark: Mark | None) -> None:
    assert mark_named(words) == mark
