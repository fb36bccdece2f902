"""The items of a document, one after the other: a broken one is a line, and the rest goes on."""

from collections.abc import Callable, Iterator
from typing import Any

from dateline.errors import InputError
from dateline.records import Rejected, Story
from dateline.sources.markup import Parsed, local

_EXPECTED = "expected NewsML-G2, NITF, or an RSS or Atom feed with at least one item; check that it was saved whole"


def each(
    parsed: Parsed,
    called: str,
    source: str,
    rejected: Callable[[Rejected], None],
    story: Callable[[Any, str], Story],
) -> Iterator[Story]:
    """What `story` makes of each element found; where the document breaks off is the last line."""
    several = len(parsed.found) > 1
    for number, found in enumerate(parsed.found, start=1):
        where = f"{source}#{number}" if several else source
        try:
            made = story(found, where)
        except InputError as error:
            rejected(Rejected(where, str(error).removeprefix(f"{where}: ")))
            continue
        yield made
    if parsed.fault:
        count = len(parsed.found)
        read = f"{count} complete {called}{'s' if count != 1 else ''} before it"
        rejected(Rejected(source, f"XML breaks off or is damaged ({parsed.fault}); {read}; get the file again"))
    elif not parsed.found:
        rejected(Rejected(source, f"XML <{local(parsed.root)}> with no {called} in it; {_EXPECTED}"))
