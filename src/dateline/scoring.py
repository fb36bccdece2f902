"""Events against labelled ones: precision, recall and F1 of each field; coded or by a second reader."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dateline.labels import ROLES, LabelledEvent, Passage
from dateline.records import Event, Span


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of right answers, given answers and wanted answers."""

    right: int
    given: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the given answers that are right; 0 where none was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the wanted answers that were given; 0 where none was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A labelled event without a right answer (`given`: the wrong type), or an answer without a label."""

    id: str
    wanted: str | None
    given: str | None
    trigger: str
    sentence: str


Answer = tuple[Passage, Sequence[LabelledEvent]]  # a labelled text, and the events found in it
_ENDS = (". ", "? ", "! ", "\n")


def macro_f1(wanted: Sequence, given: Sequence) -> float:
    """Mean F1 over the classes that are wanted; both hold one class an item, in the same order."""
    scores = []
    for code in set(wanted):
        right = sum(w == g == code for w, g in zip(wanted, given, strict=True))
        scores.append(Score(right, sum(g == code for g in given), sum(w == code for w in wanted)).f1)
    return sum(scores) / len(scores) if scores else 0.0


def b_cubed(wanted: Mapping[str, str], given: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a grouping by B-cubed (Bagga and Baldwin 1998); items by their group's name.

    For each item: the share of its given group that belongs with it, and of those that belong with it the
    share that its given group has; the means over all items. Items of only one side stand alone in the other.
    """
    items = sorted({*wanted, *given})
    sides = [_groups(items, grouping) for grouping in (wanted, given)]
    shared = [len(sides[0][item] & sides[1][item]) for item in items]
    recall, precision = (
        sum(n / len(side[item]) for n, item in zip(shared, items, strict=True)) / len(items) if items else 0.0
        for side in sides
    )
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def _groups(items: Sequence[str], grouping: Mapping[str, str]) -> dict[str, set[str]]:
    """For each item all items of its group, itself included."""
    members: dict[tuple[str, bool], set[str]] = {}
    for item in items:
        members.setdefault((grouping.get(item, item), item in grouping), set()).add(item)
    return {item: members[grouping.get(item, item), item in grouping] for item in items}


def as_label(event: Event) -> LabelledEvent:
    """A coded event in the form of a label, so that both can be compared."""
    spans = event.evidence["event"].spans
    phrases = {role: event.evidence[role].spans if role in event.evidence else () for role in ROLES}
    # A label names one speaker; a chain leads with the nearest.
    phrases["speaker"] = phrases["speaker"][:1]
    return LabelledEvent(event.event[0], event.mode, spans[0], spans[1:], phrases, event.factuality)


def score(answers: Iterable[Answer]) -> dict[str, Score]:
    """Scores over all passages of the events found in each.

    `event`: right is an event of a labelled event's type whose trigger or a mention overlaps one of
    that event's; each is matched once. `trigger`: the same without the type. `parties`: also all
    actors and recipients overlap, and none is missing. `actor`, `recipient`, `place`, `date`,
    `speaker`: overlapping phrases of matched events. `mode`, `factuality`: of matched events.
    """
    return _summed(_counted(passage, events) for passage, events in answers)


def of_type(answers: Iterable[Answer], kind: str) -> list[Answer]:
    """The same texts with the labels and events of one type only."""
    return [
        (
            replace(passage, events=tuple(e for e in passage.events if e.type == kind)),
            [e for e in events if e.type == kind],
        )
        for passage, events in answers
    ]


