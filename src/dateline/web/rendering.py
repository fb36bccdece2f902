"""Templates and addresses: every link of a page keeps the moment that the page is asked as of."""

from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from dateline.exports import EXPORTS
from dateline.ontology import load_ontology
from dateline.records import FACTUALITY
from dateline.version import __version__
from dateline.web.lights import parties
from dateline.web.words import KINDS, QUADS


def environment() -> Environment:
    """The templates; everything in them is escaped, a name that is missing is an error."""
    made = Environment(
        loader=PackageLoader("dateline.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {
        "QUADS": QUADS, "KINDS": KINDS, "FACTUALITY": FACTUALITY, "FORMATS": tuple(EXPORTS),
        "TYPES": tuple(load_ontology().types), "parties": parties, "web_address": web_address, "version": __version__,
        "address": address,
    }  # fmt: skip
    made.filters.update(day=day, minute=minute, percent=percent, capitalize_first=capitalize_first)
    return made


def day(words: str | None) -> str:
    """The day of a time."""
    return (words or "")[:10]


def minute(words: str | None) -> str:
    """A moment to the minute: 2025-05-08 13:45 UTC."""
    return f"{words[:10]} {words[11:16]} UTC" if words and len(words) > 16 else words or ""


def capitalize_first(words: str) -> str:
    """The words with a capital at their beginning, the others as they are."""
    return words[:1].upper() + words[1:]


def percent(share: float | None) -> str:
    """0.948 as 95 %."""
    return "" if share is None else f"{100 * share:.0f} %"


def web_address(url: str | None) -> str | None:
    """The address when following it can only lead to a web page; None for javascript: and other kinds."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def address(path: str, **asked: Any) -> str:
    """A path with the parameters that are asked, without those that are not."""
    known = {name: value for name, value in asked.items() if value not in (None, "")}
    return quote(path, safe="/:*~") + (f"?{urlencode(known)}" if known else "")


class Renderer:
    """Writes pages."""

    def __init__(self) -> None:
        self.templates = environment()

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page; `link` makes addresses that keep `as_of`, `again` the page's own with parameters exchanged."""
        given = {name: value for name, value in request.query_params.items() if value.strip()}
        as_of = given.get("as_of")

        def link(path: str, **asked: Any) -> str:
            return address(path, **({"as_of": as_of} | asked))

        def again(**asked: Any) -> str:
            kept = {name: value for name, value in given.items() if name != "cursor"}
            return address(request.url.path, **(kept | asked))

        html = self.templates.get_template(template).render(
            path=request.url.path, given=given, as_of=as_of, link=link, again=again, **values
        )
        return HTMLResponse(html, status)
