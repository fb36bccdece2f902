"""Commands about a store: load it, ask it."""

import csv
import sys
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from dateline.cli.terminal import (
    EventFormat,
    Output,
    Paths,
    Published,
    Rejections,
    StoryFormat,
    checked_date,
    chosen,
    finish,
    json_line,
    opened,
    with_progress,
)

if TYPE_CHECKING:
    from dateline.answers import Answer
    from dateline.pipeline import Loaded

store_commands = typer.Typer()


class RowFormat(StrEnum):
    """Formats of answers in rows."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class Period(StrEnum):
    """What a series counts by."""

    day = "day"
    week = "week"
    month = "month"
    year = "year"


Db = Annotated[Path, typer.Option(metavar="FILE", help="The store, a file that dateline load made.")]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="As it was answered then: a date (its end) or ISO time; UTC if no zone."),
]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Events from this day on (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Events up to this day, included.")]
Rows = Annotated[RowFormat | None, typer.Option(help="Default: table on a terminal, else jsonl.")]
Code = Annotated[str | None, typer.Option(metavar="CODE", help="A party's code, e.g. CHN; UNK for those without.")]
Limit = Annotated[int, typer.Option(min=1, help="Rows at most.")]


@store_commands.command()
def load(
    paths: Paths,
    db: Annotated[Path, typer.Option(metavar="FILE", help="The store; it is made when it is not there.")],
    published: Published = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Make a store without texts: offsets, hashes.")] = False,
    as_published: Annotated[
        bool, typer.Option("--as-published", help="Hold stories from their publication on, not from now (archives).")
    ] = False,
    bundle: Annotated[str, typer.Option(help="A shipped bundle's name, or the folder of another.")] = "en-small",
    format: Annotated[StoryFormat | None, typer.Option(help="Default: table on a terminal, else jsonl.")] = None,
) -> None:
    """Read, code and keep reports in a store.

    A later version of a story replaces the earlier one, a kill withdraws it, what is there already
    is not coded again. It may be stopped at any moment and run again.
    """
    from dateline.coder import Coder
    from dateline.copies import Copies
    from dateline.pipeline import load_paths
    from dateline.store import Store

    rejections, count, totals = Rejections(), 0, dict[str, int]()
    if not Copies().usable:
        print("dateline: copies are not looked for; that needs pip install 'dateline[store]'", file=sys.stderr)
    as_table = chosen(format, None, StoryFormat) == "table"
    with Store(db, create=True, keep_text=not no_text) as store:
        coder = cache(lambda: Coder(bundle))
        loaded = load_paths(
            paths, store, coder, published=checked_date(published), as_published=as_published, rejected=rejections
        )
        for one in with_progress(loaded, "stories loaded:"):
            print(loaded_line(one) if as_table else json_line(loaded_record(one)))
            count += 1
            for name, number in (one.kept.events if one.kept else {}).items():
                totals[name] = totals.get(name, 0) + number
    if as_table:
        done = ", ".join(f"{number} {name}" for name, number in totals.items() if number) or "none new"
        print(f"{count} stories read; events: {done}")
    finish(count, rejections)


def loaded_record(loaded: "Loaded") -> dict[str, object]:
    """What became of one story, for a program; relation null: exactly this version was there."""
    story, kept = loaded
    return {
        "id": kept.id if kept else story.id,
        "version": kept.version if kept else None,
        "relation": kept.relation.kind if kept else None,
        "by": kept.relation.by if kept else None,
        "score": kept.relation.score if kept else None,
        "events": {name: number for name, number in kept.events.items() if number} if kept else {},
        "headline": story.headline,
        "url": story.url,
    }


def loaded_line(loaded: "Loaded") -> str:
    """The same for a person, in one line."""
    story, kept = loaded
    done = ", ".join(f"{number} {name}" for name, number in kept.events.items() if number) if kept else "held already"
    words = "".join(c if c.isprintable() else " " for c in story.headline or story.text)[:44]
    return f"{kept.relation.kind if kept else '-':<9}{words:<46}{done or 'no event'}"


@store_commands.command()
def events(
    db: Db,
    actor: Code = None,
    recipient: Code = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="A PLOVER type, e.g. ASSAULT.")] = None,
    mode: Annotated[str | None, typer.Option(metavar="MODE", help="A mode, e.g. arrest.")] = None,
    context: Annotated[str | None, typer.Option(metavar="CONTEXT", help="A context, e.g. military.")] = None,
    since: Since = None,
    until: Until = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Country in which it happened.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Place at which it happened.")] = None,
    factuality: Annotated[str | None, typer.Option(metavar="VALUE", help="asserted, planned, ...")] = None,
    min_confidence: Annotated[float | None, typer.Option(min=0, max=1, help="Events at least this sure.")] = None,
    story: Annotated[str | None, typer.Option(metavar="ID", help="Events of this story.")] = None,
    incident: Annotated[str | None, typer.Option(metavar="ID", help="Events of this incident.")] = None,
    as_of: AsOf = None,
    format: Annotated[EventFormat | None, typer.Option(help="Default: table on a terminal, else jsonl.")] = None,
    output: Output = None,
) -> None:
    """Show the events that a store holds."""
    from dateline.exports import EXPORTS
    from dateline.queries import Wanted, coded
    from dateline.store import Store

    wanted = Wanted(
        actor=actor and actor.upper(), recipient=recipient and recipient.upper(), type=type and type.upper(),
        mode=mode, context=context, since=checked_date(since), until=checked_date(until), country=country,
        place=place, factuality=factuality, min_confidence=min_confidence, story=story, incident=incident, as_of=as_of,
    )  # fmt: skip
    with Store(db) as store, opened(output) as out:
        EXPORTS[chosen(format, output, EventFormat)](coded(store, wanted), out)


@store_commands.command()
def series(
    db: Db,
    dyad: Annotated[
        str | None, typer.Option(metavar="A:B", help="Who to whom, e.g. CHN:PRK, CHN:*; default all.")
    ] = None,
    by: Annotated[Period, typer.Option(help="Length of a period.")] = Period.month,
    since: Since = None,
    until: Until = None,
    factuality: Annotated[str, typer.Option(metavar="VALUE", help="Which events count.")] = "asserted",
    as_of: AsOf = None,
    format: Rows = None,
    output: Output = None,
) -> None:
    """Count events between parties over time.

    Counts, mean PLOVER score, shares of the four classes, counts against all stories of the period,
    and limits from the coder's measured error.
    """
    from dateline.series import series as ask
    from dateline.store import Store

    with Store(db) as store:
        answer = ask(
            store, dyad, by=by.value, since=checked_date(since), until=checked_date(until), factuality=factuality,
            as_of=as_of,
        )  # fmt: skip
        write(answer, format, output)


@store_commands.command()
def incidents(
    db: Db,
    reports: Annotated[int, typer.Option(min=1, help="Happenings that at least so many stories report.")] = 1,
    actor: Code = None,
    recipient: Code = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="A PLOVER type, e.g. ASSAULT.")] = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    limit: Limit = 100,
    format: Rows = None,
    output: Output = None,
) -> None:
    """Show happenings: reports, sources, agreements, disputes."""
    from dateline.happenings import incidents as ask
    from dateline.queries import Wanted
    from dateline.store import Store

    wanted = Wanted(
        actor=actor and actor.upper(), recipient=recipient and recipient.upper(), type=type and type.upper(),
        since=checked_date(since), until=checked_date(until), as_of=as_of,
    )  # fmt: skip
    with Store(db) as store:
        write(ask(store, wanted, reports=reports, limit=limit), format, output)


@store_commands.command()
def history(
    id: Annotated[str, typer.Argument(metavar="ID", help="Of a story, an event or an incident.")],
    db: Db,
    as_of: AsOf = None,
    format: Rows = None,
    output: Output = None,
) -> None:
    """Show everything that happened to a story or event."""
    from dateline.queries import history as ask
    from dateline.store import Store

    with Store(db) as store:
        write(ask(store, id, as_of=as_of), format, output)


@store_commands.command()
def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help='Words, "a phrase", OR between them.')],
    db: Db,
    as_of: AsOf = None,
    limit: Limit = 20,
    format: Rows = None,
    output: Output = None,
) -> None:
    """Find stories by their words, latest first."""
    from dateline.queries import search as ask
    from dateline.store import Store

    with Store(db) as store:
        write(ask(store, words, as_of=as_of, limit=limit), format, output)


@store_commands.command()
def unresolved(db: Db, as_of: AsOf = None, limit: Limit = 50, format: Rows = None, output: Output = None) -> None:
    """Show the commonest parties without a code."""
    from dateline.queries import unresolved as ask
    from dateline.store import Store

    with Store(db) as store:
        write(ask(store, as_of=as_of, limit=limit), format, output)


def write(answer: "Answer", format: RowFormat | None, output: Path | None) -> None:
    """An answer as asked for, on the terminal or in a file."""
    wanted = chosen(format, output, RowFormat)
    with opened(output) as out:
        if wanted == "table":
            as_table(answer, out)
        elif wanted == "csv":
            as_csv(answer, out)
        else:
            for row in answer:
                print(json_line(row), file=out)


def as_csv(answer: "Answer", out: TextIO) -> None:
    """A header and a row each; several values in a cell are joined with "; "."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for name, _ in answer.columns])
    writer.writerows([[cell_text(cell) for cell in row] for row in answer.rows])


