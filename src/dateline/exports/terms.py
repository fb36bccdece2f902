"""Usage terms: a story whose terms forbid passing it on is exported without its words.

Codes, dates, scores, offsets, address and the terms themselves stay; they are facts about the story.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.records import Entity, Event, Evidence, Story

if TYPE_CHECKING:
    from dateline.exports import Coded

_USES = (
    r"(?:(?:re)?publi(?:sh|c)\w*|(?:re)?produc\w+|(?:re)?distribut\w+|broadcast\w*|(?:re)?transmi\w+|copied|copying"
    r"|rewrit\w+|stored?|storage|archiv\w+|shared|sharing|disseminat\w+|passed on|syndicat\w+)"
)
# Rule: what terms that it applies to say. "Editorial use only" and "All rights reserved" alone forbid
# no passing on of what was coded, but "All rights reserved. May not be redistributed" does.
RULES: dict[str, re.Pattern[str]] = {
    rule: re.compile(shape, re.IGNORECASE)
    for rule, shape in {
        "terms.may-not-be": rf"\b(?:may|must|shall|should|can) ?not be\b[^.;]{{0,80}}?\b{_USES}\b",
        "terms.not-for": rf"\bnot (?:intended )?for (?:any |further |public )?{_USES}\b",
        "terms.no-use": rf"\bno (?:unauthori[sz]ed |further |commercial )?{_USES}\b",
        "terms.prohibited": rf"\b{_USES}\b[^.;]{{0,80}}?\b(?:prohibited|forbidden|not (?:allowed|permitted))\b",
        "terms.without-permission": rf"\b{_USES}\b[^.;]{{0,80}}?\bwithout\b[^.;]{{0,40}}\b(?:permission|consent)\b",
        "terms.own-use-only": r"\b(?:personal|private|internal|in-house)(?:,? (?:and |or )?[\w-]+)? use only\b"
        r"|\bonly for (?:personal|private|internal) use\b",
    }.items()
}  # fmt: skip


def forbidding(story: Story) -> str | None:
    """The rule by which the story's usage terms or copyright notice forbid passing it on; None if none does."""
    said = [words for words in (story.usage_terms, story.copyright) if words]
    return next((rule for rule, shape in RULES.items() if any(shape.search(words) for words in said)), None)


def within_terms(coded: "Coded") -> Iterator[tuple[Story, list[Event]]]:
    """The same stories and events, without words where the terms ask for it; evidence names the rule."""
    for story, events in coded:
        rule = forbidding(story)
        yield (_bare(story), [_wordless(event, rule) for event in events]) if rule else (story, events)


def _bare(story: Story) -> Story:
    """The story's facts; nothing that anybody wrote."""
    return replace(
        story, text="", headline=None, slug=None, editor_note=None, changes=(), captions=(), contact=None, removed=(),
        origin=(), keywords=(),
    )  # fmt: skip


def _wordless(event: Event, rule: str) -> Event:
    """The event with every quotation empty; spans still say where it stands."""
    return replace(
        event,
        actor=tuple(_unquoted(party) for party in event.actor),
        recipient=tuple(_unquoted(party) for party in event.recipient),
        event_text=("",) * len(event.event_text),
        event_loc=event.event_loc and replace(event.event_loc, extracted_place=""),
        attribution=tuple(replace(source, entity_text="") for source in event.attribution),
        evidence={**event.evidence, "text": Evidence((), rule)},
        cite_info=replace(event.cite_info, title=None),
    )


def _unquoted(party: Entity) -> Entity:
    # A rule that matched a name says which one after a colon: those are the story's words, too.
    return replace(party, entity_text="", by=party.by and party.by.partition(":")[0])
