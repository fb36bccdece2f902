"""The API under /api/v1: the answers of the command line as JSON, page by page or as a stream."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from dateline.answers import Answer
from dateline.errors import InputError
from dateline.exports.plover import event_record
from dateline.happenings import incidents
from dateline.listings import WantedStories, event_page, pairs, places, story_page
from dateline.queries import Wanted, history, search, unresolved
from dateline.readings import NotHeldError, Told, Version, dropped, find_event, told, versions
from dateline.records import to_dict
from dateline.series import PERIODS, series
from dateline.web import asked, downloads, review
from dateline.web.holding import Holding

REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"description": "a filter, date, cursor or format that cannot be read: what it is and how to go on"},
    404: {"description": "an id that the store does not hold"},
    422: {"description": "a parameter outside its limits"},
    503: {"description": "the store has vanished or is locked"},
}
Events = Annotated[Wanted, Depends(asked.wanted)]
Stories = Annotated[WantedStories, Depends(asked.wanted_stories)]
Words = Annotated[str, Query(min_length=1, max_length=500, description='words, "a phrase", OR between them')]
RowFormat = Annotated[str | None, Query(description="all rows as a stream: jsonl or csv", examples=["jsonl"])]
EventFormat = Annotated[str | None, Query(description="all events as a stream: jsonl, csv or table", examples=["csv"])]


def page(items: list[Any], after: str | None = None) -> dict[str, Any]:
    """A page of an answer; `next` is null on the last one."""
    return {"items": items, "next": after}


def told_record(one: Told) -> dict[str, Any]:
    """An event with what became of it."""
    return {
        "event": event_record(one.event), "revision": one.revision, "change": one.change, "changed": one.changed,
        "retracted": one.retracted,
    }  # fmt: skip


def version_record(version: Version) -> dict[str, Any]:
    """A version with its whole story."""
    return version._asdict() | {"story": to_dict(version.story)}


def router(holding: Holding, token: str) -> APIRouter:
    """The routes over one store."""
    routes = APIRouter(prefix="/api/v1", responses=REFUSED)
    _lists(routes, holding)
    _single(routes, holding)
    _aggregates(routes, holding)
    review.api_routes(routes, holding, token)
    return routes


def _rows(answer: Answer, format: str | None, name: str) -> Any:
    return downloads.row_file(answer, format, name) if format else page(list(answer))


def _lists(routes: APIRouter, holding: Holding) -> None:
    @routes.get("/events", response_model=None)
    def list_events(
        wanted: Events, limit: asked.Limit = 50, cursor: asked.Cursor = None, format: EventFormat = None
    ) -> dict[str, Any] | Response:
        """Events held, the latest day first, each a PLOVER record; with `format` all of them as a stream."""
        if format:
            return downloads.event_file(holding, wanted, format)
        with holding.open() as store:
            found = event_page(store, wanted, limit=limit, after=cursor)
        return page([event_record(row.event) for row in found.rows], found.after)

    @routes.get("/stories", response_model=None)
    def list_stories(
        wanted: Stories, limit: asked.Limit = 50, cursor: asked.Cursor = None, format: RowFormat = None
    ) -> dict[str, Any] | Response:
        """Stories held, the latest first, without their text; with `format` all of them as a stream."""
        with holding.open() as store:
            if format:
                return downloads.row_file(story_page(store, wanted, limit=None).rows, format, "stories")
            found = story_page(store, wanted, limit=limit, after=cursor)
        return page(list(found.rows), found.after)

    @routes.get("/incidents", response_model=None)
    def list_incidents(
        wanted: Events,
        reports: Annotated[int, Query(ge=1, le=1000, description="at least so many stories report it")] = 1,
        limit: asked.Limit = 50,
        format: RowFormat = None,
    ) -> dict[str, Any] | Response:
        """Happenings, the most reported first: their reports, independent sources, what agrees, what is disputed."""
        with holding.open() as store:
            answer = incidents(store, wanted, reports=reports, limit=None if format else limit)
        return _rows(answer, format, "incidents")

    @routes.get("/search", response_model=None)
    def search_stories(
        q: Words, limit: asked.Limit = 20, as_of: asked.AsOf = None, format: RowFormat = None
    ) -> dict[str, Any] | Response:
        """Stories by their words, the latest first."""
        with holding.open() as store:
            answer = search(store, q, as_of=asked.moment(as_of), limit=limit)
        return _rows(answer, format, "search")


def _single(routes: APIRouter, holding: Holding) -> None:
    @routes.get("/stories/{id}")
    def one_story(id: str, as_of: asked.AsOf = None) -> dict[str, Any]:
        """A story: every version known by then, with the events that each brought and ended."""
        as_of = asked.moment(as_of)
        with holding.open() as store:
            found = versions(store, id, as_of=as_of)
            return {"id": id, "versions": [
                version_record(v) | {
                    "events": [told_record(one) for one in told(store, id, v.version, as_of=as_of)],
                    "dropped": [told_record(one) for one in dropped(store, id, v.version, as_of=as_of)],
                } for v in found
            ]}  # fmt: skip

    @routes.get("/events/{id}")
    def one_event(id: str, as_of: asked.AsOf = None) -> dict[str, Any]:
        """An event in its last revision known by then, and why it is held no longer if it is not."""
        with holding.open() as store:
            _, one = find_event(store, id, as_of=asked.moment(as_of))
        return told_record(one)

    @routes.get("/history/{id}", response_model=None)
    def one_history(id: str, as_of: asked.AsOf = None, format: RowFormat = None) -> dict[str, Any] | Response:
        """Everything that happened to a story, event or incident, in order."""
        with holding.open() as store:
            answer = past(store, id, asked.moment(as_of))
        return _rows(answer, format, "history")

    @routes.get("/incidents/{id}")
    def one_incident(id: str, as_of: asked.AsOf = None) -> dict[str, Any]:
        """One happening."""
        with holding.open() as store:
            found = incidents(store, Wanted(incident=id, as_of=asked.moment(as_of)))
        if not found.rows:
            raise NotHeldError(f"no incident {id!r} in this store; look for it in the list of incidents")
        return next(iter(found))


def past(store: Any, id: str, as_of: str | None) -> Answer:
    """The history of an id. Raises NotHeldError for an unknown one."""
    try:
        return history(store, id, as_of=as_of)
    except InputError as error:
        if error.__cause__:
            raise
        raise NotHeldError(f"no story, event or incident {id!r} in this store; the lists show ids") from error


def _aggregates(routes: APIRouter, holding: Holding) -> None:
    @routes.get("/series", response_model=None)
    def one_series(
        dyad: Annotated[str, Query(max_length=12, description="source:target; * is any", examples=["CHN:PRK"])],
        by: Annotated[str, Query(description=", ".join(PERIODS))] = "month",
        since: asked.Day = None,
        until: asked.Day = None,
        as_of: asked.AsOf = None,
        format: RowFormat = None,
    ) -> dict[str, Any] | Response:
        """Asserted events of a dyad by period, with 95 % limits from the coder's measured error, and coverage."""
        source, target = asked.dyad(dyad)
        with holding.open() as store:
            answer = series(
                store, f"{source}:{target}", by=by, since=asked.day(since, "since"), until=asked.day(until, "until"),
                as_of=asked.moment(as_of),
            )  # fmt: skip
        return _rows(answer, format, "series")

    @routes.get("/dyads", response_model=None)
    def list_dyads(
        since: asked.Day = None,
        until: asked.Day = None,
        party: asked.Code = None,
        limit: asked.Limit = 50,
        as_of: asked.AsOf = None,
        format: RowFormat = None,
    ) -> dict[str, Any] | Response:
        """The pairs of known parties with most asserted events."""
        with holding.open() as store:
            answer = pairs(
                store, since=asked.day(since, "since"), until=asked.day(until, "until"), party=party and party.upper(),
                as_of=asked.moment(as_of), limit=-1 if format else limit,
            )  # fmt: skip
        return _rows(answer, format, "dyads")

    @routes.get("/places", response_model=None)
    def list_places(wanted: Events, limit: asked.Limit = 100, format: RowFormat = None) -> dict[str, Any] | Response:
        """Where the events asked for happened; lat and lon are null where a name was not resolved."""
        with holding.open() as store:
            answer = places(store, wanted, limit=None if format else limit)
        return _rows(answer, format, "places")

    @routes.get("/unresolved", response_model=None)
    def list_unresolved(
        limit: asked.Limit = 50, as_of: asked.AsOf = None, format: RowFormat = None
    ) -> dict[str, Any] | Response:
        """Party texts without a code, the commonest first."""
        with holding.open() as store:
            return _rows(unresolved(store, as_of=asked.moment(as_of), limit=limit), format, "unresolved")
