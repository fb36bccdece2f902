"""The whole way, in order: read stories, chain their versions, code them, keep what they say; or score them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.coder import Coder
from dateline.copies import Copies
from dateline.errors import InputError
from dateline.labels import Passage
from dateline.ledger import Kept, Report, fingerprint, keep
from dateline.records import Event, Rejected, Story
from dateline.scoring import Answer, as_label
from dateline.sources import read
from dateline.store import Store
from dateline.versions import keys, passages, relate

# What a version is that brings events of its own; the others are kept uncoded.
CODED = ("first", "update", "correct")
Reject = Callable[[Rejected], None]


class Loaded(NamedTuple):
    """A story that was read for a store; `kept` is None when exactly this version was held already."""

    story: Story
    kept: Kept | None


def code_paths(
    paths: Sequence[str], coder: Coder, *, published: str | None = None, rejected: Reject
) -> Iterator[tuple[Story, list[Event]]]:
    """Each story that can be read from the paths, with its events.

    `published` dates the stories that carry no date. What cannot be read or coded goes to
    `rejected` with its reason, and the rest goes on.
    """
    for story in read(*paths, published=published, rejected=rejected):
        try:
            yield story, coder.code(story)
        except InputError as error:
            rejected(_refused(story, error))


def load_paths(
    paths: Sequence[str],
    store: Store,
    coder: Callable[[], Coder],
    *,
    published: str | None = None,
    as_published: bool = False,
    rejected: Reject,
) -> Iterator[Loaded]:
    """Each story that can be read from the paths, kept in `store`; what is held already is not coded again.

    `coder` is asked for when the first story has to be coded. Every story is one transaction: a load
    that ends halfway has kept all before it. Raises InputError when the store itself cannot be written.
    """
    copies = Copies()
    for story in read(*paths, published=published, rejected=rejected):
        mark = fingerprint(story)
        while True:
            seen = store.moment()
            if store.holds(mark):
                yield Loaded(story, None)
                break
            try:
                report = prepared(story, store, coder)
            except InputError as error:
                rejected(_refused(story, error))
                break
            kept = keep(store, report, seen=seen, copies=copies, as_published=as_published)
            if kept:  # else another process has written meanwhile: look again
                yield Loaded(story, kept)
                break


def prepared(story: Story, store: Store, coder: Callable[[], Coder]) -> Report:
    """A story with its place among those held and, where it brings any, its events."""
    own, shared = keys(story), passages(story)
    relation = relate(story, store.takes((*own, *shared)))
    events = coder().code(story) if relation.kind in CODED and story.text else []
    return Report(story, relation, events, own, shared)


def _refused(story: Story, error: InputError) -> Rejected:
    return Rejected(story.url or story.headline or story.id, str(error))


# Labels name the words of a date and no day; a day to count from lets every such phrase resolve.
SOME_DAY = "2025-05-08"


def answer_gold(passages: Iterable[Passage], coder: Coder) -> Iterator[Answer]:
    """Each labelled text with the events that the coder finds in it, for `dateline.scoring`."""
    for passage in passages:
        story = Story(id=passage.id, text=passage.text, language=coder.bundle.language, published=SOME_DAY)
        events = coder.code(story)
        yield passage, [as_label(event) for event in events]
