"""Passages to training samples: what the encoder reads and what each head should answer.

A passage is read once; of what was read, a sample asks for the triggers and contexts, another for
every trigger (and for some words that are none), and one for every pair of parties. What is in view
is the coder's own choice (dateline.models.tokens), so that training and use see the same text.
"""

import hashlib
import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from dateline.errors import InputError
from dateline.labels import ROLES, LabelledEvent, Passage, find
from dateline.models.tokens import (
    SOURCE,
    TARGET,
    TRIGGER,
    Range,
    Tokens,
    between,
    chunks,
    framed,
    marked,
    tokenize,
    window,
)
from dateline.ontology import Ontology
from dateline.records import FACTUALITY, Span
from dateline.steps.sentences import split_sentences

LONGEST_PAIR = 100  # tokens; parties further apart are no pair that anybody would ask about


@dataclass(slots=True)
class Sample:
    """One question: the tokens in view, their marks (with a first one for the piece), and an array
    for each head that it trains."""

    kept: np.ndarray
    marks: np.ndarray
    answers: dict[str, np.ndarray] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text and what is asked of it."""

    tokens: Tokens
    samples: list[Sample]

    @property
    def size(self) -> int:
        """Tokens that its questions show."""
        return sum(len(sample.marks) for sample in self.samples)

    def pieces(self) -> list[np.ndarray]:
        """Framed ids of its pieces."""
        return [framed(self.tokens, piece) for piece in chunks(self.tokens)]

    def places(self, sample: Sample) -> tuple[np.ndarray, np.ndarray]:
        """For each row of the sample the number of the piece, and the row in that piece."""
        starts = np.array([piece.first for piece in chunks(self.tokens)])
        piece = np.searchsorted(starts, sample.kept, side="right") - 1
        own = piece[-1:]
        return np.concatenate([own, piece]), np.concatenate([[0], sample.kept - starts[piece] + 1])


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled relation: what `source` does to `target` in `text`."""

    text: str
    source: Span
    target: Span | None
    event: str


def read_pairs(path: Path, ontology: Ontology) -> list[Pair]:
    """Pairs of a JSON Lines file; a phrase is a substring (`phrase#2`) or {"start", "end"}, as in `classify`.

    Raises InputError naming file and line.
    """
    found = []
    for number, line in enumerate(path.read_text("utf-8").strip().split("\n"), 1):
        try:
            record = json.loads(line)
            if record["event"] not in ontology.types:
                raise ValueError(f"unknown type {record['event']!r}")
            spans = [_phrase(record["text"], record.get(role)) for role in ("source", "target")]
            if spans[0] is None:
                raise ValueError("no source")
            found.append(Pair(record["text"], spans[0], spans[1], record["event"]))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: {error}; expected text, source, target and event") from error
    return found


def _phrase(text: str, value: str | dict | None) -> Span | None:
    if isinstance(value, dict):
        return Span(value["start"], value["end"])
    return find(text, value) if value else None


class Heads:
    """The order of codes in each head's output."""

    def __init__(self, ontology: Ontology):
        self.types = list(ontology.types)
        self.modes = [f"{kind}/{mode}" for kind, t in ontology.types.items() for mode in t.modes]
        self.contexts = list(ontology.contexts)

    def sizes(self) -> dict[str, int]:
        """Outputs of each head, for the network."""
        return {
            "type": len(self.types), "mode": len(self.modes), "role": len(ROLES),
            "factuality": len(FACTUALITY), "context": len(self.contexts),
        }  # fmt: skip


def held_out(item: Passage | Pair) -> bool:
    """Does it belong to the held-out tenth? A contrast set stays together, and so do pairs of one text."""
    own = item.text if isinstance(item, Pair) else item.id
    key = item.theme if isinstance(item, Passage) and item.theme.startswith("contrast") else own
    return hashlib.sha256(key.encode()).digest()[0] % 10 == 0