def cell_text(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    words = "; ".join(map(str, cell)) if isinstance(cell, list) else cell
    return "'" + words if isinstance(words, str) and words.startswith(("=", "+", "-", "@", "\t", "\r")) else words


def as_table(answer: "Answer", out: TextIO) -> None:
    """A grid with the columns that hold anything, as many as the terminal is wide; the others are named."""
    from rich.console import Console
    from rich.table import Table

    console = Console(file=out, highlight=False)
    table, room = Table(box=None, padding=(0, 1, 0, 0), header_style="bold"), console.width
    shown: list[int] = []
    left_out: list[str] = []
    for i, (name, kind) in enumerate(answer.columns):
        cells = [str(cell_text(row[i])) for row in answer.rows if row[i] not in (None, [], "")]
        width = max(len(name), min(27, max(map(len, cells), default=0)))
        if not cells:
            continue
        if kind == "text" and i == len(answer.columns) - 1 and 12 < room <= width:
            width = room - 1  # the last one folds
        if left_out or width + 1 > room:
            left_out.append(name)
            continue
        room -= width + 1
        shown.append(i)
        justify: Any = "right" if kind in ("int", "float") else "left"
        table.add_column(name, justify=justify, overflow="fold", min_width=width)
    for row in answer.rows:
        words = ("" if row[i] in (None, []) else str(cell_text(row[i])) for i in shown)
        plain = ("".join(x if x.isprintable() else " " for x in word) for word in words)
        table.add_row(*(word.replace("[", r"\[") for word in plain))
    console.print(table if answer.rows else "nothing")
    if left_out:
        console.print(f"not shown, see --format csv: {', '.join(left_out)}", style="dim")
