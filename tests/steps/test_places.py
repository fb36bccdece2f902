"""Places: a name alone, with its container, in a story; what leads nowhere says why."""

import pytest

from dateline.records import Span
from dateline.steps.places import locate, resolve_place
from dateline.steps.setting import Setting, choices_of


@pytest.mark.parametrize(
    ("text", "context", "expected", "by"),
    [
        ("Moscow", None, ("Moscow", "Moscow", "RUS", "PPLC", 4), "places.known"),
        ("Springfield, Illinois", None, ("Springfield", "Illinois", "USA", "PPL", 4), "places.container"),
        ("Lexington, Ky.", None, ("Lexington", "Kentucky", "USA", "PPL", 4), "places.container"),
        ("Paris", None, ("Paris", "Île-de-France", "FRA", "PPLC", 4), "places.known"),
        ("Paris", "The Texas town is near Dallas.", ("Paris", "Texas", "USA", "PPL", 4), "places.story"),
        ("the Syrian city of Aleppo", None, ("Aleppo", "Aleppo", "SYR", "PPL", 4), "places.known"),
        ("Aleppo Governorate", None, ("Aleppo", "Aleppo", "SYR", "ADM1", 2), "places"),
        ("northern Iraq", None, ("Iraq", None, "IRQ", "PCLI", 1), "places"),
        ("Marjeh district, Helmand province", None, ("Helmand", "Helmand", "AFG", "ADM1", 2), "places.around"),
        ("Arghistan District", None, ("Arghistān", "Kandahar", "AFG", "ADM2", 3), "places.alone"),
        ("outside the US embassy in Nairobi", None, ("Nairobi", "Nairobi Area", "KEN", "PPLC", 4), "places"),
        ("Red Sea", None, ("Red Sea", None, None, "SEA", None), "places"),
    ],
)
def test_resolve(text: str, context: str | None, expected: tuple, by: str) -> None:
    found = resolve_place(text, context=context)
    place = found.place
    assert place and found.by.startswith(by)
    assert (place.resolved_place, place.province, place.country_code, place.feature_code, place.resolution) == expected
    assert (place.start, place.end, place.extracted_place) == (0, len(text), text)


def test_country_and_nothing() -> None:
    assert resolve_place("Georgia").place.country_code == "GEO"  # type: ignore[union-attr]
    assert resolve_place("Georgia", country="USA").place.feature_code == "ADM1"  # type: ignore[union-attr]
    assert resolve_place("Kwxyz") == (None, "places.unknown: the atlas has no Kwxyz")


def test_container_behind_the_span() -> None:
    text = "The raid in Marjeh, Helmand, followed."
    found = locate(Setting(text), Span(12, 18))
    assert found.place and found.place.resolved_place == "Helmand" and found.by.startswith("places.around")


def test_persons_and_plain_words_are_no_places() -> None:
    names = Setting("In May But Police in Kabul said Monday.").names
    assert [name.key for name in names] == ["kabul"]


def test_moscow_as_designed() -> None:
    site = choices_of("Moscow")[0].site
    assert (site.geonameid, round(site.lat or 0, 2), round(site.lon or 0, 2)) == (524901, 55.75, 37.62)


def test_a_word_without_capital_names_no_place_in_a_story() -> None:
    text = "Six men were held in the capital on Tuesday. Others were held in Sfax."
    start = text.index("capital")
    span = Span(start, start + len("capital"))
    assert locate(Setting(text, (span,)), span).place is None
    assert resolve_place("geneva").place is not None