class Preparer:
    """Turns passages into samples with one tokenizer and one ontology."""

    def __init__(self, tokenizer: Tokenizer, ontology: Ontology, passages: list[Passage]):
        self.tokenizer, self.heads = tokenizer, Heads(ontology)
        # Words that are triggers elsewhere make the most instructive negatives.
        self.lexicon = Counter(p.text[slice(*e.trigger)].lower().split()[0] for p in passages for e in p.events)

    def lesson(self, passage: Passage, negatives: float, chance: random.Random) -> Lesson:
        """One passage with all its questions."""
        tokens = tokenize(self.tokenizer, passage.text, split_sentences(passage.text))
        by_trigger: dict[Range, list[LabelledEvent]] = defaultdict(list)
        for event in passage.events:
            for span in (event.trigger, *event.mentions):
                by_trigger[tokens.covering(span)].append(event)
        found = [self._chunk(tokens, piece, by_trigger, passage) for piece in chunks(tokens)]
        for place, events in by_trigger.items():
            leading = [e for e in events if tokens.covering(e.trigger) == place]
            sample = self._marked(tokens, place, leading or events)
            sample.answers["repeat"] = np.array([not leading], np.float32)
            if not leading:  # the parties of a later mention stand around the leading one
                del sample.answers["roles"]
            found.append(sample)
        found += self._negatives(tokens, by_trigger, negatives, chance)
        found += chance.sample(pairs := self._pairs(tokens, passage), (len(pairs) + 1) // 2)
        return Lesson(tokens, found)

    def _chunk(self, tokens: Tokens, piece: Range, by_trigger: dict, passage: Passage) -> Sample:
        sample = _asked(np.arange(*piece), {})
        target = np.full((len(sample.marks), len(self.heads.types)), -1.0, np.float32)
        target[1:][tokens.begins[slice(*piece)]] = 0
        for place, events in by_trigger.items():
            for token in range(max(place.first, piece.first), min(place.last, piece.last)):
                if tokens.begins[token]:
                    for event in events:
                        target[token - piece.first + 1, self.heads.types.index(event.type)] = 1
        contexts = np.zeros(len(self.heads.contexts), np.float32)
        contexts[[self.heads.contexts.index(code) for code in passage.contexts]] = 1
        sample.answers = {"trigger": target, "context": contexts}
        return sample

    def _marked(self, tokens: Tokens, place: Range, events: list[LabelledEvent]) -> Sample:
        sample = _asked(window(tokens, tokens.sentence_of(place.first)), {place: TRIGGER})
        kinds = np.zeros(len(self.heads.types), np.float32)
        modes = np.full(len(self.heads.modes), -1.0, np.float32)
        for event in events:
            kinds[self.heads.types.index(event.type)] = 1
            for index, code in enumerate(self.heads.modes):
                kind, mode = code.split("/")
                if kind == event.type:
                    modes[index] = mode in event.modes
        sample.answers = {
            "type": kinds, "mode": modes, "roles": self._roles(tokens, sample.kept, events),
            "factuality": np.array(FACTUALITY.index(events[0].factuality)),
        }  # fmt: skip
        return sample

    def _roles(self, tokens: Tokens, kept: np.ndarray, events: list[LabelledEvent]) -> np.ndarray:
        """[tokens + 1, roles]: 0 outside, 1 begin, 2 inside, -1 not asked.

        Not asked are later pieces of a word, and a role whose phrase is out of view: to say that
        there is none would be wrong.
        """
        target = np.full((len(kept) + 1, len(ROLES)), -1)
        target[1:][tokens.begins[kept]] = 0
        for column, role in enumerate(ROLES):
            for span in events[0].roles[role]:
                rows = np.flatnonzero(np.isin(kept, np.arange(*tokens.covering(span)))) + 1
                if not len(rows):
                    target[:, column] = -1
                    break
                asked = [row for row in rows if tokens.begins[kept[row - 1]]]
                target[asked, column] = 2
                target[rows[0], column] = 1
        return target

    def _negatives(self, tokens: Tokens, by_trigger: dict, share: float, chance: random.Random) -> list[Sample]:
        taken = {token for place in by_trigger for token in range(*place)}
        free = [int(t) for t in np.flatnonzero(tokens.begins) if int(t) not in taken]
        words = self.tokenizer
        known = [t for t in free if self.lexicon[words.id_to_token(int(tokens.ids[t]))]]
        wanted = min(len(free), max(1, round(share * max(1, len(by_trigger)))))
        chosen = chance.sample(known, min(len(known), wanted))
        if chance.random() < 0.3:
            chosen.append(chance.choice(free))
        return [self._negative(tokens, token) for token in dict.fromkeys(chosen)]

    def _negative(self, tokens: Tokens, token: int) -> Sample:
        sample = _asked(window(tokens, tokens.sentence_of(token)), {Range(token, token + 1): TRIGGER})
        sample.answers = {"type": np.zeros(len(self.heads.types), np.float32)}
        return sample

    def _pairs(self, tokens: Tokens, passage: Passage) -> list[Sample]:
        """Relations between an actor and a recipient, or two equals, or an actor and nobody."""
        kinds: dict[tuple[Span, Span | None], set[str]] = defaultdict(set)
        for event in passage.events:
            actors, recipients = event.roles["actor"], event.roles["recipient"]
            pairs = [(a, r) for a in actors for r in recipients] or [(a, b) for a in actors[:1] for b in actors[1:]]
            for pair in pairs or [(a, None) for a in actors]:
                kinds[pair].add(event.type)
        found = []
        for (source, target), types in kinds.items():
            answer = np.zeros(len(self.heads.types), np.float32)
            answer[[self.heads.types.index(kind) for kind in types]] = 1 / len(types)
            found.append(self._relation(tokens, source, target, answer))
        return [sample for sample in found if len(sample.marks) <= LONGEST_PAIR]

    def pair(self, pair: Pair) -> Lesson:
        """One labelled relation."""
        tokens = tokenize(self.tokenizer, pair.text, split_sentences(pair.text))
        answer = np.zeros(len(self.heads.types), np.float32)
        answer[self.heads.types.index(pair.event)] = 1
        return Lesson(tokens, [self._relation(tokens, pair.source, pair.target, answer)])

    def _relation(self, tokens: Tokens, source: Span, target: Span | None, answer: np.ndarray) -> Sample:
        places = {tokens.covering(source): SOURCE}
        if target is not None:
            places[tokens.covering(target)] = TARGET
        sample = _asked(between(tokens, list(places)), places)
        sample.answers = {"relation": answer}
        return sample


def _asked(kept: np.ndarray, marks: dict[Range, int]) -> Sample:
    return Sample(kept, marked(kept, marks))
