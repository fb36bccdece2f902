"""The steps in order: stories in, events out."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from dateline.errors import InputError
from dateline.models.bundle import DEFAULT, Bundle, load_bundle
from dateline.models.tokens import (
    SOURCE,
    TARGET,
    TRIGGER,
    Range,
    Tokens,
    between,
    chunks,
    framed,
    question,
    tokenize,
    window,
)
from dateline.ontology import load_ontology
from dateline.records import Event, Span, Story
from dateline.steps.assembly import Draft, assemble, scene_of
from dateline.steps.contexts import contexts
from dateline.steps.factuality import collapse, corrected
from dateline.steps.listed import load_listed
from dateline.steps.mentions import merge
from dateline.steps.roles import spans, tidy, whole_names
from dateline.steps.sentences import split_sentences
from dateline.steps.sizes import measure
from dateline.steps.triggers import candidates, sigmoid

MARKED_HEADS = ("type", "mode", "factuality", "repeat", "roles")
ONE_PHRASE = ("place", "date", "speaker")


class Coder:
    """Codes stories with one bundle. One Coder serves all threads; it keeps nothing between calls.

    `bundle` names a shipped bundle or a folder that holds one; `min_confidence` (0 to 1) replaces
    the bundle's own threshold; `actors` is the path of a user's own list of actors (docs/actors.md), which
    wins over the shipped names. Raises DataError when the bundle cannot be loaded, InputError for a bad list.
    """

    def __init__(self, bundle: str = DEFAULT, *, min_confidence: float | None = None, actors: str | Path | None = None):
        self.listed = load_listed(actors) if actors else None
        self.bundle: Bundle = load_bundle(bundle)
        self.ontology = load_ontology()
        usual = self.bundle.thresholds["type"]
        self.threshold = usual if min_confidence is None else min_confidence
        # Mentions are joined before the stricter choice is made, so that it only leaves events out.
        self.floor = min(usual, self.threshold)

    def code(self, story: Story) -> list[Event]:
        """The events of one story, in order of their leading mentions.

        Raises InputError for a story in a language that the bundle does not read.
        """
        if story.language not in (None, self.bundle.language):
            raise InputError(
                f"story {story.id} is in {story.language!r}; "
                f"bundle {self.bundle.name} reads {self.bundle.language!r} only"
            )
        sentences = split_sentences(story.text)
        tokens = tokenize(self.bundle.tokenizer, story.text, sentences)
        pieces = chunks(tokens)
        if not pieces:
            return []
        model = self.bundle.model
        reading = model.read([framed(tokens, piece) for piece in pieces])
        first = model.answer([question(reading, np.arange(*piece)) for piece in pieces], ("trigger", "context"))
        found = candidates(tokens, pieces, [a["trigger"] for a in first], self.bundle.thresholds["trigger"])
        views = [window(tokens, tokens.sentence_of(place.first)) for place in found]
        asked = [question(reading, view, {place: TRIGGER}) for view, place in zip(views, found, strict=True)]
        second = model.answer(asked, MARKED_HEADS)
        drafts: list[Draft] = []
        for place, view, answer in zip(found, views, second, strict=True):
            about = first[bisect_right(pieces, place.first, key=lambda held: held.last)]["context"]
            drafts += self._drafts(story.text, tokens, place, view, answer, about)
        drafts = [
            replace(
                draft, phrases={role: self._trimmed(story.text, role, found) for role, found in draft.phrases.items()}
            )
            for draft in drafts
        ]
        sure = [draft for draft in merge(story.text, drafts) if draft.p >= self.threshold]
        if not sure:
            return []
        scene = scene_of(story, sentences, sure, self.bundle.name, self.listed)
        sizes = measure(story.text, sentences, sure)
        return [assemble(scene, draft, size) for draft, size in zip(sure, sizes, strict=True)]

    @staticmethod
    def _trimmed(text: str, role: str, found: tuple[Span, ...]) -> tuple[Span, ...]:
        trimmed = tidy(text, found)
        return trimmed if role == "date" else whole_names(text, trimmed)

    def code_many(self, stories: Iterable[Story]) -> Iterator[list[Event]]:
        """The events of each story, in order; the same as `code` one by one."""
        return (self.code(story) for story in stories)

    def _drafts(
        self,
        text: str,
        tokens: Tokens,
        place: Range,
        view: np.ndarray,
        answer: dict[str, np.ndarray],
        about: np.ndarray,
    ) -> list[Draft]:
        """What one marked trigger says: a draft for each type that is likely enough."""
        bundle = self.bundle
        scale, shift = bundle.calibration
        likely = sigmoid(scale * answer["type"] + shift)
        phrases = spans(tokens, view, answer["roles"], bundle.roles, single=ONE_PHRASE)
        truth = bundle.factuality[int(answer["factuality"].argmax())]
        trigger = Span(int(tokens.starts[place.first]), int(tokens.ends[place.last - 1]))
        held = tokens.sentences[tokens.sentence_of(place.first)]
        sentence = Span(int(tokens.starts[held.first]), int(tokens.ends[held.last - 1]))
        drafts: list[Draft] = []
        for index in likely.argsort()[::-1]:
            if likely[index] < self.floor:
                break
            kind = bundle.types[index]
            modes = tuple(
                code.partition("/")[2]
                for code, p in zip(bundle.modes, sigmoid(answer["mode"]), strict=True)
                if code.startswith(f"{kind}/") and p >= bundle.thresholds["mode"]
            )
            value, cue = corrected(text, sentence, trigger, kind, truth)
            kind, modes, factuality = collapse(self.ontology, kind, modes, value)
            named = contexts(about, bundle.contexts, bundle.thresholds["context"], self.ontology, kind, modes)
            again = float(sigmoid(answer["repeat"])[0])
            draft = Draft(kind, modes, factuality, float(likely[index]), (trigger,), phrases, named, again, cue)
            if all(d.kind != kind for d in drafts):
                drafts.append(draft)
        return drafts

    def classify(self, text: str, source: Span, target: Span | None = None) -> dict[str, float]:
        """Probability of each of the 16 types for what `source` does to `target` in `text`.

        The likeliest comes first. Raises InputError when a span holds no word of the text.
        """
        tokens = tokenize(self.bundle.tokenizer, text, split_sentences(text))
        marks = {}
        for span, mark in ((source, SOURCE), (target, TARGET)):
            if span is None:
                continue
            place = tokens.covering(span)
            if place.first == place.last or span.start < 0:
                raise InputError(f"no word at [{span.start}, {span.end}) of a text of {len(text)} characters")
            marks[place] = mark
        reading = self.bundle.model.read([framed(tokens, piece) for piece in chunks(tokens)])
        asked = question(reading, between(tokens, list(marks)), marks)
        logits = self.bundle.model.answer([asked], ("relation",))[0]["relation"]
        scale = _softmax(logits)
        order = sorted(range(len(scale)), key=lambda i: -scale[i])
        return {self.bundle.types[i]: round(float(scale[i]), 6) for i in order}


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()
