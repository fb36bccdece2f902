"""What sites that republish agency copy put around it: comment forms, share buttons, links, notices."""

import re

from dateline.sources.draft import Draft

# Rule: what the whole line says. Only lines no reporter writes; a line counts as a whole, so
# "Source link" goes and "A source linked to the ministry" stays.
LINES: dict[str, str] = {
    "web.source-link": r"Source links?|Source ?: ?(?:https?://\S+|[\w .]{2,40}(?:\.com|\.org|\.net)?)"
    r"|(?:View|Read) (?:the )?original"
    r"(?: article| source)?|Original (?:article|source).{0,80}|(?:Via|Source):? https?://\S+",
    "web.share": r"Share(?: this)?(?: (?:article|story|post|page|on|via|with).{0,40})?:?|(?:Click to"
    r"|Tap to) (?:share|email|print).{0,80}"
    r"|(?:Share|Tweet|Pin|Print|Email|WhatsApp|Facebook|Twitter|X|LinkedIn|Telegram|Reddit|Pinterest"
    r"|Copy link|Save|Like|Messenger)"
    r"(?:\s*[|•·/,]?\s*(?:Share|Tweet|Pin|Print|Email|WhatsApp|Facebook|Twitter|X|LinkedIn|Telegram|Reddit"
    r"|Pinterest|Copy link|Save))*"
    r"|Like this:?|Like Loading\.*|Loading\.{2,}|\d+ shares?|Listen(?: to this article)?(?: \d+ min\w*)?"
    r"|\d+ min(?:ute)?s? read",
    "web.read-more": r"(?:Also )?Read (?:more|also|next|full story)\b(?:\s*[:|>»-].{0,200})?|(?:ALSO"
    r"|Also) (?:READ|Read|read)\s*[:|-].{0,200}"
    r"|(?-i:READ (?:MORE|ALSO|NEXT)\b.{0,200})|(?:See|Watch) (?:also|more|now)\s*[:|].{0,200}"
    r"|(?-i:WATCH\s?:.{0,200})"
    r"|(?-i:RELATED\b:?.{0,200})"
    r"|Related(?: (?:articles?|stories|posts?|news|topics|coverage|links))?\s?(?::.{0,200})?"
    r"|More (?:on this story|from .{2,40}|stories|news)"
    r"|You (?:may|might) also like:?|Recommended(?: for you| stories)?:?|(?:Most (?:read|popular)"
    r"|Trending)(?: now| stories)?:?"
    r"|(?:Previous|Next) (?:article|post|story)\b.{0,120}|(?:<|«|←)\s?Previous.{0,120}|Tags?\s?:.{0,200}"
    r"|Filed under:?.{0,120}|Topics\s?:.{0,120}",
    "web.newsletter": r"(?:Sign up|Subscribe|Get)\b.{0,90}\b(?:newsletters?|inbox|alerts|updates|briefing"
    r"|channel|notifications)\b.{0,120}"
    r"|Subscribe(?: now| today)?!?|Sign up(?: now| here)?!?|Enter your email(?: address)?.{0,60}"
    r"|Download (?:our|the) .{0,30}app\b.{0,60}"
    r"|(?:Follow|Join|Like) us\b.{0,100}|Newsletter|(?:Support|Donate to) (?:us|our).{0,80}"
    r"|Already a (?:subscriber|member)\?.{0,40}",
    "web.cookie-notice": r"(?:We|This (?:web)?site|Our (?:web)?site|By (?:continuing|using"
    r"|clicking)).{0,120}\bcookies?\b.{0,300}"
    r"|(?:Accept|Reject|Manage|Allow)(?: all)?(?: cookies| preferences| settings)?|Cookie (?:settings"
    r"|policy|preferences)|Privacy policy"
    r"|Terms (?:of (?:use|service)|and conditions)",
    "web.advertisement": r"Advertise?ments?|ADVERTISEMENTS?|Sponsored(?: content)?"
    r"|Story continues below(?: advertisement)?"
    r"|(?:Article|Story) continues (?:below|after).{0,40}|Skip (?:to|ad).{0,30}|Promoted|AD",
    "web.republisher-note": r"\(?(?:This|The) (?:story|article|report|news) (?:has (?:not )?been|was"
    r"|is) (?:not )?(?:edited|published|"
    r"auto-?generated|syndicated|reproduced|republished|taken).{0,200}|\(?(?:Except for the"
    r"|Only the) headline.{0,200}"
    r"|(?:The post|This post) .{3,200} (?:appeared first on|first appeared on) .{2,80}"
    r"|Our Standards: .{3,80}|Opens new tab|Purchase Licensing Rights.{0,40}"
    r"|Disclaimer ?:.{0,400}|(?:Republished|Reprinted|Used) with permission.{0,80}",
    "web.comment-form": r"Leave a (?:Reply|Comment)(?: Cancel reply)?|Cancel reply"
    r"|Your email address will not be published\..{0,60}"
    r"|Required fields are marked.{0,4}|Save my name, email.{0,120}|Post Comment|(?:Name|Email|E-mail"
    r"|Website|Comment) ?\*{0,2}"
    r"|(?:You must be|Please) (?:logged in|log in|login) to (?:post|leave).{0,40}|(?:\d+|No) (?:Comments?"
    r"|Replies|Responses)|Comments?(?: are closed\.?)?"
    r"|This site uses Akismet.{0,160}|Notify me of .{3,60}|Add a comment.{0,4}|Write a comment.{0,4}"
    r"|Submit(?: comment)?|Δ",
}
_RULES = {by: re.compile(shape, re.IGNORECASE) for by, shape in LINES.items()}
# Single words that a short report may well hold in a line of its own are only furniture in company.
_NEEDS_COMPANY = re.compile(
    r"(?:X|Save|Like|Print|Name|Email|E-mail|Website|Comment|Comments|Submit|AD|Reject|Accept|Manage|Allow"
    r"|Loading|Promoted|Twitter"
    r"|Facebook|Source ?:.*|Telegram|Watch.*|WATCH.*|Topics.*|Subscribe|Share|Listen|Newsletter) ?\*{0,2}:?",
    re.IGNORECASE,
)
_NUMBER_WORD = (
    r"(?:\d{1,3}|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety)(?:[ -]\w+)?|_+|\[?\?\]?|)"
)
_CAPTCHA = re.compile(
    rf"(?:.{{0,60}}[:?]\s?)?{_NUMBER_WORD}\s*[+−–×x*÷/-]\s*{_NUMBER_WORD}\s*=\s*{_NUMBER_WORD}\.?",
    re.IGNORECASE,
)
_FORM = re.compile(r"Leave a (?:Reply|Comment)(?: Cancel reply)?(?: to .{2,40})?", re.IGNORECASE)
_LISTS = re.compile(
    r"(?:Related(?: (?:articles|stories|posts|news))|More (?:on this story|stories|news|from .{2,40})"
    r"|You (?:may|might) also like"
    r"|Recommended(?: for you| stories)?|(?:Most (?:read|popular)|Trending)(?: now| stories)?):?",
    re.IGNORECASE,
)
_LONGEST = 500


