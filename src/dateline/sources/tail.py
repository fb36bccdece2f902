"""What stands below the body of agency copy: end marks, contacts, credits, rights."""

import re

from dateline.sources.draft import Draft
from dateline.sources.notes import correction_note
from dateline.sources.passages import Passage

_MAIL = r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,12}"
_PHONE = r"(?:\+|\(?0)\d[\d ()/.-]{6,20}"
_CONTACT = re.compile(
    rf"[(\[<]?(?:(?:e-?mails?|contacts?|mail|reach|tel|phone|write to)\b[^@]{{0,60}}?[:\s]\s*)?(?:By |by )?"
    rf"(?:[A-Z][\w .'’-]{{2,40}}[,:]?\s?[(<]?)?{_MAIL}(?:[)>\s,;/|&]+(?:and )?(?:{_MAIL}"
    rf"|{_PHONE}))*[)>\]]?\.?",
    re.IGNORECASE,
)
_AP_STAMP = re.compile(r"AP-[A-Z]{2}-([01]\d)-([0-3]\d)-(\d\d) ([0-2]\d)([0-5]\d)GMT<?")
_DOUBLE_BRACKETS = re.compile(r"\(\([^()]{3,200}(?:\([^()]*\)[^()]*)*\)\)")  # Reuters
_END = re.compile(
    r"[(\[]?(?:END|ENDS|Ends|End|ENDIT|Enditem|ENDITEM|endit|NNNN)[)\]]?\.?|-{1,2}\s?(?:30|0|ENDS?"
    r"|End)\s?-{1,2}"
    r"|#\s?#\s?#(?:\s?#)*|=+\s?(?:Kyodo|END)|==|--(?:END|KYODO|IANS|ANI)--?|_{3,}|-{4,}|={4,}|\*(?:\s?\*){2,}"
    r"|AP-[A-Z]{2}-\d\d-\d\d-\d\d \d{4}(?:GMT|EST|EDT)?<?|\(?(?:Xinhua|XINHUA)/?\)?\s?Enditem|(?:ENDS?"
    r"|end)/\w+"
    r"|\d{6} (?:GMT )?[A-Z]{3} \d\d|\d{4}(?:GMT| GMT)",
)
# AFP and dpa close with the initials of author and editor: "abc/def", "burs-abc/de/fgh", "dpa ab xyz".
_INITIALS = re.compile(
    r"(?:burs-?)?(?:[a-z]{2,5}-)?[a-z]{2,6}(?:-[a-z]{2,5})*(?:/[a-z]{1,6}){1,4}|burs(?:-[a-z]{2,5})+"
    r"|dpa(?: [a-z]{2,4}){2,5}|[a-z]{2} [a-z]{2}"
)
_END_IN_LINE = re.compile(r"(?<=[.!?\"”’)])\s*(?:[■◼]|Enditem|ENDITEM|\(END\)|\(ENDS\)|ENDS|-30-|#\s?#\s?#|NNNN)\.?$")
_STAFF = (
    r"(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslat(?:ed|ing)"
    r"|[Pp]roduction"
    r"|[Rr]eported|[Ww]ritten|[Ee]dited|[Cc]overage)"
)
_REPORTING = re.compile(
    rf"[(\[]?\s*{_STAFF}(?: and {_STAFF})* by [A-Z].{{2,500}}?[)\]]?\.?|\(With (?:inputs?|files|reporting"
    rf"|agency).{{3,120}}\)"
    rf"|{_STAFF} by:? [A-Z].{{2,300}}",
    re.DOTALL,
)
_WHO_REPORTED = re.compile(
    r"(?:[Rr]eporting|[Rr]eported|[Ww]riting|[Ww]ritten) by:?\s(?P<who>[^;()]{3,160}?)\s*(?:[;)]|$)"
)
_CONTRIBUTED = re.compile(
    r"The Associated Press(?: [\w ]{2,60})? receives (?:financial )?support .{3,300}|"
    r"(?:_+\s*)?(?:[A-Z][\w .,'’-]{2,40}|The )?.{0,200}\b(?:contributed to this (?:report|story|article)"
    r"|contributed reporting)\b.{0,80}"
    r"|(?:_+\s*)?(?:Follow|Find) (?:AP|AFP|Reuters"
    r"|[A-Z][\w'’-]+ [A-Z][\w'’-]+)(?:['’]s)?\b.{0,160}(?:Twitter|X|https?:|www|@|twitter|apnews).{0,120}"
    r"|(?:_+\s*)?More AP .{3,80}: https?:.{3,120}|Follow (?:us|the author)\b.{0,120}|(?:On )?Twitter: @\w+",
)
_PRIVATE = re.compile(
    r"(?:\W{0,3})(?:The following (?:information|details|text) (?:is|are) not (?:intended )?for publication"
    r"|NOT FOR PUBLICATION"
    r"|(?:dpa )?(?:Editorial|editorial) contacts?|Note to editors: not for publication"
    r"|Notes? to (?:the )?(?:editors?|desks?):?"
    r"|##? ?(?:dpa|Internet|Notebook|Editorial|Notes).{0,40})\W{0,3}.*",
    re.IGNORECASE | re.DOTALL,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|Copyright\b|COPYRIGHT\b|<?Copyrights?\s?\(c\)|All [Rr]ights [Rr]eserved|<?저작권).{0,400}",
    re.DOTALL,
)
_RIGHTS = re.compile(
    r"[^.©]*(?:\bmay not be (?:published|reproduced|broadcast|redistributed)|(?:No|Any"
    r"|without) (?:unauthorized )?"
    r"(?:reproduction|redistribution|permission)|[Ff]or (?:editorial )?use only|Unauthori[sz]ed|prohibited"
    r"|No [Rr]eproduction"
    r"|No [Rr]edistribution)[^.]*\.?"
)


