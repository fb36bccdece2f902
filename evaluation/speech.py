"""Score attribution on PolNeAR: python evaluation/speech.py polnear_dev.jsonl [--bundle FOLDER]

Counted are coded events whose leading trigger stands within words that the file credits to a source, and those
that are given a source. Right is an event of whose sources one overlaps one of the file's. "Statements" leaves
out what the file credits by no verb of saying (beliefs, wishes, acts). Nothing is ever trained on the file.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from dateline.coder import Coder
from dateline.models.bundle import DEFAULT
from dateline.records import Event, Span, Story
from dateline.scoring import Score

# Verbs of saying and showing, kept apart from the words that the package uses.
SAYING = re.compile(
    r"\b(sa(?:y|ys|id|ying)|t(?:old|ells?|elling)|according|add(?:s|ed|ing)|wr(?:ote|ites?)|report(?:s|ed|ing)?"
    r"|announc\w+|claim(?:s|ed|ing)?|argu\w+|warn(?:s|ed|ing)?|not(?:es|ed|ing)|insist\w*|confirm\w*|den(?:y|ies|ied|ying)"
    r"|alleg\w+|stat(?:es?|ed|ing)|ask(?:s|ed)|testif\w+|tweet\w*|explain\w*|acknowledg\w+|admit\w*|suggest\w*|predict\w*"
    r"|show(?:s|ed|ing)?|found|quot\w+|cit(?:es|ed|ing)|declar\w+|respond\w*|repl(?:y|ied|ies)|recall\w*|conclud\w+"
    r"|emphasi\w+|stress\w*|describ\w+|continued|reveal\w*|learned|statement|asserted|contend\w*|maintain\w*)\b|^:$|[―—]",
    re.I,
)


def fragments(attribution: dict, part: str) -> list[Span]:
    """Spans of one part (source, cue, content) of a labelled attribution."""
    return [Span(f["start"], f["end"]) for piece in attribution[part] for f in piece["fragments"]]


def counted(record: dict, events: list[Event], *, statements: bool) -> Iterator[tuple[list[Span], list[Span]]]:
    """For each event that counts: the labelled sources of the words it stands in, and the coded ones."""
    labelled = [a for a in record["annotations"][0]["attributions"] if a["source"]]
    said = [a for a in labelled if SAYING.search(" ".join(record["text"][slice(*s)] for s in fragments(a, "cue")))]
    for event in events:
        at = event.evidence["event"].spans[0].start
        holding = [a for a in labelled if any(s <= at < e for s, e in fragments(a, "content"))]
        wanted = [a for a in holding if not statements or a in said]
        if wanted or not holding:
            sources = [Span(s.start, s.end) for s in event.attribution if s.start is not None and s.end is not None]
            yield [span for a in wanted for span in fragments(a, "source")], sources


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--bundle", default=DEFAULT)
    options = parser.parse_args()
    coder = Coder(options.bundle)
    records = [json.loads(line) for line in options.path.read_text("utf-8").strip().split("\n")]
    coded = [(r, coder.code(Story(id=r["id"], text=r["text"], language="en", published=r["date"]))) for r in records]
    for name, statements in (("all attributions", False), ("statements", True)):
        pairs = [pair for r, events in coded for pair in counted(r, events, statements=statements)]
        right = sum(any(a.start < b.end and b.start < a.end for a in w for b in g) for w, g in pairs)
        found = Score(right, sum(bool(g) for _, g in pairs), sum(bool(w) for w, _ in pairs))
        print(f"{name}: P {found.precision:.3f} R {found.recall:.3f} F1 {found.f1:.3f} ({found.wanted} events)")


if __name__ == "__main__":
    main()
