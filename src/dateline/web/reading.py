"""The reading view: a story in one version, its events, the words behind the chosen one, what a version changed."""

import difflib
import re
from typing import NamedTuple

from dateline.readings import NotHeldError, Told, Version, dropped, told, versions
from dateline.store import Store
from dateline.web import lights

_ALIKE = 0.5  # share of common words from which a paragraph is a rewritten one, not another
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Choice(NamedTuple):
    """What the address chooses: a version, an event of it, a version to compare with, a moment."""

    version: str | None
    event: str | None
    against: str | None
    as_of: str | None


class Card(NamedTuple):
    """An event beside the text; `fields` and `evident` are filled for the chosen one."""

    told: Told
    chosen: bool
    fields: list[lights.Field]


class Seen(NamedTuple):
    """Everything that the page shows."""

    id: str
    versions: list[Version]
    version: Version
    cards: list[Card]
    dropped: list[Told]
    paragraphs: list[list[lights.Piece]]
    chosen: Told | None
    against: Version | None
    difference: list[tuple[str, str]]


def read(store: Store, id: str, choice: Choice) -> Seen:
    """The story as chosen: by default in the version held at the moment, else the latest known with text."""
    known = versions(store, id, as_of=choice.as_of)
    version = _version(known, choice.version) if choice.version else _default(known)
    against = _version(known, choice.against) if choice.against else None
    events = told(store, id, version.version, as_of=choice.as_of)
    gone = dropped(store, id, version.version, as_of=choice.as_of)
    chosen = next((one for one in events if one.event.id == choice.event), None)
    if choice.event and chosen is None:
        raise NotHeldError(
            f"version {version.version} of story {id} has no event {choice.event!r}; choose one beside its text"
        )
    text = version.story.text
    cards = [Card(one, one is chosen, lights.fields(text, one.event) if one is chosen else []) for one in events]
    cut = lights.pieces(text, chosen.event if chosen else None)
    difference = compared(against.story.text, text) if against else []
    return Seen(id, known, version, cards, gone, lights.paragraphs(cut), chosen, against, difference)


def _default(known: list[Version]) -> Version:
    held = [version for version in known if version.held]
    told_of = [version for version in known if version.kind not in ("repeat", "late")]
    return (held or told_of or known)[-1]


def _version(known: list[Version], number: str) -> Version:
    found = next((version for version in known if str(version.version) == number), None)
    if found is None:
        numbers = ", ".join(str(version.version) for version in known)
        raise NotHeldError(f"no version {number!r} of this story by then; choose one of {numbers}")
    return found


def compared(old: str, new: str) -> list[tuple[str, str]]:
    """The new text against the old: ("same" | "gone" | "new", words). Paragraphs are matched first."""
    before, after = old.split("\n"), new.split("\n")
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "\n".join(after[c:d]) + "\n"))
        else:
            found += _rewritten(before[a:b], after[c:d])
    return found


def _rewritten(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """Paragraphs against paragraphs: those alike word by word, the others as a whole."""
    found, at = list[tuple[str, str]](), 0
    for paragraph in after:
        like = [difflib.SequenceMatcher(None, old.split(), paragraph.split()).ratio() for old in before[at:]]
        best = max(range(len(like)), key=like.__getitem__, default=None)
        if best is None or like[best] < _ALIKE or not paragraph.strip():
            found.append(("new", paragraph + "\n"))
            continue
        found += [("gone", old + "\n") for old in before[at : at + best]]
        found += [*_words(before[at + best], paragraph), ("same", "\n")]
        at += best + 1
    return found + [("gone", old + "\n") for old in before[at:]]


def _words(old: str, new: str) -> list[tuple[str, str]]:
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(one) * len(other) > 4_000_000:  # two books: told as a whole
        return [("gone", old), ("new", new)]
    found = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(other[c:d])))
            continue
        found += [(name, words) for name, words in (("gone", "".join(one[a:b])), ("new", "".join(other[c:d]))) if words]
    return found
