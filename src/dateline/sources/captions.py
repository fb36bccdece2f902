"""Captions that stand among the paragraphs of agency copy, with their credit and usage terms."""

import re

from dateline.records import Caption
from dateline.sources.agencies import KNOWN_AGENCY, agency_named
from dateline.sources.datelines import read_dateline
from dateline.sources.dates import FULL_DATE
from dateline.sources.draft import Draft
from dateline.sources.passages import Passage

_LONGEST = 900
_BRACKETS_AT_END = re.compile(r"\s*\((?P<words>[^()]{2,160})\)\.?$")
_TERMS = re.compile(
    r"\b(?:use only|for use|redistribut|not for sale|no (?:sales?|resale|archives?|usage|commercial)"
    r"|editorial use|"
    r"mandatory credit|all rights|may not be|no third|handout)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    rf"(?:Photo(?:graph)?s?|Image|Picture|Video|Credit|Courtesy)(?: courtesy)?(?: by| of|:"
    rf"| credit:?)\s.{{2,80}}"
    rf"|(?:The )?{KNOWN_AGENCY}(?:[-/ ].{{2,60}})?|(?:AP|AFP|REUTERS|EPA|Reuters) (?:[Pp]hoto|[Vv]ideo"
    rf"|PHOTO)s?\b.{{0,60}}"
    rf"|.{{2,50}}/{KNOWN_AGENCY}|.{{2,60}} via (?:{KNOWN_AGENCY}|Getty Images)|.{{0,60}}\bGetty Images"
    rf"|PHOTO NOT FOR SALE",
)
# A credit without brackets at the end of a caption: "... June 6, 2023. REUTERS/Leonhard Foeger".
_BARE_CREDIT = re.compile(
    r"(?<=[.\"”)!?\d])\s+(?P<words>(?:REUTERS|AFP|EPA|AP|Xinhua|dpa|Reuters)/[A-Z][\w .'’/&-]{2,70}"
    r"|(?:Photo|Image|Picture|Foto|Credit)s?:\s[^.:]{2,60}|[A-Z][\w .'’-]{2,40}/(?:Getty Images"
    r"|Handout[\w ]*)"
    rf"|[A-Z][\w .'’-]{{2,40}}/{KNOWN_AGENCY}|Handout[ /]via[ /]\w+)\.?$"
)
_OPENS = re.compile(
    r"(?:FILE(?:D)?(?: PHOTO| IMAGE| PICTURE)?\s?(?:-|–|—|:|\()|\(FILES?\)|File (?:photo|image|picture)\b"
    r"|FILE PHOTO"
    r"|(?:CAPTION|Caption|PHOTO|Photo caption|PHOTO CAPTION)\s?:"
    rf"|(?:This|An?|The|These)(?: (?:undated|recent|combination|combined|composite|handout|file|screen"
    rf"|satellite|"
    rf"image|video|captured|{KNOWN_AGENCY}|Associated Press|pool|aerial|\d{{4}}))* (?:photo|photos|image"
    rf"|images|photograph|picture|"
    r"grab|screenshot|video image|capture)\b,?(?: \w+,?){0,12}? (?:shows?|showing|released|provided|taken"
    r"|made|captured|"
    r"issued|obtained|grabbed)\b|(?:Undated|Combination) (?:file )?(?:photo|image|picture)s?\b"
    r"|In this (?:[\w.,'’ ]{1,70}?)?(?:photo|image|picture|frame grab|screen ?grab|photograph"
    r"|video)\b.{0,120}?,"
    r"|(?:Photo|Image|Picture) (?:shows|taken|released|provided)\b)"
)
_DESCRIBES = re.compile(
    r"\((?:(?:\d\w\w |[Ff]ar |[Tt]op |[Bb]ottom )?(?:from )?(?:R|L|C|right|left|center|centre|front|back"
    r"|top|bottom)"
    r"(?:, [\w ]{1,20})?|2nd from [RL]|\d\w\w from [RL]|rear|middle)\)"
    r"|\b(?:file|handout|undated|released|this|pool|combination) (?:photo|image|picture)"
    r"|\bphoto (?:released|provided|taken)"
    r"|\b(?:is|are) (?:seen|shown|pictured)\b|, (?:left|right|center|centre|second (?:left|right)),"
)
_PRESENT = re.compile(
    r"\b(?:poses?|attends?|speaks?|waves?|walks?|smiles?|inspects?|shakes? hands|delivers?|holds?|stands?"
    r"|sits?|watch(?:es)?|"
    r"looks?|gestures?|listens?|arrives?|presides?|greets?|rides?|carry|carries|gather|gathers|march(?:es)?"
    r"|rises?|"
    r"works?|search|leaves?|salutes?|signs?|shows?|flutters?|burns?|line up|wait|talks?|meets?)\b"
)


def take_captions(draft: Draft) -> None:
    """Move captions from the passages to `draft.captions`, each once; copies are only listed."""
    seen: set[str] = set()
    kept: list[Passage] = []
    last = len(draft.passages) - 1
    for index, passage in enumerate(draft.passages):
        caption = None
        if index or re.search(r"[.)]$", _part(passage.text)[0]) or _OPENS.match(passage.text):
            # "Japan protests over drills (Kyodo)" on top is a headline.
            caption = _caption(passage.text, is_last=index == last)
        if caption is None:
            kept.append(passage)
            continue
        key = re.sub(r"\W+", "", caption.text).lower()
        draft.take(passage, "wire.caption-repeat" if key in seen else "wire.caption")
        if key not in seen:
            draft.captions.append(caption)
            seen.add(key)
    draft.passages = kept
    if kept:
        _take_agency_credit(draft)


def _caption(text: str, *, is_last: bool) -> Caption | None:
    """`text` as a caption, if something in it shows that it is one."""
    if len(text) > _LONGEST or read_dateline(text, strong=True):
        return None
    body, credit, terms = _part(text)
    opens = bool(_OPENS.match(text))
    named = credit is not None and agency_named(credit) is not None
    full_date = re.search(FULL_DATE, body)
    if not body or not (opens or credit or terms):
        return None
    describes = opens or bool(_DESCRIBES.search(body))
    # "... said. (Yonhap)" closes a paragraph of a caption; as the very last words it may credit
    # the whole report, so there something has to show that a picture is described.
    if opens and (credit or full_date or re.match(r"\(?FILE|CAPTION|Caption|PHOTO", text)):
        return Caption(_without_label(body), credit, terms)
    if not credit:
        return Caption(body, None, terms) if describes and terms else None
    if not named or describes or terms:
        return Caption(_without_label(body), credit, terms)
    pictured = full_date and _PRESENT.search(body)
    return Caption(body, credit, terms) if pictured or not is_last else None


def _part(text: str) -> tuple[str, str | None, str | None]:
    """A paragraph parted into what it says, the credit and the usage terms at its end."""
    credit: str | None = None
    terms: list[str] = []
    while True:
        bare = _BARE_CREDIT.search(text[-90:]) if credit is None else None
        match = _BRACKETS_AT_END.search(text[-170:])
        if bare:
            credit = bare["words"].strip(" .")
            text = text[: len(text) - len(bare[0])].rstrip()
            continue
        if not match:
            break
        words = match["words"].strip()
        if _TERMS.search(words):
            terms.insert(0, words)
        elif credit is None and _CREDIT.fullmatch(words):
            credit = words
        else:
            break
        text = text[: len(text) - len(match[0])].rstrip()
    return text, credit, "; ".join(terms) or None


def _without_label(text: str) -> str:
    return re.sub(r"^(?:CAPTION|Caption|PHOTO CAPTION|Photo caption|PHOTO)\s?:\s*", "", text)


def _take_agency_credit(draft: Draft) -> None:
    """ "... the ministry said. (AFP)" or "— Reuters" at the very end credits the report itself."""
    index = len(draft.passages) - 1
    text = draft.passages[index].text
    match = re.search(
        rf"(?:(?<=[.\"”’!?])\s*\((?P<one>{KNOWN_AGENCY}(?:/{KNOWN_AGENCY})*)\)|(?:(?<=[.\"”’!?])\s*|^)(?:—"
        rf"|–|--?)\s?"
        rf"(?P<two>{KNOWN_AGENCY})|^(?P<three>{KNOWN_AGENCY}))\.?$",
        text[-60:],
    )
    if match and index > 0:
        start = len(text) - len(match[0])
        words = next(group for group in match.groups() if group)
        draft.trim(index, start, len(text), "wire.agency-credit")
        draft.learn("credited", agency_named(words.split("/")[0]), "wire.agency-credit")
