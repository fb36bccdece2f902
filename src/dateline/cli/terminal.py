"""What all commands share: arguments, output to a terminal or a file, rejected inputs."""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from dateline.errors import InputError
from dateline.records import Rejected, to_dict

NOTHING_READ = 2


class EventFormat(StrEnum):
    """Formats of events."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    polecat = "polecat"
    icews = "icews"
    gdelt = "gdelt"
    geojson = "geojson"
    graphml = "graphml"


class ReportFormat(StrEnum):
    """Formats of a report."""

    table = "table"
    json = "json"


class StoryFormat(StrEnum):
    """Formats of stories."""

    table = "table"
    jsonl = "jsonl"


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Files, folders, http(s) addresses, or - for standard input.")
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of stories that carry none.")
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here, not to the terminal.")]


Actors = Annotated[
    Path | None, typer.Option(metavar="FILE.csv", help="Your own actors: name,aliases,code,sectors,from,to.")
]


class Rejections:
    """Prints a line for each input that cannot be used, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, rejected: Rejected) -> None:
        self.count += 1
        line = " ".join(f"{rejected.source}: {rejected.reason}".split())
        print(f"dateline: {line}", file=sys.stderr)


def say(lines: Iterable[str]) -> None:
    """Each line on standard error."""
    for line in lines:
        print(f"dateline: {line}", file=sys.stderr)


@contextmanager
def opened(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears only when everything has been written."""
    if output is None:
        yield sys.stdout
        return
    try:
        handle, name = tempfile.mkstemp(dir=output.resolve().parent, prefix=f".{output.name}.")
    except OSError as error:
        raise InputError(
            f"cannot write {output}: {error.strerror}; name a file in a folder you may write to"
        ) from error
    try:
        with open(handle, "w", encoding="utf-8", newline="") as out:
            yield out
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, output)
    finally:
        Path(name).unlink(missing_ok=True)


def chosen(wanted: StrEnum | None, output: Path | None, members: type[StrEnum], *, usual: str = "jsonl") -> str:
    """The format asked for, or that of the file's suffix, or a table on a terminal and `usual` elsewhere."""
    if wanted:
        return wanted.value
    suffix = output.suffix.lstrip(".") if output else ""
    if suffix in members.__members__:
        return suffix
    return "table" if output is None and sys.stdout.isatty() else usual


def checked_date(value: str | None) -> str | None:
    """The date as given. Raises InputError when it is none."""
    from datetime import datetime

    try:
        if value is not None:
            datetime.fromisoformat(value)
    except ValueError as error:
        raise InputError(f"{value!r} is no date; write it as YYYY-MM-DD") from error
    return value


def with_progress(stories: Iterable[Any], label: str) -> Iterator[Any]:
    """The same items, counted on a terminal's standard error while they pass."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from stories
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None)
        for item in stories:
            yield item
            progress.advance(task)


def json_line(record: Any) -> str:
    """A record as one line of JSON."""
    return json.dumps(to_dict(record), ensure_ascii=False)


def write_lines(records: Iterable[Any], line: Callable[[Any], str], out: TextIO) -> int:
    """Write each record as `line` makes it, at once; how many there were."""
    count = 0
    for record in records:
        print(line(record), file=out)
        count += 1
    return count


def finish(count: int, rejections: Rejections) -> None:
    """Exit code 2 when inputs were refused and nothing could be read."""
    if not count and rejections.count:
        raise typer.Exit(NOTHING_READ)
