"""What went wrong, as a page or as JSON: what it is and how to go on. Never a traceback."""

import sqlite3
from collections.abc import Callable
from typing import Any, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from dateline.errors import DatelineError, InputError
from dateline.readings import NotHeldError


class StoreGoneError(InputError):
    """The store cannot be opened: it vanished, is locked, or is none."""


class ForbiddenError(InputError):
    """A write without the token, or from another site."""


class Refusal(NamedTuple):
    """Status, what is wrong, and how to go on."""

    status: int
    what: str
    next: str

    def record(self) -> dict[str, Any]:
        """The body of a JSON answer."""
        return {"error": self._asdict()}


_WAYS_ON = {
    404: "start from / for pages, or from /api/v1 for data",
    405: "read with GET; only review marks are written, with POST to /api/v1/events/{id}/marks",
}


def refusal(error: Exception) -> Refusal:
    """How an error is told: by the message's own "what; what to do", and a status."""
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        name = str(first["loc"][-1]) if first["loc"] else "the request"
        return Refusal(422, f"{name}: {first['msg']}", "correct it; /api lists what every parameter takes")
    if isinstance(error, HTTPException):
        return Refusal(error.status_code, str(error.detail), _WAYS_ON.get(error.status_code, "go back and try again"))
    what, _, advice = str(error).partition("; ")
    if isinstance(error, StoreGoneError) or isinstance(error.__cause__, sqlite3.Error):
        return Refusal(503, what, advice or "check the file that dateline serve was given, then reload")
    if isinstance(error, NotHeldError):
        return Refusal(404, what, advice)
    if isinstance(error, ForbiddenError):
        return Refusal(403, what, advice)
    return Refusal(400, what, advice or "correct the address; /api lists what every parameter takes")


def install(app: FastAPI, page: Callable[[Request, Refusal], Response]) -> None:
    """Answer every refusal under /api with JSON and any other with `page`."""

    async def told(request: Request, error: Exception) -> Response:
        refused = refusal(error)
        if request.url.path.startswith("/api/v1"):
            return JSONResponse(refused.record(), refused.status)
        return page(request, refused)

    for kind in (DatelineError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, told)
