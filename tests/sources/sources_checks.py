"""What holds for every story that the sources give; shared by the tests of the sources."""

import unicodedata

from dateline.records import Story


def check(story: Story, source: str) -> None:
    """The map leads back to the input, removals are what stood there, and no word is lost."""
    covered = bytearray(len(source))
    position = 0
    for segment in story.origin:
        assert segment.start >= position and segment.length > 0
        assert (
            story.text[segment.start : segment.start + segment.length]
            == source[segment.origin : segment.origin + segment.length]
        )
        covered[segment.origin : segment.origin + segment.length] = b"\x01" * segment.length
        position = segment.start + segment.length
    assert position == (len(story.text) if story.origin else 0)
    for removed in story.removed:
        assert removed.by.partition(".")[0] in ("wire", "web", "text")
        assert source[removed.start : removed.end] == removed.text
        covered[removed.start : removed.end] = b"\x01" * (removed.end - removed.start)
    lost = [
        character
        for character, here in zip(source, covered, strict=True)
        if not here and not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf")
    ]
    assert not lost, "".join(lost)
