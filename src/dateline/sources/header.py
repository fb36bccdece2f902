"""What stands above the body of agency copy: slug, headline, editor's note, byline, dateline."""

import re
from dataclasses import replace

from dateline.records import Mark
from dateline.sources.agencies import KNOWN_AGENCY, agency_named
from dateline.sources.datelines import Found, read_dateline
from dateline.sources.dates import FULL_DATE, WEEKDAY, parse_moment
from dateline.sources.draft import Draft
from dateline.sources.marks import mark_named, read_marks
from dateline.sources.notes import editors_note
from dateline.sources.passages import Passage

_TOP = 14  # passages looked at for a dateline: slug, headline, deck, note, byline, bullets
_LONGEST_HEADLINE = 220
_PROSE = 140  # a line this long after a shorter one is body text, not a second headline

_CODE_LINE = re.compile(
    r"\^|Editors?\s?:\s?\w+(?:,? \w+)?|[a-z] [a-z] (?:BC|AM|PM|AP)-|[A-Z]{1,2}\d{4}\b(?: [a-z]{1,2})*"
    r"|ZCZC\b.*|AP-[A-Z]{2}-\d.*"
    r"|\d{3,6}(?:,\s?\d{3,6})*"
    r"|(?:TOP|URGENT|BULLETIN|ATTENTION|Attention)(?: EDITORS?| Editors?)?$"
)
_SLUG = re.compile(
    r"(?:BC|AM|PM|AP|US|EU|UN|ML|AS|AF|LT|CB|CN|REL|FIN)-{1,3}[A-Z][^.]{1,70}"
    r"|[A-Z][\w&.-]*/(?:[\w&-]*)(?:\s?\([A-Z0-9 ,.&/+-]{2,60}\))?\s?=?"
    r"|[A-Za-z][\w.]*(?:-[\w.]+){2,7}(?:,\s?[\w -]{3,25})?"
)
_RELEASE = re.compile(r".{0,260}?\bFor Immediate Release\b[:.]?(?:\s*Download PDF)?", re.IGNORECASE)
_RELEASE_LINE = re.compile(
    r"(?:(?:Release|Release No\.?|No\.?|Ref\.?)\s?:?\s?)?\d{2,4}[-/]\d{2,4}(?:[-/][\w]{1,5}){0,3}"
    r"|(?:NEWS|PRESS|MEDIA) RELEASE|(?:News|Press|Media) (?:Release|Statement)|Download PDF|\[[\w/ ]+\]"
    r"|[\w ,.&'’()-]{3,60}\b(?:Command|Ministry|Department|Office|Embassy|Headquarters|Affairs)"
    r"(?:\s?[-–—,]\s?[A-Z][\w ]{2,30})?"
)
_LABEL = r"(?:Published|Posted|Updated|Last updated|Issued|Date|Released|First published)"
_CLOCK = r"(?:[\s,|/–-]*(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}\)?)?)?"
_DATE_LINE = re.compile(
    rf"(?:{_LABEL}\s?(?:on|:)?\s?)?(?:{_CLOCK},?\s)?(?:{WEEKDAY},?\s)?(?P<date>{FULL_DATE}){_CLOCK}\.?",
    re.IGNORECASE,
)
_NO_PERSON = rf"(?!{KNOWN_AGENCY}\b|Associated\b|Staff\b|Special\b|Senior\b)"
_PERSON = _NO_PERSON + (
    r"(?:[A-ZÀ-Þ][\w'’.-]*)(?:\s(?:(?:de|van|von|der|den|bin|al|el|da|dos|le|la)\s)?[A-ZÀ-Þ][\w'’.-]*){1,4}"
)
_BYLINE = re.compile(
    rf"(?:By|by|BY)\s(?P<who>(?:Xinhua [Ww]riters? )?{_PERSON}(?:(?:,\s|\sand\s|\s&\s|,\sand\s"
    rf"|\swith\s){_PERSON}){{0,5}}"
    rf"|(?:The )?{KNOWN_AGENCY}(?: Staff| staff)?)"
    rf"(?:,?\s(?P<desk>(?:in\s[A-Z][\w ,-]{{2,40}}|(?:The )?{KNOWN_AGENCY}(?:\s\w+){{0,2}}|Staff \w+)))?=?"
)
_BYLINE_TITLE = re.compile(
    rf"(?:(?:The )?{KNOWN_AGENCY}|Staff|Senior|Special|Political|Diplomatic|Foreign|National)(?:\s\w+){{0,3}}"
    r"\s(?:Writers?|Correspondents?|Reporters?|Editors?)=?|Staff (?:Writer|Reporter)"
)
_AGENCY_LINE = re.compile(rf"(?:Source\s?:\s?)?(?:The )?{KNOWN_AGENCY}(?:, (?:The )?{KNOWN_AGENCY})?")
_PHOTO_LIST = re.compile(r"\^?AP (?:Photos?|Video|Graphic)s? [A-Z0-9 ,\-]{5,80}[.<]?")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){1,4}$|\b(?:Jr|Sr|Inc|Co|Ltd|Corp|No|etc)\.$|\.\.\.$|…$")


