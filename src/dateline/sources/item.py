"""What a newsroom format states of one item, and the story that it makes with the item's body."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from dateline.errors import InputError
from dateline.records import Dateline, Mark, Removed, Story
from dateline.sources import text as plain
from dateline.sources.agencies import agency_named
from dateline.sources.dates import DAY_AND_MONTH, FULL_DATE, parse_date, parse_day, parse_moment, year_of
from dateline.sources.marks import mark_named
from dateline.sources.markup import Body
from dateline.sources.notes import editors_note
from dateline.sources.wire import Known, read_wire

# IPTC's publishing status: canceled is a withdrawal of all versions, withheld hides them until further notice.
STATUS = {
    "canceled": "WITHDRAWN", "cancelled": "WITHDRAWN", "killed": "KILL", "withdrawn": "WITHDRAWN",
    "recalled": "WITHDRAWN", "withheld": "HOLD",
}  # fmt: skip
USABLE = ("usable", "embargoed", "info", "")
# Signals that Reuters adds to the status: edStat:U usable, :C corrected, :D deleted.
SIGNALS = {"edstat:c": "CORRECTED", "edstat:d": "WITHDRAWN"}
NOTICES = ("KILL", "HOLD", "WITHDRAWN")
_FILED = re.compile(
    rf"(?P<place>[^()\d]*?)[\s,.]*(?:(?P<date>{FULL_DATE}|{DAY_AND_MONTH})[\s,.]*)?"
    r"(?:[(/\[](?P<agency>[^()\[\]/]{2,40})[)/\]])?[\s–—_-]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Item:
    """One item while it is being read: values by their name in Story, and the place each was stated at.

    Beside Story's names: `created` (of the first version), `status`, `signals`, `filed` (a dateline as printed).
    """

    format: str
    where: str
    values: dict[str, Any] = field(default_factory=dict)
    by: dict[str, str] = field(default_factory=dict)

    def say(self, name: str, value: Any, place: str) -> None:
        """Keep what the item states at `place` unless it is empty or `name` is known already."""
        if isinstance(value, str):
            value = " ".join(value.split())
        if value and name not in self.values:
            self.values[name] = value
            self.by[name] = f"{self.format}.{place}"

    def moment(self, name: str, value: str | None, place: str) -> None:
        """The same for a date or time; what is none is an InputError that names it."""
        if not value or not value.strip():
            return
        read = parse_moment(value)
        if not read:
            raise InputError(
                f"{self.where}: {place} is {value!r}; expected a date such as 2025-05-08; mend or remove it"
            )
        self.say(name, read, place)


def story_of(item: Item, body: Body, *, published: str | None = None) -> Story:
    """The story of `item`; `published` dates an item that states no date.

    The body is read like agency copy. Where metadata and copy disagree on a withdrawal, the
    metadata counts: a withdrawn item's words are listed as removed and are no text. Raises
    InputError for an item without any words that is no withdrawal.
    """
    values = item.values
    notice = _notice(item)
    if len(body.text) > plain.MAX_CHARACTERS or not (body.text.strip() or values.get("headline") or notice):
        plain.check_length(body.text, item.where)
    mine = {name: rule for name, rule in item.by.items() if name in Known.__dataclass_fields__}
    stated = {name: values.get(name) for name in Known.__dataclass_fields__ if name != "by"}
    by = {**mine, "text": item.by.get("text", f"{item.format}.body")}
    by = {name: rule for name, rule in by.items() if name != "id"}
    story = read_wire(body.text, Known(**stated, by=by), published=published, wrapped=body.typed)
    story = _overlaid(item, story, body)
    return _withdrawn(story, notice, body.text, item) if notice else story


def _notice(item: Item) -> str | None:
    """The kind of withdrawal that status, signal or note states. Raises InputError for a status that IPTC has not."""
    status = str(item.values.get("status", "")).rpartition(":")[2].lower()
    if status not in STATUS and status not in USABLE:
        raise InputError(
            f"{item.where}: publishing status {status!r}; expected usable, withheld or canceled; mend the item"
        )
    signalled = next((SIGNALS[s] for s in item.values.get("signals", ()) if SIGNALS.get(s) in NOTICES), None)
    opening = _opening(item)
    return STATUS.get(status) or signalled or (opening.kind if opening and opening.kind in NOTICES else None)


def _opening(item: Item) -> Mark | None:
    """The mark that the editor's note begins with: "KILL. Wrong country."."""
    note = item.values.get("editor_note", "")
    return mark_named(re.split(r"[:.,;–—(]|\s-", note, maxsplit=1)[0]) if note else None


