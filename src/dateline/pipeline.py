"""The whole way, in order: read stories, code them, hand their events on."""

from collections.abc import Callable, Iterator, Sequence

from dateline.coder import Coder
from dateline.errors import InputError
from dateline.records import Event, Rejected, Story
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