def read_header(draft: Draft, headline: str | None, headline_by: str) -> None:
    """Take everything above the body out of `draft`; `headline` is known for pages and records."""
    if headline:
        _learn_known_headline(draft, headline, headline_by)
    _strip_anpa(draft)
    at = _strong_dateline(draft)
    index = 0
    while index < len(draft.passages) and index < _TOP:
        if index == at:
            break
        taken = _take_line(draft, index, has_dateline=at is not None)
        if taken:
            at = at - 1 if at is not None else None
            continue
        if at is None:
            break
        index += 1  # a deck or a bullet above the dateline stays in the text
    _take_dateline(draft, at if at is not None else 0)


def _learn_known_headline(draft: Draft, headline: str, by: str) -> None:
    line = Passage(headline, ())
    marked = read_marks(line)
    draft.learn("headline", marked.headline.text or headline, by)
    draft.learn("mark", marked.mark, "wire.mark")
    draft.learn("genre", marked.genre, "wire.genre")


def _strip_anpa(draft: Draft) -> None:
    """ANPA copy closes header lines with `<` and opens them with `^`: cut both, for the rules below."""
    top = draft.passages[:_TOP]
    if not any(re.fullmatch(r"\^.{1,300}[<=]|(?:BC|AM|PM|AP)-.{1,200}<|.{3,200} =", p.text) for p in top):
        return
    for index in range(len(top) - 1, -1, -1):
        text = draft.passages[index].text
        if re.search(r"[<=]$", text):
            draft.trim(index, len(text.rstrip("<= ")), len(text), "wire.anpa-mark")
        if index < len(draft.passages) and draft.passages[index].text.startswith("^"):
            draft.trim(index, 0, 1, "wire.anpa-mark")


def _strong_dateline(draft: Draft) -> int | None:
    for index, passage in enumerate(draft.passages[:_TOP]):
        if read_dateline(_after_byline(passage.text)[1], strong=True):
            return index
    return None


def _take_line(draft: Draft, index: int, *, has_dateline: bool) -> bool:
    """Whether the passage at `index` is a header line; if so it is out, or its header part is."""
    passage = draft.passages[index]
    by = _learn_from(draft, passage, index)
    if by:
        draft.passages.pop(index)
        draft.take(passage, by)
        return True
    release = _RELEASE.match(passage.text)
    if release:
        draft.trim(index, 0, release.end(), "wire.release-header")
        # What follows in the same line is looked at anew, so nothing moved up.
        return release.end() == len(passage.text) or not has_dateline
    if "headline" not in draft.values and _is_headline(draft, index, has_dateline):
        return _take_headline(draft, index)
    return False


def _learn_from(draft: Draft, passage: Passage, index: int) -> str | None:
    """The rule by which a whole passage is a header line; what it says is learnt."""
    text = passage.text
    if len(text) > 600:
        return None
    banner = mark_named(text.strip("()[]*: "))
    if banner:
        draft.learn("mark", banner, "wire.mark-line")
        return "wire.mark-line"
    note = editors_note(text)
    if note:
        for change in note.changes:
            draft.values.setdefault("changes", []).append(change)
        draft.note(note.text, note.by)
        return note.by
    known = draft.values.get("headline")
    if known and _same_words(text, known):
        return "wire.headline-repeat"
    if _PHOTO_LIST.fullmatch(text):
        return "wire.photo-list"
    if "slug" not in draft.values and _is_slug(draft, index):
        draft.learn("slug", re.split(r",|\s?\(", text.rstrip("= "))[0], "wire.slug")
        _learn_slug_marks(draft, text)
        return "wire.slug"
    if _CODE_LINE.fullmatch(text):
        return "wire.code-line"
    day = _DATE_LINE.fullmatch(text)
    if day:
        draft.learn("published", parse_moment(day["date"]), "text.date-line")
        return "text.date-line"
    return _learn_byline(draft, text)


def _learn_byline(draft: Draft, text: str) -> str | None:
    byline = _BYLINE.fullmatch(text) if len(text) < 200 else None
    if byline:
        draft.learn("byline", byline["who"].strip("= "), "wire.byline")
        return "wire.byline"
    if _BYLINE_TITLE.fullmatch(text):
        return "wire.byline-title"
    if _AGENCY_LINE.fullmatch(text):
        draft.learn(
            "credited",
            agency_named(re.sub(r"^(?:Source\s?:\s?)?(?:The )?|,.*", "", text)),
            "wire.agency-line",
        )
        return "wire.agency-line"
    return "wire.release-header" if _is_release(draft) and _RELEASE_LINE.fullmatch(text) else None


