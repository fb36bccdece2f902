"""Notes to editors: what changed in this take, corrections, embargoes, kills."""

import re
from typing import NamedTuple

_VERBS = (
    "ADDS?|UPDATES?|RECASTS?|CORRECTS?|CHANGES?|TRIMS?|INSERTS?|REWRITES?|REFILES?|REPEATS?|REMOVES?|DELETES?|"
    "CLARIFIES|RESTORES?|FIXES|RELEADS?|EDITS?|INCORPORATES?|DROPS?|COMBINES?|RETOPS?|AMENDS?|REPLACES?|"
    "RESENDS?|MAKES?|ATTRIBUTES?|LEADS?|SUBS?|WRITES? THROUGH|RAISES?|EXPANDS?|REPHRASES?|ATTN|UPGRADES?"
)
_LABELLED = re.compile(
    r"[(\[]?\s*(?:ATTN|Attn|Eds?|EDS|ED|Editors?|EDITORS?|Editor['’]s? [Nn]ote|EDITOR['’]S NOTE"
    r"|Note to [Ee]ditors"
    r"|NOTE TO EDITORS|Attention [Ee]ditors|ATTENTION EDITORS|ATTENTION"
    r"|Subs)\s?[:–—-]+\s*(?P<note>.+?)\s*[)\]]?<?",
    re.DOTALL,
)
_DASHED = re.compile(rf"-{{2,3}}\s?(?P<note>(?:{_VERBS})\b.+?)\s?-{{2,3}}", re.IGNORECASE | re.DOTALL)
_BRACKETED = re.compile(
    rf"\((?P<note>(?:(?:{_VERBS})\b|In (?:the )?(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}} )?story\b"
    rf"|This (?:[A-Z][a-z]+\.? \d{{1,2}} )?(?:story|version|item)\b|(?:Corrected|Refiled|Repeated) )[^()]*"
    r"(?:\([^()]*\)[^()]*)*)\)\.?",
    re.IGNORECASE | re.DOTALL,
)
# Without brackets only in capitals, or in the list form Reuters puts under its headlines.
_BARE = re.compile(
    rf"(?P<note>(?=[A-Z]+S\b)(?:{_VERBS})\s(?:[^.]*|.*paras?(?:graphs?)? .*))|(?P<list>(?:Adds|Updates"
    rf"|Recasts|Corrects|Refiles"
    r"|Rewrites|Repeats) (?:[^.]{3,160}))",
)
_CORRECTED = re.compile(
    r"[(\[_*\s]*(?:(?:CORRECTION|Correction|CLARIFICATION|Clarification)\s?:\s*)?(?:(?:This"
    r"|The) (?:\w+\.? \d{1,2} )?(?:story|version|article|item|dispatch)|(?:A previous"
    r"|An earlier)"
    r" version of this \w+)\b.{0,60}?\b(?:has been|was|is|corrects?|CORRECTS?|updates?|"
    r"incorrectly|misstated|mis\w+ed|gave)\b.*",
    re.DOTALL,
)
_EMBARGO = re.compile(
    r"[(\[*\s]*(?:(?:STRICTLY |UNDER )?EMBARGO(?:ED)?\b|Embargo(?:ed)? (?:until|till|for|to|:)|Under embargo"
    r"|(?:NOT|Not) (?:FOR|for) (?:PUBLICATION|RELEASE|publication|release|broadcast)[\w /]* (?:BEFORE|UNTIL"
    r"|before|until)"
    r"|(?:HOLD|Hold) (?:FOR|for|UNTIL|until) (?:RELEASE|release)|For release (?:at|on|after) ).*",
    re.DOTALL,
)


_EDITOR_NAMED = re.compile(r"Editors?\s?:\s?\w+(?:,? \w+)?")  # Xinhua: "Editor: huaxia"


class Note(NamedTuple):
    """A note to editors, the single changes it lists, and the rule that found it."""

    text: str
    changes: tuple[str, ...]
    by: str


def editors_note(text: str) -> Note | None:
    """The note that the whole passage `text` is, or None; valid above the body only."""
    if len(text) > 600:
        return None
    if is_embargo(text):
        return Note(text.strip("()[]* "), (), "wire.embargo")
    for by, shape in (
        ("wire.editors-note", _LABELLED),
        ("wire.editors-note", _DASHED),
        ("wire.editors-note", _BRACKETED),
        ("wire.editors-note", _BARE),
    ):
        match = shape.fullmatch(text)
        if match and not _EDITOR_NAMED.fullmatch(text):
            words = next(group for group in match.groups() if group).strip(" <=/")
            asks = re.match(r"(?i)(?:please|disregard|kills?|hold|withdraw|do not)\b", words)
            return Note(words, () if asks else changes_in(words), by)
    return correction_note(text)


def is_embargo(text: str) -> bool:
    """Whether the passage says until when the report must not be published."""
    return len(text) < 400 and bool(_EMBARGO.fullmatch(text))


def correction_note(text: str) -> Note | None:
    """The note that says, above or below a body, what was corrected in it."""
    if (
        len(text) < 500
        and _CORRECTED.fullmatch(text)
        and re.search(r"correct|fix|refil|misst|updat", text, re.IGNORECASE)
    ):
        words = text.strip("()[]_ ")
        return Note(words, (words,), "wire.correction-note")
    return None


def changes_in(note: str) -> tuple[str, ...]:
    """The single changes of a note: parted by semicolons, sentences, or a comma before a new verb."""
    parts = re.split(rf";\s*|(?<=[a-z0-9)])\.\s+(?=[A-Z])|,\s+(?:and\s+)?(?=(?:{_VERBS})\b)", note)
    more: list[str] = []
    for part in parts:
        more += re.split(rf",\s+(?=(?:{_VERBS.lower()})\b)", part)
    return tuple(part.strip(" .") for part in more if part.strip(" ."))
