"""One draft of an event, and the record that it becomes once its phrases are resolved."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.ontology import load_ontology
from dateline.records import CiteInfo, Entity, Event, Evidence, Place, Size, Source, Span, Story, StoryRef, TextInfo
from dateline.steps.actors import Actor, resolve_actor, resolve_actors, resolve_in_story
from dateline.steps.attribution import Link, chain, source_kind
from dateline.steps.modality import Cue
from dateline.steps.statements import Speech
from dateline.steps.times import resolve_date
from dateline.version import __version__


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
    cue: Cue | None = None


def assemble(story: Story, sentences: Sequence[Span], draft: Draft, model: str, speech: Speech) -> Event:
    """The record of one draft. `model` names the bundle that decided, for the evidence; `speech` is all
    that is said in the story."""
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
        if found and role not in ("date", "speaker")
    }
    speaker = next(iter(draft.phrases["speaker"]), None)
    links = chain(speech, draft.kind, draft.triggers[0], draft.phrases["actor"], speaker)
    if links:
        evidence["speaker"] = Evidence(tuple(link.span for link in links), links[0].by or model)
    start, end = _date(story, draft, evidence)
    parties = {role: _entities(story, draft.phrases[role]) for role in ("actor", "recipient")}
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
        event_loc=next((Place(extracted_place=story.text[slice(*s)], start=s.start, end=s.end)
                        for s in draft.phrases["place"]), None),
        size=Size(),
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


def resolve_party(story: Story, span: Span) -> Actor:
    """Who the words at `span` are, read within the story and its dateline."""
    filed = story.dateline.place if story.dateline else None
    country = resolve_actor(filed).code if filed else None
    return resolve_in_story(story.text[slice(*span)], span.start, story.text, country, date=story.published)


def _entities(story: Story, spans: Sequence[Span]) -> tuple[Entity, ...]:
    """The parties at the spans; words that join several states ("Ukrainian and Russian envoys") give each."""
    found = []
    for span in spans:
        text = story.text[slice(*span)]
        several = resolve_actors(text, date=story.published)
        joined = len({who.code for who in several} - {None}) > 1
        for who in several if joined else (resolve_party(story, span),):
            entity = Entity(
                code=who.code, sector=who.sector, entity_text=text, start=span.start, end=span.end,
                identifier_id=who.identifier_id, identifier_text=who.identifier_text, office=who.office, by=who.by,
            )  # fmt: skip
            found.append(entity)
    return tuple(found)


def _sources(story: Story, links: Sequence[Link], model: str) -> tuple[Source, ...]:
    """The chain of sources, the nearest first; of a report that credits anybody the agency is the last."""
    found = [
        Source(
            text := story.text[slice(*span)], *span, source_kind(text, resolve_party(story, span).sector), by or model
        )
        for span, by in links
    ]
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
