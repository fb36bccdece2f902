"""Answers as files and streams: events in every export format, rows as JSON Lines or CSV."""

import csv
import io
import json
import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from fastapi.responses import StreamingResponse

from dateline.answers import Answer
from dateline.errors import InputError
from dateline.exports import EXPORTS
from dateline.queries import Wanted, coded
from dateline.web.holding import Holding

MEDIA = {
    "jsonl": "application/x-ndjson", "csv": "text/csv", "table": "text/plain", "polecat": "text/plain",
    "icews": "text/tab-separated-values", "gdelt": "text/tab-separated-values", "geojson": "application/geo+json",
    "graphml": "application/xml", "parquet": "application/vnd.apache.parquet",
}  # fmt: skip
BINARY = ("parquet",)
ROW_FORMATS = ("jsonl", "csv")
_CHUNK = 1 << 16
_AHEAD = 8  # chunks written before the reader has taken them
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Bytes(io.RawIOBase):
    """The binary side of a pipe, for formats that are not text."""

    def __init__(self, pipe: "_Pipe"):
        self.pipe = pipe

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.pipe.flush()
        self.pipe._put(bytes(data))
        return len(data)


class _Pipe(io.TextIOBase):
    """Text written here comes out of `chunks` in another thread; a reader that went away ends the writing."""

    def __init__(self) -> None:
        self.queue: queue.Queue[str | bytes | None] = queue.Queue(_AHEAD)
        self.left = threading.Event()
        self.held: list[str] = []
        self.size = 0
        self.buffer = _Bytes(self)

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.held.append(text)
        self.size += len(text)
        if self.size >= _CHUNK:
            self.flush()
        return len(text)

    def flush(self) -> None:
        if self.held:
            self._put("".join(self.held))
            self.held, self.size = [], 0

    def end(self) -> None:
        self.flush()
        self._put(None)

    def _put(self, chunk: str | bytes | None) -> None:
        while not self.left.is_set():
            try:
                return self.queue.put(chunk, timeout=0.2)
            except queue.Full:
                continue
        raise BrokenPipeError("the reader has gone")

    def chunks(self) -> Iterator[str | bytes]:
        try:
            while (chunk := self.queue.get()) is not None:
                yield chunk
        finally:
            self.left.set()


def streamed(write: Callable[[TextIO], object], *, format: str, name: str) -> StreamingResponse:
    """What `write` writes, sent while it is written; a download of that name."""
    pipe = _Pipe()

    def run() -> None:
        try:
            write(pipe)  # type: ignore[arg-type]
        except InputError as error:
            pipe.write(json.dumps({"error": str(error)}) + "\n")
        except BrokenPipeError:
            return  # the reader left; nobody waits for the rest
        finally:
            if not pipe.left.is_set():
                pipe.end()

    threading.Thread(target=run, daemon=True).start()
    media = MEDIA.get(format, "application/octet-stream")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{"txt" if format == "table" else format}"'}
    return StreamingResponse(
        pipe.chunks(), media_type=media if format in BINARY else f"{media}; charset=utf-8", headers=headers
    )


def event_file(holding: Holding, wanted: Wanted, format: str) -> StreamingResponse:
    """All events asked for in one of the export formats. Raises InputError for a format that is none."""
    if format not in EXPORTS:
        raise InputError(f"format is {format!r}; write one of {', '.join(EXPORTS)}")
    with holding.open():
        pass  # a store that cannot be opened is told as such, before the file begins

    def write(out: TextIO) -> None:
        with holding.open() as store:
            EXPORTS[format](coded(store, wanted), out)

    return streamed(write, format=format, name="events")


def row_file(answer: Answer, format: str, name: str) -> StreamingResponse:
    """All rows of an answer as JSON Lines or CSV. Raises InputError for another format."""
    if format not in ROW_FORMATS:
        raise InputError(f"format is {format!r}; write one of {', '.join(ROW_FORMATS)}")
    lines = _as_csv if format == "csv" else _as_lines
    return streamed(lambda out: lines(answer, out), format=format, name=name)


def _as_lines(answer: Answer, out: TextIO) -> None:
    for row in answer:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _as_csv(answer: Answer, out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for name, _ in answer.columns])
    writer.writerows([[_cell(cell) for cell in row] for row in answer.rows])


def _cell(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    words = "; ".join(map(str, cell)) if isinstance(cell, list) else cell
    return "'" + words if isinstance(words, str) and words.startswith(_FORMULA) else words
