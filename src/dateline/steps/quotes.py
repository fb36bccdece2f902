"""Which words stand in quotation marks?"""

import re

from dateline.records import Span

# Double marks pair within a paragraph; one that opens a paragraph may run to its end, as in a quotation
# of several paragraphs. Single marks count where a stop or comma closes them: else they are apostrophes.
_QUOTED = re.compile(
    r"“[^”\n]*(?:”|$)"
    r"|\"[^\"\n]*\"|^\"[^\"\n]*$"
    r"|''[^\n]*?''|^''[^\n]*$"
    r"|(?<!\w)‘[^\n]*?[,.?!]’(?!\w)"
    r"|(?<!\w)'[^\s'][^\n\"]*?[,.?!]'(?!\w)",
    re.M,
)
MARKS = "“”\"‘’'"
HIDDEN = "\ufffc"
_SHORT = 4  # words; a shorter quotation without a stop is a name or a word that the writer disowns


def quotations(text: str) -> list[Span]:
    """Spans of the quotations of `text`, marks included, in order; names and single words left out."""
    found = (Span(*match.span()) for match in _QUOTED.finditer(text))
    return [span for span in found if _is_statement(text[slice(*span)].strip(MARKS))]


def _is_statement(words: str) -> bool:
    return len(words.split()) > _SHORT or words.endswith((",", ".", "?", "!", "…"))


def masked(text: str, quoted: list[Span]) -> str:
    """`text` with the inside of each quotation hidden, same length; its marks and last stop remain."""
    parts, last = [], 0
    for start, end in quoted:
        inside = text[start:end]
        body = inside.strip(MARKS)
        first = start + inside.find(body) if body else end
        final = first + len(body) - (1 if body.endswith((",", ".", "?", "!")) else 0)
        parts += [text[last:first], HIDDEN * (final - first)]
        last = max(final, first)
    return "".join(parts) + text[last:]
