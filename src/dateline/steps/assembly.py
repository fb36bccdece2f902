"""One draft of an event, and the record that it becomes once its phrases are resolved."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.ontology import load_ontology
from dateline.records import CiteInfo, Entity, Event, Evidence, Place, Size, Source, Span, Story, StoryRef, TextInfo
from dateline.steps.attribution import Link, chain, source_kind
from dateline.steps.listed import Listed
from dateline.steps.modality import Cue
from dateline.steps.parties import parties_at
from dateline.steps.places import locate
from dateline.steps.setting import Setting
from dateline.steps.statements import Speech, speech_of
from dateline.steps.times import resolve_date
from dateline.version import __version__

Parties = tuple[tuple[Entity, ...], tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as the model sees it: codes and spans, nothing resolved; the leading trigger first."""

    kind: str
    modes: tuple[str, ...]
    factuality: str
    p: float
    triggers: tuple[Span, ...]
    phrases: dict[str, tuple[Span, ...]]
    contexts: tuple[str, ...]
    repeat: float = 0.0  # how likely it mentions an earlier event again
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of a story before its events are put together.

    `setting` holds the places it names, `speech` all that is said in it; `model` names the bundle
    that decides, for the evidence; `listed` is the user's own list of actors.
    """

    story: Story
    sentences: Sequence[Span]
    model: str
    setting: Setting
    speech: Speech
    listed: Listed | None


def scene_of(
    story: Story, sentences: Sequence[Span], drafts: Sequence[Draft], model: str, listed: Listed | None = None
) -> Scene:
    """The scene of a story with these events."""
    home = story.dateline.place if story.dateline else None
    named = dict.fromkeys(span for draft in drafts for span in draft.phrases["place"])
    return Scene(story, sentences, model, Setting(story.text, named, home=home), speech_of(story.text), listed)


Measured = tuple[Size, dict[str, Evidence]]


def assemble(scene: Scene, draft: Draft, size: Measured) -> Event:
    """The record of one draft with its size and the evidence for it."""
    story, sentences, model = scene.story, scene.sentences, scene.model
    ontology = load_ontology()
    evidence = {
        "event": Evidence(draft.triggers, model, round(draft.p, 4)),
        "factuality": Evidence((draft.cue.span,) if draft.cue else draft.triggers[:1], _decider(draft.cue, model)),
    }
    if draft.modes:
        evidence["mode"] = Evidence(draft.triggers[:1], model)
    if draft.contexts:
        evidence["context"] = Evidence((), model)
    evidence |= {
        role: Evidence(found, model)
        for role, found in draft.phrases.items()
        if found and role not in ("date", "place", "speaker")
    }
    speaker = next(iter(draft.phrases["speaker"]), None)
    links = chain(scene.speech, draft.kind, draft.triggers[0], draft.phrases["actor"], speaker)
    if links:
        evidence["speaker"] = Evidence(tuple(link.span for link in links), links[0].by or model)
    start, end = _date(story, draft, evidence)
    place = _place(scene, draft, evidence)
    evidence |= size[1]
    country = place.country_code if place else None
    parties = {}
    for role in ("actor", "recipient"):
        parties[role], told = _entities(story, draft.phrases[role], country, scene.listed)
        if told:
            evidence[f"{role}_antecedent"] = Evidence(told, "antecedents")
    sequence = bisect_right(sentences, draft.triggers[0].start, key=lambda sentence: sentence.end)
    return Event(
        id=_identity(story, draft),
        date=start,
        enddate=end,
        event=(draft.kind,),
        mode=draft.modes,
        context=draft.contexts,
        quad_code=ontology.types[draft.kind].quad,
        event_scale=ontology.score(draft.kind, draft.modes),
        actor=parties["actor"],
        recipient=parties["recipient"],
        event_text=tuple(story.text[slice(*span)] for span in draft.triggers),
        event_loc=place,
        size=size[0],
        factuality=draft.factuality,
        attribution=_sources(story, links, model),
        confidence=round(draft.p, 4),
        evidence=evidence,
        text_info=TextInfo(sequence, *sentences[sequence]),
        cite_info=_cite(story, model, f"{ontology.name}-{ontology.version}"),
        story=StoryRef(story.id, story.version, story.published),
    )  # fmt: skip


def _decider(cue: Cue | None, model: str) -> str:
    return cue.by if cue and cue.by else model


def _date(story: Story, draft: Draft, evidence: dict[str, Evidence]) -> tuple[str | None, str | None]:
    """First and last day, and how they were found in `evidence`; None, None where no rule knows."""
    filed = story.dateline.date if story.dateline else None
    anchor = filed if filed and filed[0].isdigit() else story.published
    for span in draft.phrases["date"]:
        found = resolve_date(story.text[slice(*span)], anchor)
        if found:
            evidence["date"] = Evidence((span,), f"{found.by}: {found.precision}")
            return found.start, found.end
    return None, None


def _place(scene: Scene, draft: Draft, evidence: dict[str, Evidence]) -> Place | None:
    """The event's place, and in `evidence` the rule that resolved it or why there is none."""
    for span in draft.phrases["place"]:
        found = locate(scene.setting, span)
        evidence["place"] = Evidence((span,), scene.model)
        evidence["event_loc"] = Evidence((span,), found.by)
        return found.place or Place(extracted_place=scene.story.text[slice(*span)], start=span.start, end=span.end)
    evidence["event_loc"] = Evidence((), "places.none: no place is named for the event")
    return None


def _entities(story: Story, spans: Sequence[Span], place: str | None, listed: Listed | None) -> Parties:
    """The parties at the spans, and the words elsewhere in the story that told who they are."""
    found = parties_at(story, spans, place, listed)
    entities = tuple(
        Entity(
            code=who.code, sector=who.sector, entity_text=story.text[slice(*span)], start=span.start, end=span.end,
            identifier_id=who.identifier_id, identifier_text=who.identifier_text, office=who.office, by=who.by,
        )
        for who, span, _ in found
    )  # fmt: skip
    return entities, tuple(dict.fromkeys(party.told for party in found if party.told))


def _sources(story: Story, links: Sequence[Link], model: str) -> tuple[Source, ...]:
    """The chain of sources, the nearest first; of a report that credits anybody the agency is the last."""
    found = []
    for span, by in links:
        text = story.text[slice(*span)]
        kind = source_kind(text, parties_at(story, (span,), None, None)[0].actor.sector)
        found.append(Source(text, *span, kind, by or model))
    if found and story.agency and story.agency.lower() not in found[-1].entity_text.lower():
        found.append(Source(story.agency, None, None, "agency", "story.agency"))
    return tuple(found)


def _cite(story: Story, model: str, codebook: str) -> CiteInfo:
    return CiteInfo(
        publication=story.publication or story.agency, url=story.url, title=story.headline,
        language=story.language, license=story.usage_terms, copyright=story.copyright,
        coder=f"dateline {__version__} / bundle {model}", codebook=codebook,
    )  # fmt: skip


def _identity(story: Story, draft: Draft) -> str:
    """16 hex digits of story, type, leading trigger and parties; no order or clock enters."""
    parts = [story.id, draft.kind, str(tuple(draft.triggers[0]))]
    parts += [f"{role}:{sorted(tuple(s) for s in draft.phrases[role])}" for role in ("actor", "recipient")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
