"""The pages: what is asked, the answer, and the template that shows it."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from dateline.happenings import incidents
from dateline.listings import WantedStories, event_page, pairs, places, scores, story_page
from dateline.marks import FIELDS, VERDICTS, marks
from dateline.queries import Wanted, search
from dateline.readings import NotHeldError, find_event
from dateline.series import PERIODS, series
from dateline.web import asked, charts, questions, reading, review
from dateline.web.api import past
from dateline.web.holding import Holding
from dateline.web.refusals import Refusal
from dateline.web.rendering import Renderer

Events = Annotated[Wanted, Depends(asked.wanted)]
Stories = Annotated[WantedStories, Depends(asked.wanted_stories)]


class Pages:
    """The pages over one store."""

    def __init__(self, holding: Holding, token: str, description: Callable[[], dict[str, Any]]):
        self.holding, self.token, self.description = holding, token, description
        self.renderer = Renderer()

    def refused(self, request: Request, refusal: Refusal) -> Response:
        """What went wrong and how to go on."""
        return self.renderer.page(request, "refused.html", status=refusal.status, refusal=refusal)

    def router(self) -> APIRouter:
        """The routes of all pages."""
        routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
        members: dict[str, Callable[..., Response]] = {
            "/": self.home, "/stories": self.stories, "/stories/{id}": self.story, "/events": self.events,
            "/events/{id}": self.event, "/incidents": self.incidents, "/incidents/{id}": self.incident,
            "/search": self.search, "/relations": self.relations, "/relations/{dyad}": self.dyad, "/map": self.map,
            "/network": self.network, "/history/{id}": self.history, "/api": self.reference,
        }  # fmt: skip
        for path, member in members.items():
            routes.add_api_route(path, member, methods=["GET", "HEAD"], response_model=None)
        review.page_routes(routes, self.holding, self.token, self.renderer)
        return routes

    def home(self, request: Request, as_of: asked.AsOf = None) -> Response:
        as_of = asked.moment(as_of)
        with self.holding.open() as store:
            newest = story_page(store, WantedStories(as_of=as_of), limit=8).rows
            latest = event_page(store, Wanted(as_of=as_of), limit=8).rows
            dyads = pairs(store, as_of=as_of, limit=8)
        return self.renderer.page(request, "home.html", stories=newest, events=latest, dyads=dyads)

    def stories(self, request: Request, wanted: Stories, cursor: asked.Cursor = None) -> Response:
        with self.holding.open() as store:
            found = story_page(store, wanted, after=cursor)
        return self.renderer.page(request, "stories.html", found=found)

    def story(
        self, request: Request, id: str, version: Annotated[str | None, Query(max_length=6)] = None,
        event: Annotated[str | None, Query(max_length=100)] = None,
        against: Annotated[str | None, Query(max_length=6)] = None, as_of: asked.AsOf = None,
    ) -> Response:  # fmt: skip
        return self._reading(request, id, reading.Choice(version, event, against, asked.moment(as_of)))

    def _reading(self, request: Request, id: str, choice: reading.Choice) -> Response:
        with self.holding.open() as store:
            seen = reading.read(store, id, choice)
            said = list(marks(store, event=choice.event, limit=50)) if seen.chosen else []
        return self.renderer.page(
            request, "story.html", seen=seen, marks=said, FIELDS=FIELDS, VERDICTS=VERDICTS,
            reviewer=request.cookies.get(review.COOKIE) == self.token and request.cookies.get(review.NAME),
            question=questions.about_history(self.holding.path, id),
        )  # fmt: skip

    def events(self, request: Request, wanted: Events, cursor: asked.Cursor = None) -> Response:
        with self.holding.open() as store:
            found = event_page(store, wanted, after=cursor)
        question = questions.about_events(self.holding.path, wanted)
        return self.renderer.page(request, "events.html", found=found, question=question)

    def event(self, request: Request, id: str, as_of: asked.AsOf = None) -> Response:
        """An event is read in its story."""
        as_of = asked.moment(as_of)
        with self.holding.open() as store:
            row, _ = find_event(store, id, as_of=as_of)
        return self._reading(request, row.story.id, reading.Choice(str(row.story.version), id, None, as_of))

    def incidents(
        self, request: Request, wanted: Events, reports: Annotated[int, Query(ge=1, le=1000)] = 2,
    ) -> Response:  # fmt: skip
        with self.holding.open() as store:
            answer = incidents(store, wanted, reports=reports, limit=100)
        question = questions.about_incidents(self.holding.path, wanted, reports)
        return self.renderer.page(request, "incidents.html", rows=list(answer), reports=reports, question=question)

    def incident(self, request: Request, id: str, as_of: asked.AsOf = None) -> Response:
        wanted = Wanted(incident=id, as_of=asked.moment(as_of))
        with self.holding.open() as store:
            rows = list(incidents(store, wanted))
            found = event_page(store, wanted, limit=200)
        if not rows:
            raise NotHeldError(f"no incident {id!r} in this store; look for it in the list of incidents")
        disputed = json.loads(rows[0]["disputed"] or "{}")
        question = questions.about_events(self.holding.path, wanted)
        return self.renderer.page(
            request, "incident.html", row=rows[0], found=found, disputed=disputed, question=question
        )

    def search(
        self, request: Request, q: Annotated[str, Query(max_length=500)] = "", as_of: asked.AsOf = None
    ) -> Response:
        as_of = asked.moment(as_of)
        rows: list[dict[str, Any]] = []
        if q.strip():
            with self.holding.open() as store:
                rows = [
                    row | {"pieces": _pieces(row["snippet"] or "")} for row in search(store, q, as_of=as_of, limit=50)
                ]
        question = questions.about_words(self.holding.path, q, as_of) if q.strip() else None
        return self.renderer.page(request, "search.html", q=q, rows=rows, question=question)

    def relations(
        self, request: Request, since: asked.Day = None, until: asked.Day = None, than: asked.Day = None,
        before: asked.Day = None, party: asked.Code = None, as_of: asked.AsOf = None,
    ) -> Response:  # fmt: skip
        """Dyads by their events; with `than` and `before` beside another period."""
        days = [asked.day(words, name) for words, name in ((since, "since"), (until, "until"))]
        other = [asked.day(words, name) for words, name in ((than, "than"), (before, "before"))]
        chosen = {"party": party and party.upper(), "as_of": asked.moment(as_of)}
        with self.holding.open() as store:
            rows = list(pairs(store, since=days[0], until=days[1], limit=200, **chosen))
            earlier = list(pairs(store, since=other[0], until=other[1], limit=2000, **chosen)) if any(other) else []
        moved = charts.moved(rows, earlier) if any(other) else []
        return self.renderer.page(request, "relations.html", rows=rows, moved=moved, compared=any(other))

    def dyad(
        self, request: Request, dyad: str, by: str = "month", since: asked.Day = None, until: asked.Day = None,
        as_of: asked.AsOf = None,
    ) -> Response:  # fmt: skip
        source, target = asked.dyad(dyad)
        chosen = {
            "by": by, "since": asked.day(since, "since"), "until": asked.day(until, "until"),
            "as_of": asked.moment(as_of),
        }  # fmt: skip
        with self.holding.open() as store:
            rows = list(series(store, f"{source}:{target}", **chosen))  # type: ignore[arg-type]
            days = list(scores(store, source, target, **{name: chosen[name] for name in ("since", "until", "as_of")}))
        rows = charts.summed(rows, by) if "*" in (source, target) else rows
        question = questions.about_series(self.holding.path, f"{source}:{target}", chosen)
        return self.renderer.page(
            request, "dyad.html", source=source, target=target, rows=rows, by=by,
            chart=charts.timeline(rows[-400:], charts.mean_limits(days, by)),
            periods=PERIODS, edges=charts.edges, question=question,
        )  # fmt: skip

    def map(self, request: Request, wanted: Events, region: str = "world") -> Response:
        region = region if region in charts.REGIONS else "world"
        with self.holding.open() as store:
            rows = list(places(store, wanted, limit=500))
        outlines = (files("dateline") / "data" / "outlines" / "land.path").read_text("utf-8")
        return self.renderer.page(
            request, "map.html", rows=rows, spots=charts.spots(rows, region), region=region, regions=charts.REGIONS,
            box=charts.box(region), outlines=outlines, question=questions.about_events(self.holding.path, wanted),
        )  # fmt: skip

    def network(
        self, request: Request, since: asked.Day = None, until: asked.Day = None, party: asked.Code = None,
        as_of: asked.AsOf = None, dyads: Annotated[int, Query(ge=1, le=150)] = 40,
    ) -> Response:  # fmt: skip
        with self.holding.open() as store:
            rows = list(pairs(
                store, since=asked.day(since, "since"), until=asked.day(until, "until"), party=party and party.upper(),
                as_of=asked.moment(as_of), limit=dyads,
            ))  # fmt: skip
        nodes, edges = charts.network(rows)
        return self.renderer.page(request, "network.html", nodes=nodes, edges=edges, rows=rows)

    def history(self, request: Request, id: str, as_of: asked.AsOf = None) -> Response:
        with self.holding.open() as store:
            answer = past(store, id, asked.moment(as_of))
        question = questions.about_history(self.holding.path, id)
        return self.renderer.page(request, "history.html", id=id, rows=list(answer), question=question)

    def reference(self, request: Request) -> Response:
        """What the API answers, from its own description."""
        return self.renderer.page(request, "api.html", description=self.description())


def _pieces(snippet: str) -> list[tuple[str, bool]]:
    """A search's snippet in pieces, each with whether it was asked for; the store marks those with brackets."""
    found = []
    for at, part in enumerate(snippet.split("[")):
        hit, bracket, rest = part.partition("]")
        found += [(hit, True), (rest, False)] if at and bracket else [(("[" if at else "") + part, False)]
    return [(words, hit) for words, hit in found if words]
