"""The desk: pages and an API over one store. It reads; only review marks are written."""

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

from dateline.version import __version__
from dateline.web import api, refusals
from dateline.web.holding import Holding
from dateline.web.pages import Pages

LOOPBACK = ("127.0.0.1", "localhost", "::1")
# No script at all runs on these pages, and nothing is loaded from elsewhere: whatever a story says.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def make_app(path: str | Path, *, token: str, host: str = LOOPBACK[0]) -> FastAPI:
    """The application over the store at `path`; `token` is what a review mark must carry.

    On a loopback `host` only requests that name it are answered, so that no foreign page reaches the
    desk under a name of its own.
    """
    app = FastAPI(
        title="Dateline", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json",
        description="What a store of coded news holds: stories, events, incidents and series, as of any moment.",
    )  # fmt: skip
    holding = Holding(path)
    pages = Pages(holding, token, lambda: app.openapi())
    app.include_router(api.router(holding, token))
    app.include_router(pages.router())
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    refusals.install(app, pages.refused)
    if host in LOOPBACK:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK[:2], "[::1]", "testserver"])

    @app.middleware("http")
    async def harden(request: Request, call_next) -> Response:  # type: ignore[no-untyped-def]
        response: Response = await call_next(request)
        response.headers.update(HEADERS)
        if not request.url.path.startswith("/static"):
            response.headers["Cache-Control"] = "no-store"
        return response

    return app
