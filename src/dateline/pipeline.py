"""The whole way, in order: read stories, code them, hand their events on; or score them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from dateline.coder import Coder
from dateline.errors import InputError
from dateline.labels import Passage
from dateline.records import Event, Rejected, Story
from dateline.scoring import Answer, as_label
from dateline.sources import read


def code_paths(
    paths: Sequence[str],
    coder: Coder,
    *,
    published: str | None = None,
    rejected: Callable[[Rejected], None],
) -> Iterator[tuple[Story, list[Event]]]:
    """Each story that can be read from the paths, with its events.

    `published` dates the stories that carry no date. What cannot be read or coded goes to
    `rejected` with its reason, and the rest goes on.
    """
    for story in read(*paths, published=published, rejected=rejected):
        try:
            yield story, coder.code(story)
        except InputError as error:
            rejected(Rejected(story.url or story.headline or story.id, str(error)))


# Labels name the words of a date and no day; a day to count from lets every such phrase resolve.
SOME_DAY = "2025-05-08"


def answer_gold(passages: Iterable[Passage], coder: Coder) -> Iterator[Answer]:
    """Each labelled text with the events that the coder finds in it, for `dateline.scoring`."""
    for passage in passages:
        story = Story(id=passage.id, text=passage.text, language=coder.bundle.language, published=SOME_DAY)
        events = coder.code(story)
        yield passage, [as_label(event) for event in events]
