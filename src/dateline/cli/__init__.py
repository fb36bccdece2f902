"""The command line: one command a verb; it translates and decides nothing."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline.cli.desk import desk_commands
from dateline.cli.store import store_commands
from dateline.cli.terminal import (
    NOTHING_READ,
    Actors,
    EventFormat,
    Output,
    Paths,
    Published,
    Rejections,
    ReportFormat,
    StoryFormat,
    checked_date,
    chosen,
    finish,
    json_line,
    opened,
    say,
    with_progress,
    write_lines,
)
from dateline.errors import DatelineError, InputError
from dateline.records import Story, to_dict

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Turn news into verifiable records of who did what to whom, when, where and according to whom.",
)
resolve = typer.Typer(no_args_is_help=True, help="Ask what one name or date means.")
app.add_typer(resolve, name="resolve")


@app.command()
def read(
    paths: Paths,
    format: Annotated[StoryFormat | None, typer.Option(help="Default: table on a terminal, else jsonl.")] = None,
    published: Published = None,
    output: Output = None,
) -> None:
    """Show reports as they are read.

    Clean text, headline, dateline, version mark, editor's note, captions, and a list of what was
    removed, each with the rule that decided.
    """
    from dateline.sources import read as read_stories

    rejections = Rejections()
    stories = read_stories(*paths, published=checked_date(published), rejected=rejections)
    with opened(output) as out:
        as_table = chosen(format, output, StoryFormat) == "table"
        count = write_lines(with_progress(stories, "stories read:"), story_card if as_table else json_line, out)
    finish(count, rejections)


def story_card(story: Story) -> str:
    """A story's metadata, a field a line, and the start of its text."""
    from textwrap import indent, shorten, wrap

    line = story.dateline
    filed = line and ", ".join(part for part in (line.place, line.date, line.agency) if part)
    mark = story.mark and f"{story.mark.kind} {story.mark.number or ''}".strip()
    rules: dict[str, int] = {}
    for removed in story.removed:
        rules[removed.by] = rules.get(removed.by, 0) + 1
    fields = {
        "headline": story.headline, "mark": mark, "genre": story.genre, "slug": story.slug,
        "editor's note": story.editor_note, "dateline": filed, "byline": story.byline, "published": story.published,
        "publication": story.publication, "language": story.language, "url": story.url, "contact": story.contact,
        "captions": "; ".join(shorten(c.text, 60) + (f" [{c.credit}]" if c.credit else "") for c in story.captions),
        "usage terms": "; ".join(
            dict.fromkeys(t for t in (story.usage_terms, *(c.usage_terms for c in story.captions)) if t)
        ),
        "embargoed": story.embargoed, "keywords": "; ".join(story.keywords),
        "removed": ", ".join(f"{by} {number}" for by, number in rules.items()),
        "inferred": "; ".join(f"{name}: {rule}" for name, rule in story.by.items()),
        "text": f"{len(story.text)} characters: {shorten(story.text, 160)}",
    }  # fmt: skip
    rows = [f"story {story.id}"]
    for name, value in fields.items():
        if value:
            plain = "".join(c if c.isprintable() else " " for c in value)
            rows.append(f"  {name:<14}" + indent("\n".join(wrap(plain, 62)), " " * 16).lstrip())
    return "\n".join(rows) + "\n"


@app.command()
def code(
    paths: Paths,
    format: Annotated[EventFormat | None, typer.Option(help="Default: table on a terminal, else jsonl.")] = None,
    published: Published = None,
    bundle: Annotated[str, typer.Option(help="A shipped bundle's name, or the folder of another.")] = "en-small",
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Keep events at least this sure (default: the bundle's).")
    ] = None,
    actors: Actors = None,
    output: Output = None,
) -> None:
    """Code reports: who did what to whom.

    Each event shows the words behind every field. What cannot be read gets a line on standard
    error and the rest goes on; the exit code is 2 when nothing could be read.
    """
    from dateline.coder import Coder
    from dateline.exports import EXPORTS
    from dateline.pipeline import code_paths

    coder = Coder(bundle, min_confidence=min_confidence, actors=actors)
    say(coder.listed.conflicts if coder.listed else ())
    rejections = Rejections()
    coded = code_paths(paths, coder, published=checked_date(published), rejected=rejections)
    with opened(output) as out:
        stories, _ = EXPORTS[chosen(format, output, EventFormat)](with_progress(coded, "stories coded:"), out)
    finish(stories, rejections)