def read_tail(draft: Draft) -> None:
    """Take what stands below the body out of `draft`, and end marks wherever they stand alone."""
    _cut_private_part(draft)
    count = len(draft.passages)
    order = {id(passage): index for index, passage in enumerate(draft.passages)}
    draft.drop(lambda passage: _tail_line(draft, passage, count - order[id(passage)]))
    while draft.passages:
        index = len(draft.passages) - 1
        text = draft.passages[index].text
        match = _END_IN_LINE.search(text[-40:])
        if not match:
            break
        draft.trim(index, len(text) - len(match[0]), len(text), "wire.end")


def _cut_private_part(draft: Draft) -> None:
    """dpa: from "The following information is not for publication" on nothing is body text."""
    for index, passage in enumerate(draft.passages):
        # Above the body it would be a note to editors, which the header reads.
        if index < 2 or len(passage.text) > 400 or not _PRIVATE.fullmatch(passage.text):
            continue
        cut = draft.passages[index:]
        draft.passages = draft.passages[:index]
        contacts = []
        for private in cut:
            by = _tail_line(draft, private, 1) or "wire.not-for-publication"
            draft.take(private, by)
            if re.search(rf"{_MAIL}|{_PHONE}", private.text):
                contacts.append(private.text)
        draft.learn("contact", "\n".join(contacts) or None, "wire.not-for-publication")
        return


def _tail_line(draft: Draft, passage: Passage, from_end: int) -> str | None:
    """The rule by which `passage` is no body text; `from_end` is 1 for the last one."""
    text = passage.text
    if len(text) > 700:
        return None
    stamp = _AP_STAMP.fullmatch(text)
    if stamp:
        month, day, year, hour, minute = stamp.groups()
        draft.learn("published", f"20{year}-{month}-{day}T{hour}:{minute}:00+00:00", "wire.stamp")
        return "wire.stamp"
    if _END.fullmatch(text):
        return "wire.end"
    if "@" in text and (_CONTACT.fullmatch(text) or _DOUBLE_BRACKETS.fullmatch(text)):
        mails = [draft.values.get("contact"), *re.findall(_MAIL, text)]
        draft.values["contact"] = ", ".join(mail for mail in mails if mail)
        draft.by["contact"] = "wire.contact"
        return "wire.contact"
    if _COPYRIGHT.fullmatch(text) or (_RIGHTS.fullmatch(text) and from_end <= 6):
        return _learn_rights(draft, text)
    return _credits(draft, text) if from_end <= 14 else None


def _credits(draft: Draft, text: str) -> str | None:
    if _REPORTING.fullmatch(text):
        who = _WHO_REPORTED.search(text)
        draft.learn("reporters", who["who"].strip(" .") if who else None, "wire.reporting-by")
        return "wire.reporting-by"
    if _INITIALS.fullmatch(text):
        return "wire.initials"
    if _CONTRIBUTED.fullmatch(text):
        return "wire.contributors"
    note = correction_note(text)
    if note:
        draft.note(note.text, note.by)
        draft.values.setdefault("changes", []).extend(note.changes)
        draft.learn("corrected", True, note.by)
        return note.by
    return None


def _learn_rights(draft: Draft, text: str) -> str:
    terms = _RIGHTS.search(text)
    if _COPYRIGHT.fullmatch(text):
        draft.learn("copyright", text.strip("<> "), "wire.copyright")
    if terms:
        draft.learn("usage_terms", terms[0].strip(" <>"), "wire.usage-terms")
    return "wire.copyright" if _COPYRIGHT.fullmatch(text) else "wire.usage-terms"
