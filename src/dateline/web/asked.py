"""What a request asks for: filters as in the CLI, checked, from the address's parameters."""

import re
from datetime import date
from typing import Annotated, Any

from fastapi import Query
from pydantic import BeforeValidator, Field

from dateline import moments
from dateline.errors import InputError
from dateline.listings import WantedStories
from dateline.ontology import load_ontology
from dateline.queries import Wanted
from dateline.records import FACTUALITY


def _blank(value: Any) -> Any:
    """A form sends what was left empty as an empty word."""
    return None if isinstance(value, str) and not value.strip() else value


_BLANK = BeforeValidator(_blank)
# The limit stands on the word itself: a form's empty word is None by then.
_Words = Annotated[str, Field(max_length=200)]


def _told(description: str, example: str) -> Any:
    return Query(description=description, examples=[example])


Code = Annotated[
    str | None,
    _BLANK,
    _told("a party's code: a country (CHN), a kind of organisation (IGO), UNK for one without", "CHN"),
]
Country = Annotated[_Words | None, _BLANK, _told("country in which it happened", "KEN")]
Day = Annotated[_Words | None, _BLANK, _told("a day, YYYY-MM-DD", "2025-05-08")]
AsOf = Annotated[
    _Words | None, _BLANK, _told("what was known then: a day (its last moment), or YYYY-MM-DDTHH:MM:SSZ", "2025-06-30")
]
Cursor = Annotated[
    _Words | None, _BLANK, _told("`next` of the page before; its other filters must stay the same", "2025-05-08~3~17")
]
Type = Annotated[_Words | None, _BLANK, _told("a PLOVER type", "ASSAULT")]
Mode = Annotated[_Words | None, _BLANK, _told("a mode of a type", "arrest")]
Context = Annotated[_Words | None, _BLANK, _told("a context", "military")]
PlaceName = Annotated[_Words | None, _BLANK, _told("place at which it happened", "Moscow")]
Factuality = Annotated[_Words | None, _BLANK, _told(", ".join(FACTUALITY), "asserted")]
Id = Annotated[_Words | None, _BLANK, _told("an id as lists show it", "a1b2c3d4e5f60718")]
Name = Annotated[_Words | None, _BLANK, _told("a name as lists show it", "AFP")]
Language = Annotated[_Words | None, _BLANK, _told("the text's language", "en")]
Limit = Annotated[int, Query(ge=1, le=500, description="rows a page")]


def wanted(
    actor: Code = None,
    recipient: Code = None,
    type: Type = None,
    mode: Mode = None,
    context: Context = None,
    since: Day = None,
    until: Day = None,
    country: Country = None,
    place: PlaceName = None,
    factuality: Factuality = None,
    min_confidence: Annotated[
        Annotated[float, Field(ge=0, le=1)] | None, _BLANK, Query(description="events at least this sure")
    ] = None,
    story: Id = None,
    incident: Id = None,
    as_of: AsOf = None,
) -> Wanted:
    """The events asked for. Raises InputError for a filter that can match nothing because it is misspelt."""
    return Wanted(
        actor=_code(actor, "actor"), recipient=_code(recipient, "recipient"), type=_type(type), mode=mode,
        context=context, since=day(since, "since"), until=day(until, "until"), country=_code(country, "country"),
        place=place, factuality=_factuality(factuality), min_confidence=min_confidence, story=story,
        incident=incident, as_of=moment(as_of),
    )  # fmt: skip


def wanted_stories(
    since: Day = None,
    until: Day = None,
    publication: Name = None,
    agency: Name = None,
    language: Language = None,
    as_of: AsOf = None,
) -> WantedStories:
    """The stories asked for, by their publication."""
    return WantedStories(
        since=day(since, "since"), until=day(until, "until"), publication=publication, agency=agency,
        language=language and language.lower(), as_of=moment(as_of),
    )  # fmt: skip


def day(words: str | None, name: str) -> str | None:
    """A day as it was written. Raises InputError for words that are none."""
    if words is None:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
            return date.fromisoformat(words).isoformat()
    except ValueError:
        pass  # no day of the calendar: told below with all other words that are none
    raise InputError(f"{name} is {words!r}, which is no date; write a day of the calendar as YYYY-MM-DD")


def moment(words: str | None) -> str | None:
    """A moment as it was written. Raises InputError for words that name none."""
    if words is None:
        return None
    try:
        moments.as_of(words)
    except (InputError, OverflowError) as error:
        advice = "write YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SSZ, before the year 9999"
        raise InputError(f"as_of is {words!r}, which is no date or time; {advice}") from error
    return words.strip()


def dyad(words: str) -> tuple[str, str]:
    """Source and target of "CHN:PRK". Raises InputError for words that are no dyad."""
    parts = re.fullmatch(r"([A-Z]{2,4}|\*)[:-]([A-Z]{2,4}|\*)", words.upper().strip())
    if not parts:
        raise InputError(f"{words!r} is no dyad; write two party codes such as CHN:PRK, or * for any, as in CHN:*")
    return parts[1], parts[2]


def _code(words: str | None, name: str) -> str | None:
    if words is None:
        return None
    if not re.fullmatch(r"[A-Za-z]{2,4}", words.strip()):
        raise InputError(f"{name} is {words!r}, which is no code; write one such as CHN, IGO or UNK")
    return words.strip().upper()


def _type(words: str | None) -> str | None:
    known = load_ontology().types
    if words is not None and words.upper() not in known:
        raise InputError(f"type is {words!r}, which is none of PLOVER's; write one of {', '.join(known)}")
    return words and words.upper()


def _factuality(words: str | None) -> str | None:
    if words is not None and words not in FACTUALITY:
        raise InputError(f"factuality is {words!r}; write one of {', '.join(FACTUALITY)}")
    return words
