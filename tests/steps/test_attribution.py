"""Kinds of sources by their own words."""

import pytest

from dateline.steps.attribution import source_kind


@pytest.mark.parametrize(
    ("text", "sector", "kind"),
    [
        ("Reuters", (), "media"),
        ("state television", (), "media"),
        ("the official news agency IRNA", ("GOV",), "media"),
        ("two witnesses", (), "witness"),
        ("a joint statement", (), "document"),
        ("the interior ministry", ("GOV",), "official"),
        ("police", ("COP",), "official"),
        ("a brother of the dead man", (), None),
        ("pressing needs", (), None),
    ],
)
def test_kind(text: str, sector: tuple[str, ...], kind: str | None) -> None:
    assert source_kind(text, sector) == kind