def intervals(answers: Iterable[Answer], *, draws: int = 1000, seed: int = 7) -> dict[str, tuple[float, float]]:
    """95 % intervals of each field's F1: passages are drawn again `draws` times with replacement."""
    counts = [_counted(passage, events) for passage, events in answers]
    if not counts:
        return {}
    chance = np.random.default_rng(seed)
    drawn = chance.multinomial(len(counts), [1 / len(counts)] * len(counts), size=draws)
    found = {}
    for field in dict.fromkeys(field for each in counts for field, _ in each):
        right, given, wanted = (
            drawn @ np.array([each[field, what] for each in counts]) for what in ("right", "given", "wanted")
        )
        f1 = 2 * right / np.maximum(given + wanted, 1)
        found[field] = (float(np.quantile(f1, 0.025)), float(np.quantile(f1, 0.975)))
    return found


def misses(answers: Iterable[Answer]) -> Iterator[Miss]:
    """What is wrong, passage by passage: labelled events without an answer, answers without a label.

    A labelled event whose words were coded as another type is one miss with both types.
    """
    for passage, events in answers:
        pairs = _match(events, passage.events)
        left = [e for e in events if all(e is not given for given, _ in pairs)]
        for label in passage.events:
            if any(label is wanted for _, wanted in pairs):
                continue
            other = next((e for e in left if _meets(e, label)), None)
            if other is not None:
                left = [e for e in left if e is not other]
            yield _miss(passage, label, label.type, other.type if other else None)
        for extra in left:
            yield _miss(passage, extra, None, extra.type)


def _miss(passage: Passage, event: LabelledEvent, wanted: str | None, given: str | None) -> Miss:
    start, end = event.trigger
    first = max(
        (passage.text.rfind(mark, 0, start) + len(mark) for mark in _ENDS if mark in passage.text[:start]), default=0
    )
    last = min((at + 1 for mark in _ENDS if (at := passage.text.find(mark, end)) >= 0), default=len(passage.text))
    return Miss(passage.id, wanted, given, passage.text[start:end], " ".join(passage.text[first:last].split()))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _meets(event: LabelledEvent, label: LabelledEvent) -> bool:
    return any(_overlap(a, b) for a in (event.trigger, *event.mentions) for b in (label.trigger, *label.mentions))


def _match(
    events: Sequence[LabelledEvent], labels: Sequence[LabelledEvent]
) -> list[tuple[LabelledEvent, LabelledEvent]]:
    left, pairs = list(labels), []
    for event in events:
        for label in left:
            if label.type == event.type and _meets(event, label):
                pairs.append((event, label))
                left.remove(label)
                break
    return pairs


def _all_overlap(ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    def covered(these: Sequence[Span], those: Sequence[Span]) -> bool:
        return all(any(_overlap(a, b) for b in those) for a in these)

    return covered(ours, theirs) and covered(theirs, ours)


def _summed(counts: Iterable[Counter[tuple[str, str]]]) -> dict[str, Score]:
    total: Counter[tuple[str, str]] = Counter()
    for each in counts:
        total.update(each)
    fields = dict.fromkeys(field for field, _ in total)
    return {f: Score(total[f, "right"], total[f, "given"], total[f, "wanted"]) for f in fields}


def _counted(passage: Passage, events: Sequence[LabelledEvent]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()

    def add(field: str, right: int, given: int, wanted: int) -> None:
        for what, number in (("right", right), ("given", given), ("wanted", wanted)):
            counts[field, what] += number

    labels = passage.events
    pairs = _match(events, labels)
    add("event", len(pairs), len(events), len(labels))
    met = [e for e in events if any(_meets(e, label) for label in labels)]
    add("trigger", len(met), len(events), len(labels))
    whole = 0
    for event, label in pairs:
        for role in ROLES:
            ours, theirs = event.roles[role], label.roles[role]
            add(role, sum(any(_overlap(a, b) for b in theirs) for a in ours), len(ours), len(theirs))
        whole += all(_all_overlap(event.roles[role], label.roles[role]) for role in ("actor", "recipient"))
        add("mode", len(set(event.modes) & set(label.modes)), len(event.modes), len(label.modes))
        add("factuality", event.factuality == label.factuality, 1, 1)
    add("parties", whole, len(events), len(labels))
    return counts
