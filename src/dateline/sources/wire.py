"""The wire reading: raw text of a report in, a Story out. Open first; the rules are beside it.

Every rule needs something that shows it applies: prose that is no agency copy stays as it is.
Whatever is taken out is listed in Story.removed, with its place in the input and the rule's name.
"""

import hashlib
import re
from dataclasses import dataclass, replace

from dateline.language import identify
from dateline.records import Dateline, Mark, Segment, Story
from dateline.sources.agencies import agency_named
from dateline.sources.captions import take_captions
from dateline.sources.dates import year_of
from dateline.sources.draft import Draft
from dateline.sources.embargo import embargo_until
from dateline.sources.furniture import take_furniture
from dateline.sources.header import read_header
from dateline.sources.notes import is_embargo
from dateline.sources.passages import compose, passages
from dateline.sources.tail import read_tail

_NOTICES = ("KILL", "HOLD", "WITHDRAWN")
_OF_A_NOTICE = re.compile(
    r"\b(?:kill(?:ed)?|withdr[ae]wn?|retract(?:ed|s)?|disregard|do not (?:use|publish)"
    r"|should not be (?:used|published)"
    r"|hold(?:ing)?|substitute (?:story|item)|advisory)\b",
    re.IGNORECASE,
)
_PLEASE_KILL = re.compile(
    r"(?:(?:Editors|Eds|Clients|Subscribers|Attention)\b.{0,40})?\b(?:please )?(?P<verb>kill|killing|withdraw"
    r"|disregard|hold|do not use)\b"
    r" (?:the|our|this|all|any)?\b.{0,60}\b(?:story|item|report|dispatch|versions?|takes?|alert|urgent)\b"
    r"|(?:The )?[A-Z][\w ]{2,30} (?:has|have) (?:withdrawn|retracted|killed) (?:its|this"
    r"|the) .{0,40}(?:story|report|item)",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(r"[\"“](?P<title>[^\"”]{12,200})[,.]?[\"”]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a report besides its text; `by` names for each value where it comes from."""

    id: str | None = None
    headline: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    byline: str | None = None
    publication: str | None = None
    copyright: str | None = None
    by: dict[str, str] | None = None


def read_wire(source: str, known: Known, *, published: str | None = None, wrapped: bool = True) -> Story:
    """The story in `source`; `published` dates reports that carry no date; see the records for fields.

    `wrapped` puts lines together again that were broken at a column (not wanted for pages).
    """
    by = dict(known.by or {})
    draft = Draft(source, passages(source, wrapped=wrapped))
    take_furniture(draft)
    read_tail(draft)
    take_captions(draft)
    read_header(draft, known.headline, by.pop("headline", "headline"))
    _read_notice(draft)
    _correct_mark(draft)
    text, origin = compose(draft.passages, source)
    if _is_alert(draft):
        text, origin = _headline_only(draft, by)
    return _story(draft, replace(known, by=by), published, Story(id="", text=text, origin=origin))


def _read_notice(draft: Draft) -> None:
    """A kill, hold or withdrawal: its words are no report but the reason, kept as editor's note."""
    mark: Mark | None = draft.values.get("mark")
    asks = next((m for p in draft.passages[:3] if (m := _PLEASE_KILL.match(p.text[:300]))), None)
    if mark is None or mark.kind not in _NOTICES:
        if not asks or "dateline" in draft.values:
            return
        kind = "HOLD" if (asks["verb"] or "").lower() == "hold" else "KILL"
        draft.values["mark"] = Mark(kind, mark.number if mark else None)
        draft.by["mark"] = "wire.kill-notice"
    kept = []
    for passage in draft.passages:
        # Below a dateline the killed story itself may follow, which is no reason.
        if "dateline" in draft.values and not _OF_A_NOTICE.search(passage.text):
            kept.append(passage)
            continue
        draft.take(passage, "wire.kill-notice")
        draft.note(passage.text, "wire.kill-notice")
    draft.passages = kept
    quoted = _QUOTED.search("\n".join(draft.notes))
    draft.learn("headline", quoted["title"].rstrip(",.") if quoted else None, "wire.kill-notice")


def _correct_mark(draft: Draft) -> None:
    """A note that corrects makes a correction of a story whose headline has no mark."""
    corrects = any(re.match(r"(?i)corrects?\b|in .{0,20}story,? corrects", note) for note in draft.notes)
    if corrects or draft.values.get("corrected"):
        draft.learn("mark", Mark("CORRECTED"), "wire.editors-note")


def _is_alert(draft: Draft) -> bool:
    """Whether the report is a headline and no more; a line alone without a stop is one, too."""
    mark: Mark | None = draft.values.get("mark")
    if not draft.passages:
        return "headline" in draft.values and not (mark and mark.kind in _NOTICES)
    if len(draft.passages) > 1 or "headline" in draft.values or "dateline" in draft.values:
        return False
    text = draft.passages[0].text
    return len(text) <= 150 and len(text.split()) >= 4 and not re.search(r"[.!?:;,\"”’)]$", text)


def _headline_only(draft: Draft, by: dict[str, str]) -> tuple[str, tuple[Segment, ...]]:
    """An alert is a headline and no more: that is its text."""
    by["text"] = "; ".join([by["text"], "wire.headline-only"] if "text" in by else ["wire.headline-only"])
    if draft.passages:
        draft.headline = draft.passages[0]
        draft.learn("headline", draft.headline.text, "wire.headline-only")
    elif draft.headline is None:
        return str(draft.values["headline"]), ()
    draft.removed = [r for r in draft.removed if r.by not in ("wire.headline", "wire.headline-repeat")]
    return compose([draft.headline], draft.source)


def _story(draft: Draft, known: Known, published: str | None, story: Story) -> Story:
    """All that was learnt, put into one record."""
    values, by = draft.values, dict(known.by or {})
    by = {**draft.by, **by} if known.by else dict(draft.by)
    dateline, published = _dates(draft, known, published, by)
    if "agency" not in values and values.get("credited"):
        values["agency"], by["agency"] = values["credited"], "wire.agency-credit"
    if "agency" not in values and known.byline and agency_named(known.byline):
        values["agency"], by["agency"] = agency_named(known.byline), "byline"
    if "byline" not in values and not known.byline and values.get("reporters"):
        values["byline"], by["byline"] = values["reporters"], "wire.reporting-by"
    headline = values.get("headline")
    note = "\n".join(draft.notes) or None
    told = identify(story.text or f"{headline or ''}\n{note or ''}")
    language = known.language or (told[0] if told else None)
    if told and not known.language:
        by["language"] = told[1]
    identity = known.url or f"{headline or ''}\n{story.text or note or ''}"
    if not known.id:
        by["id"] = "sha256.url" if known.url else "sha256.headline-and-text"
    embargo = next((n for n in draft.notes if is_embargo(n)), None)
    if embargo:
        by["embargoed"] = "wire.embargo"
    fields = {name for name in by if "." in name or name in Story.__dataclass_fields__}
    return replace(
        story,
        id=known.id or hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        headline=headline,
        url=known.url,
        language=language,
        published=published,
        dateline=dateline,
        byline=values.get("byline") or known.byline,
        agency=values.get("agency"),
        mark=values.get("mark"),
        genre=values.get("genre"),
        slug=values.get("slug"),
        editor_note=note,
        changes=tuple(dict.fromkeys(values.get("changes", ()))),
        captions=tuple(draft.captions),
        contact=values.get("contact"),
        usage_terms=values.get("usage_terms"),
        publication=known.publication,
        copyright=known.copyright or values.get("copyright"),
        embargoed=embargo_until(embargo, published) if embargo else None,
        removed=tuple(sorted(draft.removed, key=lambda r: (r.start, r.end))),
        by={name: by[name] for name in sorted(fields)},
    )


def _dates(draft: Draft, known: Known, published: str | None, by: dict[str, str]) -> tuple[Dateline | None, str | None]:
    """The dateline with its year, and the publication date: metadata, argument, then dateline."""
    dateline: Dateline | None = draft.values.get("dateline")
    if known.published:
        stated: str | None = known.published
    elif "published" in draft.values:
        stated = draft.values["published"]
    else:
        stated = published
        if published:
            by["published"] = "argument"
    if dateline and dateline.date and dateline.date.startswith("--"):
        day = (int(dateline.date[2:4]), int(dateline.date[5:7]))
        found = year_of(day, draft.source, stated, known.url)
        if found:
            dateline = replace(dateline, date=f"{found[0]:04d}{dateline.date[1:]}")
            by["dateline.date"] = found[1]
        else:
            by["dateline.date"] = "wire.year-unknown"
    if not stated and dateline and dateline.date and not dateline.date.startswith("--"):
        stated, by["published"] = dateline.date, "wire.dateline"
    return dateline, stated
