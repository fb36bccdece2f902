"""Compounds: tables of text and the parties it names."""

import pytest

from dateline.steps.actors import resolve_actor
from dateline.steps.compounds import split_compound

COMPOUNDS = [
    ("Ukrainian and Russian officials", ("Ukrainian officials", "Russian officials")),
    ("Kenyans and Somalis", ("Kenyans", "Somalis")),
    ("Chad, Niger, the Gambia and Mali", ("Chad", "Niger", "the Gambia", "Mali")),
    (
        "the presidents of Kenya, Uganda, and the DRC",
        ("the presidents of Kenya", "the presidents of Uganda", "the presidents of the DRC"),
    ),
    ("Brazil and Peruvian Interior Minister Ana Quispe", ("Brazil", "Peruvian Interior Minister Ana Quispe")),
    ("US-Chinese", ("US", "Chinese")),
    ("New Zealand and Australian officials", ("New Zealand officials", "Australian officials")),
    ("Bosnia and Herzegovina", ("Bosnia and Herzegovina",)),
    ("Trinidad and Tobago", ("Trinidad and Tobago",)),
    ("the Turkish police", ("the Turkish police",)),
    ("Abdulla Shahid, the Maldives' foreign minister", ("Abdulla Shahid, the Maldives' foreign minister",)),
    ("Israel and Hamas", ("Israel", "Hamas")),
    ("Novak and Quispe", ("Novak", "Quispe")),
    ("Presidents Xi Jinping and Vladimir Putin", ("Presidents Xi Jinping", "Vladimir Putin")),
    ("women and children", ("women and children",)),
    ("the Foreign and Commonwealth Office", ("the Foreign and Commonwealth Office",)),
]


@pytest.mark.parametrize(("text", "parts"), COMPOUNDS)
def test_compound(text: str, parts: tuple[str, ...]) -> None:
    assert split_compound(text, lambda part: resolve_actor(part).code is not None) == parts


def test_known_decides() -> None:
    assert split_compound("Ruritania and Graustark", lambda part: False) == ("Ruritania", "Graustark")
    assert split_compound("ruritanian and graustarkian lords", lambda part: False) == (
        "ruritanian and graustarkian lords",
    )
