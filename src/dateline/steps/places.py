"""Where? The place words of an event to a point on the map, read in the light of the whole story."""

import re
from typing import NamedTuple

from dateline.atlas import load_atlas
from dateline.records import Place, Span
from dateline.steps.setting import COUNTRY, FIRST, KINDS, SECOND, TOWN, Named, Setting

# PLOVER: 4 city, 3 district, 2 province, 1 country. Waters, ranges and continents have none.
RESOLUTION = {**dict.fromkeys(TOWN, 4), SECOND: 3, FIRST: 2, **dict.fromkeys(COUNTRY, 1)}
_CAPITAL = re.compile(r"[^\W\d_]*[A-Z][\w'’-]*")
_SIDES = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern "
    "southwestern upper lower the in at near outside greater inner old new".split()
)
_AFTER = re.compile(r"(?: [a-z]+)?(?:,| in| of) (?:the )?")


class Located(NamedTuple):
    """A place, None where the words lead to none, and in `by` the rule that chose it or the reason."""

    place: Place | None
    by: str


def resolve_place(text: str, *, country: str | None = None, context: str | None = None) -> Located:
    """The place that `text` names, with spans in `text`; `context` is the sentence or story around it.

    `country` (alpha-3) leaves out the rest of the world.
    """
    before = f"{context}\n" if context else ""
    span = Span(len(before), len(before) + len(text))
    found = locate(Setting(before + text, (span,), country=country), span, lower=True)
    if found.place is None:
        return found
    return found._replace(place=_moved(found.place, text, -len(before)))


def _moved(place: Place, text: str, by: int) -> Place:
    values = {name: getattr(place, name) for name in Place.__slots__}
    return Place(**values | {"start": place.start + by, "end": place.end + by})


def locate(setting: Setting, span: Span, *, lower: bool = False) -> Located:
    """The place that the words at `span` of the setting's text name.

    Of several names the one that lies in the others is meant ("the Syrian city of Aleppo"), else the first.
    A name has a capital letter, in a story, unless `lower`: "the capital" names no place.
    """
    names = [
        name for name in setting.at(span) if lower or _CAPITAL.search(setting.text, name.span.start, name.span.end)
    ]
    words = setting.text[slice(*span)]
    if names:
        name = max(names, key=lambda n: (_depth(n), -n.span.start))
        return Located(_place(name, words, span), _rule(setting, name, span))
    following = _AFTER.match(setting.text, span.end)
    behind = following and next((n for n in setting.names if n.span.start == following.end()), None)
    if behind:
        return Located(_place(behind, words, span), "places.around: only what it lies in is in the atlas")
    return Located(None, f"places.unknown: the atlas has no {' '.join(words.split())[:60]}")


def _depth(name: Named) -> float:
    """How small a place the name means; a name beside a person's or firm's counts less."""
    feature = name.best.site.feature
    return RESOLUTION.get(feature, 0 if feature == "CONT" else 1.5) - (0.5 if name.weight < 1 else 0)


def _rule(setting: Setting, name: Named, span: Span) -> str:
    """What decided: a name in the same words, the story, or fame alone."""
    if _strange(setting, name, span):
        return "places.around: only what it lies in is in the atlas"
    if len(name.choices) == 1:
        return "places.alone: one place in the atlas is called so"
    if name.beside and any(choice.site.at in name.best.chain[1:] for choice in name.beside.choices):
        return f"places.container: {name.beside.best.site.name} is named beside it"
    if name.best.prior < max(choice.prior for choice in name.choices):
        return f"places.story: other places of the story lead here, 1 of {len(name.choices)}"
    return f"places.known: the best known of {len(name.choices)} called so, nothing in the story against it"


def _strange(setting: Setting, chosen: Named, span: Span) -> bool:
    """Whether the words hold a smaller place that the atlas lacks: "Marjeh, Helmand", "the Helmand town of Marjeh"."""
    after = re.search(r"\bof (?:the )?(?=[A-Z])", setting.text[chosen.span.end : span.end])
    taken = [name.span for name in setting.at(span)]
    for match in _CAPITAL.finditer(setting.text, span.start, chosen.span.start):
        inside = any(held.start <= match.start() < held.end for held in taken)
        if not inside and match[0].lower() not in _SIDES and match[0].lower() not in KINDS:
            return "," in setting.text[match.end() : chosen.span.start]
    return after is not None and not any(held.start == chosen.span.end + after.end() for held in taken)


def _place(name: Named, words: str, span: Span) -> Place:
    site = name.best.site
    atlas = load_atlas()
    province = next((s.name for s in (atlas.site(i) for i in name.best.chain) if s.feature == FIRST), None)
    return Place(
        extracted_place=words, start=span.start, end=span.end, resolved_place=site.name,
        geonameid=site.geonameid or None, lat=site.lat, lon=site.lon, province=province,
        country_code=atlas.code(site), feature_code=site.feature, resolution=RESOLUTION.get(site.feature),
    )  # fmt: skip
