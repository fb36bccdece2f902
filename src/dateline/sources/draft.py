"""The draft: a report while it is being read, what is body still and what was taken out of it.

The one record here that changes: each rule takes passages out or learns a value, and names itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dateline.records import Caption, Removed
from dateline.sources.passages import Passage

Rule = Callable[[Passage], str | None]


@dataclass(slots=True)
class Draft:
    """What is known so far of one report read from `source`."""

    source: str
    passages: list[Passage]
    values: dict[str, Any] = field(default_factory=dict)
    by: dict[str, str] = field(default_factory=dict)
    removed: list[Removed] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    headline: Passage | None = None  # where the headline stood, if it stood in the text

    def learn(self, name: str, value: Any, by: str) -> None:
        """Keep `value` under `name` unless something is known there already; the first rule wins."""
        if value is not None and name not in self.values:
            self.values[name] = value
            self.by[name] = by

    def note(self, text: str, by: str) -> None:
        """Add `text` to the editor's note, once."""
        if text and text not in self.notes:
            self.notes.append(text)
            self.by.setdefault("editor_note", by)

    def take(self, passage: Passage, by: str) -> None:
        """List `passage` as removed by rule `by`; the caller leaves it out of `passages`."""
        if passage.pieces:
            words = self.source[passage.start : passage.end]
            self.removed.append(Removed(words, passage.start, passage.end, by))

    def drop(self, rule: Rule) -> None:
        """Take out every passage for which `rule` gives a name."""
        kept = []
        for passage in self.passages:
            by = rule(passage)
            if by:
                self.take(passage, by)
            else:
                kept.append(passage)
        self.passages = kept

    def trim(self, index: int, start: int, end: int, by: str) -> None:
        """Take characters [start, end), a beginning or an end, out of one passage."""
        passage = self.passages[index]
        self.take(passage.cut(start, end), by)
        rest = passage.cut(end) if start == 0 else passage.cut(0, start)
        self.passages[index : index + 1] = [rest] if rest.text else []