def take_furniture(draft: Draft) -> None:
    """Take a republisher's lines out of `draft`; from a comment form on, everything."""
    passages = draft.passages
    found = [_furniture(p.text) for p in passages]
    form = next((i for i, p in enumerate(passages) if i > 0 and _FORM.fullmatch(p.text[:120])), None)
    if form is not None:
        # Readers' comments follow the form; nothing of the report does.
        found[form:] = [by or "web.comment-form" for by in found[form:]]
    _mark_lists(draft, found)
    kept = []
    for index, passage in enumerate(passages):
        by = found[index]
        alone = by and _NEEDS_COMPANY.fullmatch(passage.text) and not _in_company(found, index)
        if by and not alone:
            draft.take(passage, by)
        else:
            kept.append(passage)
    draft.passages = kept


def _furniture(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    if "=" in text and len(text) < 120 and _CAPTCHA.fullmatch(text):
        return "web.captcha"
    return next((by for by, shape in _RULES.items() if shape.fullmatch(text)), None)


def _mark_lists(draft: Draft, found: list[str | None]) -> None:
    """Titles below "Related articles": short lines without a stop, near the end."""
    for index, passage in enumerate(draft.passages):
        if not found[index] or not _LISTS.fullmatch(passage.text[:120]):
            continue
        for after in range(index + 1, len(found)):
            text = draft.passages[after].text
            if found[after] or len(text) > 140 or re.search(r"[.!”\"]$", text):
                break
            found[after] = "web.related-list"


def _in_company(found: list[str | None], index: int) -> bool:
    near = found[max(0, index - 3) : index] + found[index + 1 : index + 4]
    return any(near)
