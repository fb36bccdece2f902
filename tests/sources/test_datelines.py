"""Datelines in the shapes agencies use, and lines that only look like one."""

import pytest

from dateline.sources.datelines import read_dateline

SHAPES = (
    ("SEOUL, May 8 (Yonhap) — The", "SEOUL", "--05-08", "Yonhap"),
    ("SEOUL/WASHINGTON, Nov. 24 (Yonhap) -- The", "SEOUL/WASHINGTON", "--11-24", "Yonhap"),
    ("ATLANTA (AP) _ The", "ATLANTA", None, "AP"),
    ("BUENOS AIRES, Argentina (AP) — The", "BUENOS AIRES, Argentina", None, "AP"),
    ("ST. PETERSBURG, Fla. (AP) — The", "ST. PETERSBURG, Fla.", None, "AP"),
    ("PORT-AU-PRINCE, Haiti (AP) — The", "PORT-AU-PRINCE, Haiti", None, "AP"),
    ("ABOARD THE PAPAL PLANE (AP) — The", "ABOARD THE PAPAL PLANE", None, "AP"),
    ("San José, Costa Rica (AP) — The", "San José, Costa Rica", None, "AP"),
    ("WASHINGTON, Sept 8 (Reuters) - The", "WASHINGTON", "--09-08", "Reuters"),
    ("May 8 (Reuters) - The", None, "--05-08", "Reuters"),
    ("Thursday, May 8 (Reuters) - The", None, "--05-08", "Reuters"),
    ("(Reuters) - The", None, None, "Reuters"),
    ("MOSCOW, May 8. /TASS/. The", "MOSCOW", "--05-08", "TASS"),
    ("MOSCOW. May 8 (Interfax) - The", "MOSCOW", "--05-08", "Interfax"),
    ("Berlin/Brussels (dpa) - The", "Berlin/Brussels", None, "dpa"),
    ("BEIJING, March 31 (Xinhua) -- The", "BEIJING", "--03-31", "Xinhua"),
    ("BEIJING, March 31 (Xinhua) The", "BEIJING", "--03-31", "Xinhua"),
    ("N'DJAMENA, May 8 (AFP) - The", "N'DJAMENA", "--05-08", "AFP"),
    ("PARIS, 8 May 2025 (AFP) – The", "PARIS", "2025-05-08", "AFP"),
    ("LONDON, Jan. 5, 2026 (PA Media) — The", "LONDON", "2026-01-05", "PA"),
    ("(ANSA) - Rome, October 11 - The", "Rome", "--10-11", "ANSA"),
    ("AFP, PARIS, May 8 — The", "PARIS", "--05-08", "AFP"),
    ("TOKYO, May 8, Kyodo - The", "TOKYO", "--05-08", "Kyodo"),
    ("TOKYO, May 8 [Kyodo News] - The", "TOKYO", "--05-08", "Kyodo"),
    ("NEW DELHI, May 8 (ANI): The", "NEW DELHI", "--05-08", "ANI"),
    ("Tehran, IRNA – The", "Tehran", None, "IRNA"),
    ("DAMASCUS, (SANA) – The", "DAMASCUS", None, "SANA"),
    ("NEW YORK, May 8, 2025 /PRNewswire/ -- The", "NEW YORK", "2025-05-08", "PRNewswire"),
    ("ADEN, Yemen, May 8 (Xinhua) -- The", "ADEN, Yemen", "--05-08", "Xinhua"),
    ("Seoul, May 8 (Nonsuch News) -- The", "Seoul", "--05-08", "Nonsuch News"),
    ("GENEVA (Agence Verte) — The", "GENEVA", None, "Agence Verte"),
    ("KABUL, Afghanistan (Nov. 20, 2011) – The", "KABUL, Afghanistan", "2011-11-20", None),
    ("KABUL, Afghanistan (Feb. 27, 2011) The", "KABUL, Afghanistan", "2011-02-27", None),
    ("WASHINGTON — The", "WASHINGTON", None, None),
    ("WASHINGTON D.C. - The", "WASHINGTON D.C.", None, None),
    ("May 8, 2025 — The", None, "2025-05-08", None),
)
NONE = (
    "Xi Jinping (R) and Putin met.",
    "The Workers' Party (WPK) - the ruling party - met.",
    "On May 8 (Thursday) - the day - they met.",
    "NATO — The alliance met.",
    "UPDATE — The talks resumed.",
    "FILE - The minister speaks.",
    "Seoul-based officials met.",
    "WASHINGTON officials met.",
    "A man — The one — left.",
    "ISLAMABAD: The talks resumed.",
    "",
)


@pytest.mark.parametrize("line, place, day, agency", SHAPES)
def test_shapes(line: str, place: str | None, day: str | None, agency: str | None) -> None:
    found = read_dateline(line)
    assert found
    assert (found.dateline.place, found.dateline.date, found.dateline.agency) == (place, day, agency)
    assert line[found.end :] == "The"


@pytest.mark.parametrize("line", NONE)
def test_no_dateline(line: str) -> None:
    assert read_dateline(line) is None


def test_dateline_alone_in_its_line() -> None:
    found = read_dateline("KABUL, Afghanistan (May 2)")
    assert found and found.dateline.place == "KABUL, Afghanistan" and found.end == 26


def test_colon_where_an_agency_is_credited() -> None:
    found = read_dateline("ISLAMABAD: The talks resumed.", colon=True)
    assert found and found.dateline.place == "ISLAMABAD"
