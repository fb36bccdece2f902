"""Events as a person reads them on a terminal, story by story."""

from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.records import Entity, Event, Story

if TYPE_CHECKING:
    from dateline.exports import Coded

QUAD_STYLE = {1: "green", 2: "bright_green", 3: "yellow", 4: "red"}


def write(coded: "Coded", out: TextIO) -> tuple[int, int]:
    """A heading and a table for each story that holds an event; a line for those that hold none."""
    return render(coded, Console(file=out, highlight=False))


def render(coded: "Coded", console: Console) -> tuple[int, int]:
    """The same on any console of rich's."""
    stories = events = 0
    for story, found in coded:
        stories += 1
        events += len(found)
        console.print(
            f"\n[bold]{escape(_plain(story.headline or story.text[:70]))}[/bold]", overflow="ellipsis", no_wrap=True
        )
        console.print(f"[dim]{escape(_plain(_provenance(story)))}[/dim]", overflow="ellipsis", no_wrap=True)
        if found:
            console.print(_table(found))
        else:
            console.print("  [dim]no event[/dim]")
    names = ("story" if stories == 1 else "stories", "event" if events == 1 else "events")
    console.print(f"\n[bold]{stories}[/bold] {names[0]}, [bold]{events}[/bold] {names[1]}")
    return stories, events


def _plain(text: str) -> str:
    """Without control characters: a story must not steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _provenance(story: Story) -> str:
    mark = story.mark and f"{story.mark.kind} {story.mark.number or ''}".strip()
    parts = (story.publication or story.agency, mark, story.published and story.published[:10], story.id)
    return " · ".join(part for part in parts if part)


def _table(events: list[Event]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 1), show_header=False, expand=True)
    table.add_column("when and where", width=12)
    table.add_column("what", width=20)
    table.add_column("who to whom", ratio=1)
    for event in events:
        table.add_row(_when_and_where(event), _deed(event), _parties(event))
    return table


def _when_and_where(event: Event) -> str:
    """The day, and below it the place with its country."""
    lines = [event.date or "[dim]no date[/dim]"]
    place = event.event_loc
    if place:
        name = place.resolved_place or place.extracted_place
        lines += [f"[dim]{escape(_plain(part))}[/dim]" for part in (name, place.country_code) if part]
    return "\n".join(lines)


def _deed(event: Event) -> str:
    style = QUAD_STYLE[event.quad_code]
    lines = [" ".join((f"[{style}]{event.event[0]}[/{style}]", *event.mode))]
    if event.factuality != "asserted":
        lines.append(f"[italic]{event.factuality}[/italic]")
    return "\n".join([*lines, f"[dim]“{escape(_plain(event.event_text[0]))}”[/dim]"])


def _parties(event: Event) -> str:
    """Codes in one line, the words behind them in the next, whom the story credits in a third."""
    codes, words = [_codes(event.actor)], [_words(event.actor)]
    if event.recipient:
        codes.append(_codes(event.recipient))
        words.append(_words(event.recipient))
    lines = [f"[bold]{' → '.join(codes)}[/bold]"]
    if any(words):
        lines.append(f"[dim]{' → '.join(said or 'nobody named' for said in words)}[/dim]")
    if event.attribution:
        lines.append(f"[dim italic]says {escape(_plain(event.attribution[0].entity_text))}[/dim italic]")
    return "\n".join(lines)


def _codes(parties: tuple[Entity, ...]) -> str:
    """UNK, PLOVER's code for an actor not identified, stands for a party that has no code."""
    codes = (" ".join((party.code or "", *party.sector)).strip() or "UNK" for party in parties)
    return ", ".join(dict.fromkeys(codes)) or "UNK"


def _words(parties: tuple[Entity, ...]) -> str:
    return ", ".join(dict.fromkeys(escape(_plain(party.entity_text)) for party in parties))