@app.command()
def classify(
    file: Annotated[str, typer.Argument(metavar="FILE.jsonl", help="Lines with text, source and target; - for stdin.")],
    format: Annotated[StoryFormat | None, typer.Option(help="Default: table on a terminal, else jsonl.")] = None,
    bundle: Annotated[str, typer.Option(help="A shipped bundle's name, or the folder of another.")] = "en-small",
    output: Output = None,
) -> None:
    """Type the relation of two marked phrases.

    A line is {"text": ..., "source": {"start": 0, "end": 5}, "target": {"start": 9, "end": 14}};
    target may be null. "event" and "scores" of all 16 types are added to it.
    """
    from dateline.coder import Coder
    from dateline.relations import classify_lines

    rejections = Rejections()
    coder = Coder(bundle)
    with opened(output) as out:
        as_table = chosen(format, output, StoryFormat) == "table"
        answers = classify_lines(coder, file, rejected=rejections)
        count = write_lines(with_progress(answers, "pairs classified:"), pair_line if as_table else json_line, out)
    finish(count, rejections)


def pair_line(record: dict[str, Any]) -> str:
    """One answer for a person: type, probability, source and target."""
    named = [
        record["text"][slice(r["start"], r["end"])] if (r := record.get(role)) else "-" for role in ("source", "target")
    ]
    return f"{record['event']:<10} {record['scores'][record['event']]:.2f}  {named[0]} > {named[1]}"


@app.command()
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", help="Labelled texts; docs/corpus.md shows the format.")
    ],
    texts: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The texts of labels that come without them (id and text a line)."),
    ] = None,
    format: Annotated[ReportFormat | None, typer.Option(help="Default: table on a terminal, else json.")] = None,
    misses: Annotated[int, typer.Option(min=0, metavar="N", help="Misses shown in the table.")] = 20,
    bundle: Annotated[str, typer.Option(help="A shipped bundle's name, or the folder of another.")] = "en-small",
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Keep events at least this sure (default: the bundle's).")
    ] = None,
    output: Output = None,
) -> None:
    """Score the coder against labelled texts, your own too.

    Precision, recall and F1 of each field with 95 % intervals, types mistaken for one another, and
    the sentences in which something was missed.
    """
    from dateline.coder import Coder
    from dateline.exports.report import report, write_report
    from dateline.labels import read_passages
    from dateline.pipeline import answer_gold

    coder = Coder(bundle, min_confidence=min_confidence)
    try:
        passages = list(read_passages(gold, coder.ontology, texts=texts))
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror}; expected a file of labelled texts") from error
    found = report(with_progress(answer_gold(passages, coder), "texts coded:"))
    with opened(output) as out:
        if chosen(format, output, ReportFormat, usual="json") == "table":
            write_report(found, out, shown=misses)
        else:
            print(json.dumps(found, ensure_ascii=False), file=out)


@resolve.command("actor")
def resolve_actor(
    text: Annotated[str, typer.Argument(help='For example "Turkish police".')],
    date: Annotated[str | None, typer.Option(metavar="DATE", help="As of this day (YYYY-MM-DD).")] = None,
    context: Annotated[str | None, typer.Option(metavar="TEXT", help="The sentence or story around it.")] = None,
    actors: Actors = None,
) -> None:
    """Tell whom a text names.

    Country or organisation code, sectors, and the rule that decided; null where the words do not tell.
    """
    from dateline.steps.listed import load_listed
    from dateline.steps.parties import resolve_actor as ask

    listed = load_listed(actors) if actors else None
    say(listed.conflicts if listed else ())
    print(json_line(ask(text, date=checked_date(date), context=context, listed=listed)))


@resolve.command("date")
def resolve_date(
    text: Annotated[str, typer.Argument(help='For example "last Thursday".')],
    anchor: Annotated[str, typer.Option(metavar="DATETIME", help="The day it is counted from (YYYY-MM-DD).")],
) -> None:
    """Tell which days a text names.

    First and last day, the precision (day, week, month, year, range) and the rule that decided.
    """
    from dateline.steps.times import resolve_date as ask

    print(json_line(ask(text, checked_date(anchor))))


@resolve.command("place")
def resolve_place(
    text: Annotated[str, typer.Argument(help='For example "Springfield, Illinois".')],
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Within this country (three letters).")] = None,
    context: Annotated[str | None, typer.Option(metavar="TEXT", help="The sentence or story around it.")] = None,
) -> None:
    """Tell where a text leads.

    The place with coordinates, province, country and GeoNames id, and the rule that decided; null,
    and the reason on standard error, where the words lead nowhere.
    """
    from dateline.steps.places import resolve_place as ask

    found = ask(text, country=country and country.upper(), context=context)
    print(json_line(found.place and to_dict(found.place) | {"by": found.by}))
    if found.place is None:
        print(f"dateline: {found.by}", file=sys.stderr)


app.add_typer(store_commands)
app.add_typer(desk_commands)


@app.callback(invoke_without_command=True)
def main(version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False) -> None:
    if version:
        from dateline.version import __version__

        print(__version__)
        raise typer.Exit


def run() -> None:
    """The program: a user's mistake is one line and exit code 2, Ctrl-C is 130, a closed pipe silence."""
    try:
        app()
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(NOTHING_READ)
    except KeyboardInterrupt:
        print("dateline: stopped", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