def _is_release(draft: Draft) -> bool:
    """Whether this is a press release: a number of one or "For Immediate Release" near the top."""
    known = any(r.by == "wire.release-header" for r in draft.removed)
    return known or any(
        re.search(r"For Immediate Release|^(?:Release:? ?)?\d{4}-\d\d-[A-Z]{1,2}-\d{3}\b", p.text[:260])
        for p in draft.passages[:5]
    )


def _is_slug(draft: Draft, index: int) -> bool:
    text = draft.passages[index].text
    if len(text) > 90 or not _SLUG.fullmatch(text) or index + 1 >= len(draft.passages):
        return False
    if "/" in text or re.match(r"[A-Z]{2,3}-", text):
        return True
    # "tit-for-tat" could be a headline; a slug stands above one.
    return len(draft.passages) > index + 2 and len(draft.passages[index + 1].text) <= _LONGEST_HEADLINE


def _learn_slug_marks(draft: Draft, slug: str) -> None:
    """Marks behind a comma or in brackets: "BC-X--Talks, 1st Ld-Writethru,416", "IRAN-X/ (UPDATE 1)"."""
    found: Mark | None = None
    for words in re.split(r"[,()]", slug)[1:]:
        mark = mark_named(words.strip(" =<"))
        if mark and (found is None or mark.kind in ("CORRECTED", "KILL", "WITHDRAWN")):
            found = mark if found is None or mark.number else replace(mark, number=found.number)
    draft.learn("mark", found, "wire.slug")


def _is_headline(draft: Draft, index: int, has_dateline: bool) -> bool:
    text = draft.passages[index].text
    marked = read_marks(draft.passages[index])
    if len(text) > _LONGEST_HEADLINE or not marked.headline.text:
        return False
    if marked.mark or (marked.genre and has_dateline):
        return True
    stopped = re.search(r"[.;:,]$", text) and not _ABBREVIATION.search(text)
    if stopped or not re.match(r"[\"“‘'(\[]?[\w$€£¥#@]", text) or index + 1 >= len(draft.passages):
        return False
    if has_dateline:
        return True
    # Without a dateline only the look of it speaks: short, no stop, a blank line or long text below.
    following = draft.passages[index + 1]
    words = len(text.split())
    looks = 3 <= words <= 22 and len(text) <= 150 and not text.endswith(("!", "-", "–", "—"))
    heads = _is_header_line(draft, following.text)
    below = heads or following.after_blank or len(following.text) >= max(_PROSE, 2 * len(text))
    return looks and below and (len(following.text) > len(text) or heads)


def _is_header_line(draft: Draft, text: str) -> bool:
    shapes = (_BYLINE, _DATE_LINE, _AGENCY_LINE, _RELEASE)
    if len(text) < 600 and (any(shape.fullmatch(text) for shape in shapes) or editors_note(text)):
        return True
    return bool(_RELEASE.match(text)) or (_is_release(draft) and bool(_RELEASE_LINE.fullmatch(text[:200])))


def _take_headline(draft: Draft, index: int) -> bool:
    marked = read_marks(draft.passages.pop(index))
    draft.headline = marked.headline
    for passage, by in marked.taken:
        draft.take(passage, by)
    credit = re.search(rf"\s+[(\[]({KNOWN_AGENCY})[)\]]$", marked.headline.text)
    if credit:
        draft.headline = marked.headline.cut(0, credit.start())
        draft.take(marked.headline.cut(credit.start()), "wire.agency-credit")
        draft.learn("credited", agency_named(credit[1]), "wire.agency-credit")
    draft.take(draft.headline, "wire.headline")
    draft.learn("headline", draft.headline.text, "wire.headline")
    draft.learn("mark", marked.mark, "wire.mark")
    draft.learn("genre", marked.genre, "wire.genre")
    return True


def _after_byline(text: str) -> tuple[int, str]:
    """Where `text` goes on after a byline in the same line, and what stands there."""
    byline = re.match(rf"By\s{_PERSON}(?:(?:,\s|\sand\s){_PERSON})?\s+(?=[A-Z]{{3}})", text[:200])
    return (byline.end(), text[byline.end() :]) if byline else (0, text)


def _take_dateline(draft: Draft, index: int) -> None:
    if index >= len(draft.passages):
        return
    text = draft.passages[index].text
    skip, rest = _after_byline(text)
    found: Found | None = read_dateline(rest, colon="credited" in draft.values)
    if not found and skip:
        skip, found = 0, read_dateline(text)
    if not found:
        return
    if skip:
        draft.learn("byline", text[:skip].removeprefix("By ").strip(), "wire.byline")
    draft.trim(index, 0, skip + found.end, found.by)
    draft.learn("dateline", found.dateline, found.by)
    draft.learn("agency", found.dateline.agency, found.by)


def _same_words(one: str, other: str) -> bool:
    """Whether two headlines say the same, marks, quotes and case aside."""
    if abs(len(one) - len(other)) > 60:
        return False
    first, second = (re.findall(r"\w+", read_marks(Passage(t, ())).headline.text.lower()) for t in (one, other))
    return first == second
