"""Writing review marks: who may, and how a form or a JSON body becomes a mark."""

import json
import secrets
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from pydantic import BaseModel, Field, ValidationError

from dateline.errors import InputError
from dateline.marks import FIELDS, Mark, add_mark, marks, training_passages
from dateline.web import asked, downloads
from dateline.web.holding import Holding
from dateline.web.refusals import ForbiddenError
from dateline.web.rendering import Renderer

COOKIE, NAME = "dateline_token", "dateline_name"
_MOST = 20_000  # bytes of a form


class MarkBody(BaseModel):
    """A mark as the API takes it."""

    field: str = Field("all", description=", ".join(FIELDS))
    verdict: str = Field(description="right, wrong or mended")
    who: str = Field(description="who reviews", max_length=500)
    value: str | None = Field(None, description='what a mended field should hold; several are parted by "; "')
    note: str | None = Field(None, max_length=500)


def permit(request: Request, token: str, shown: str | None = None) -> None:
    """Raises ForbiddenError unless the request carries the token and comes from the desk's own pages."""
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise ForbiddenError("a write from another site; open the desk itself")
    header = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    known = shown or header or request.cookies.get(COOKIE, "")
    if not secrets.compare_digest(known.encode(), token.encode()):
        raise ForbiddenError("no valid token; give the one that dateline serve printed when it started")


def api_routes(routes: APIRouter, holding: Holding, token: str) -> None:
    """Marks under /api/v1."""

    @routes.post("/events/{id}/marks", status_code=201, responses={403: {"description": "without the server's token"}})
    def mark_event(request: Request, id: str, body: MarkBody) -> dict[str, Any]:
        """Keep a mark on an event. Needs the header `Authorization: Bearer TOKEN`; changes no event."""
        permit(request, token)
        with holding.open(write=True) as store:
            return {"number": add_mark(store, id, Mark(**body.model_dump()))}

    @routes.get("/marks", response_model=None)
    def list_marks(
        event: asked.Id = None,
        limit: asked.Limit = 50,
        format: Annotated[str | None, Query(description="all marks as a stream: jsonl or csv")] = None,
    ) -> dict[str, Any] | Response:
        """Review marks, the latest first."""
        with holding.open() as store:
            answer = marks(store, event=event, limit=None if format else limit)
        return downloads.row_file(answer, format, "marks") if format else {"items": list(answer), "next": None}

    @routes.get("/passages", response_model=None)
    def list_passages() -> StreamingResponse:
        """Sentences whose events were all reviewed, as lines of the training corpus."""
        with holding.open() as store:
            lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in training_passages(store)]
        return downloads.streamed(lambda out: out.writelines(lines), format="jsonl", name="passages")


def page_routes(routes: APIRouter, holding: Holding, token: str, renderer: Renderer) -> None:
    """Marks written with forms, and the page that lists them."""

    def review(request: Request) -> Response:
        with holding.open() as store:
            rows = list(marks(store, limit=200))
        return renderer.page(request, "review.html", rows=rows)

    async def mark(request: Request, id: str) -> Response:
        form = await _form(request)
        permit(request, token, form.pop("token", None))
        try:
            body = MarkBody(**form)
        except ValidationError as error:
            name = ".".join(map(str, error.errors()[0]["loc"]))
            raise InputError(f"the form lacks or overfills {name!r}; go back and fill it in") from error

        def write() -> None:
            with holding.open(write=True) as store:
                add_mark(store, id, Mark(**body.model_dump()))

        await run_in_threadpool(write)
        answer = RedirectResponse(f"/events/{id}#e-{id}", 303)
        for name, value in ((COOKIE, token), (NAME, "".join(c for c in body.who if c.isascii() and c.isalnum()))):
            answer.set_cookie(name, value, httponly=True, samesite="strict", max_age=43_200)
        return answer

    routes.add_api_route("/review", review, methods=["GET"], response_model=None)
    routes.add_api_route("/events/{id}/marks", mark, methods=["POST"], response_model=None)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a posted form. Raises InputError for a body that is none, or too long."""
    size = request.headers.get("content-length", "")
    if not size.isdecimal() or int(size) > _MOST:
        raise InputError(f"a form of unknown size or beyond {_MOST} bytes; write a shorter note")
    if "urlencoded" not in request.headers.get("content-type", ""):
        raise InputError("not a form; files cannot be sent, and marks as JSON go to /api/v1/events/{id}/marks")
    fields = parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=False, max_num_fields=20)
    return dict(fields)
