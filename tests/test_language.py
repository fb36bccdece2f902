"""Language of a text."""

import pytest

from dateline.language import language_of


@pytest.mark.parametrize(
    "text, code",
    [
        ("The two ministers agreed on Thursday to resume the talks that broke off last year.", "en"),
        ("Die beiden Minister einigten sich am Donnerstag darauf, die Gespräche wieder aufzunehmen.", "de"),
        ("Les deux ministres ont convenu jeudi de reprendre les pourparlers interrompus en octobre.", "fr"),
        ("Short text.", None),
        ("", None),
    ],
)
def test_language_of(text: str, code: str | None) -> None:
    assert language_of(text) == code
