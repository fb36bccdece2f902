"""Who are the parties? The user's own list, then the words themselves, then what the story says."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.records import Span, Story
from dateline.steps import actors
from dateline.steps.actors import Actor
from dateline.steps.antecedents import Found, resolve_in_story
from dateline.steps.compounds import split_compound
from dateline.steps.listed import Listed


class Party(NamedTuple):
    """A party: who it is, the span of its own words, and of the words elsewhere that told (None: its own)."""

    actor: Actor
    span: Span
    told: Span | None


def resolve_actor(
    text: str, *, date: str | None = None, context: str | None = None, listed: Listed | None = None
) -> Actor:
    """Whom `text` means on `date` (YYYY-MM-DD; None: today). `context`, the sentence or story around it,
    helps where the text names no state itself; `listed` is a user's own list, which goes before all else.
    """
    own = listed.find(text, date) if listed else None
    if own:
        return own
    found = actors.resolve_actor(text, date=date, context=context)
    if found.code or not context:
        return found
    *_, place = [None, *re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", context, re.I)]
    told = resolve_in_story(context, Span(*place.span()), date=date, listed=listed).actor if place else found
    return told if told.code else found


def parties_at(story: Story, spans: Sequence[Span], place: str | None, listed: Listed | None) -> tuple[Party, ...]:
    """The parties at the spans; words that join several ("Putin and Johnson") give each.

    `place` is the code of the state in which the event happens.
    """
    filed = story.dateline.place if story.dateline else None
    country = actors.resolve_actor(filed).code if filed else None
    parties: list[Party] = []
    for span in spans:
        several = [party for part in _parts(story, span) if (party := _party(story, part, place, country, listed))]
        if len({party.actor.code for party in several} - {None}) > 1:
            parties += several
        else:
            parties.append(_party(story, (story.text[slice(*span)], span), place, country, listed))
    return tuple(parties)


def _parts(story: Story, span: Span) -> list[tuple[str, Span]]:
    """The parties that the words at `span` join, each with its place, or the whole's where its words are not
    together ("Ukrainian and Russian envoys" holds Ukrainian envoys)."""
    text = story.text[slice(*span)]
    parts = split_compound(text, lambda part: actors.resolve_actor(part).code is not None)
    if len(parts) < 2:
        return []
    places = [text.find(part) for part in parts]
    return [
        (part, Span(span.start + at, span.start + at + len(part)) if at >= 0 else span)
        for part, at in zip(parts, places, strict=True)
    ]


def _party(
    story: Story, part: tuple[str, Span], place: str | None, country: str | None, listed: Listed | None
) -> Party:
    words, span = part
    own = listed.find(words, story.published) if listed else None
    if own:
        return Party(own, span, None)
    if words == story.text[slice(*span)]:
        found = resolve_in_story(story.text, span, date=story.published, filed=country, place=place, listed=listed)
    else:
        found = Found(actors.resolve_actor(words, date=story.published))
    return Party(found.actor, span, found.span)