def _overlaid(item: Item, story: Story, body: Body) -> Story:
    """`story` with what the item states and its words do not."""
    values, by = item.values, dict(story.by)
    changed: dict[str, Any] = {}

    def set_(name: str, value: Any) -> None:
        changed[name] = value
        by[name] = item.by.get(name, f"{item.format}.{name}")

    for name in ("agency", "slug", "genre", "dateline"):
        if name in values and getattr(story, name) is None:
            set_(name, values[name])
    for name in ("usage_terms", "embargoed", "version", "keywords"):
        if name in values:
            set_(name, values[name])
    if body.captions:
        changed["captions"] = (*body.captions, *story.captions)
    _note(item, story, changed, by)
    _mark(item, story, changed, by)
    _filed(item, story, changed, by)
    names = {name for name in by if "." in name or name in Story.__dataclass_fields__}
    return replace(story, **changed, by={name: by[name] for name in sorted(names)})


def _note(item: Item, story: Story, changed: dict[str, Any], by: dict[str, str]) -> None:
    """The editor's note of the metadata, before the one in the copy if that says something else."""
    words = item.values.get("editor_note")
    if not words:
        return
    read = editors_note(words) or editors_note(f"Eds: {words}")
    more = story.editor_note if story.editor_note and story.editor_note not in words else None
    changed["editor_note"] = f"{words}\n{more}" if more else words
    changed["changes"] = tuple(dict.fromkeys((*(read.changes if read else ()), *story.changes)))
    by["editor_note"] = item.by["editor_note"]


def _mark(item: Item, story: Story, changed: dict[str, Any], by: dict[str, str]) -> None:
    """A correction, update or kill that the note or a signal states and the headline does not."""
    note = item.values.get("editor_note", "")
    if story.mark is not None and story.mark.kind not in ("LEAD", "UPDATE", "RECAST"):
        return
    number = story.mark.number if story.mark else None
    said = next((kind for s in item.values.get("signals", ()) if (kind := SIGNALS.get(s))), None)
    opening = _opening(item)
    if said:
        changed["mark"], by["mark"] = Mark(said, number), item.by["signals"]
    elif opening and opening.kind in ("CORRECTED", "REFILE"):
        changed["mark"], by["mark"] = Mark(opening.kind, number), item.by["editor_note"]
    elif re.match(r"(?i)corrects?\b|in .{0,20}story,? corrects", note):
        changed["mark"], by["mark"] = Mark("CORRECTED", number), item.by["editor_note"]


def _filed(item: Item, story: Story, changed: dict[str, Any], by: dict[str, str]) -> None:
    """The dateline: the copy's own, else as stated; the first version's day where neither has one.

    Later versions keep the words of the first ("on Monday"), so its day is what they count from.
    """
    line: Dateline | None = story.dateline
    words = item.values.get("filed")
    match = _FILED.fullmatch(words) if words and line is None else None
    if match and (match["place"].strip() or match["date"]):
        named = match["agency"] and (agency_named(match["agency"]) or match["agency"])
        line = Dateline(match["place"].strip(" ,") or None, _day(match["date"], story), named)
        by["dateline"] = item.by["filed"]
        if named and story.agency is None and "agency" not in changed:
            changed["agency"], by["agency"] = named, item.by["filed"]
    line = line or changed.get("dateline")
    created = item.values.get("created")
    if created and story.published and created[:10] != story.published[:10] and not (line and line.date):
        line = replace(line, date=created[:10]) if line else Dateline(date=created[:10])
        by.setdefault("dateline", item.by["created"])
        by["dateline.date"] = item.by["created"]
    if line:
        changed["dateline"] = line


def _day(words: str | None, story: Story) -> str | None:
    """YYYY-MM-DD of a printed day, its year from the publication date; None where there is none."""
    whole = parse_date(words) if words else None
    if whole:
        return whole.isoformat()
    day = parse_day(words) if words else None
    found = year_of(day, "", story.published, story.url) if day else None
    return f"{found[0]:04d}-{day[0]:02d}-{day[1]:02d}" if day and found else None


def _withdrawn(story: Story, kind: str, body: str, item: Item) -> Story:
    """A notice in place of the story: the words that must not be used are listed as removed."""
    by = dict(story.by)
    stated = "status" if str(item.values.get("status", "")).rpartition(":")[2].lower() in STATUS else "signals"
    by["mark"] = item.by.get(stated) or item.by["editor_note"]
    by["text"] = f"{by['mark']}; a withdrawn item has no text"
    rule = f"{item.format}.withdrawn"
    removed = (Removed(body, 0, len(body), rule),) if body.strip() else ()
    return replace(story, text="", origin=(), removed=removed, mark=Mark(kind), by=by)
