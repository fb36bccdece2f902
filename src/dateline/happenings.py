"""Incidents as they are shown: how many reports and sources, what agrees, what is disputed."""

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from dateline.answers import Answer
from dateline.queries import HELD, Wanted
from dateline.records import Event
from dateline.rows import event_from, uncited
from dateline.store import Store

COLUMNS = (
    ("id", "text"), ("date", "text"), ("enddate", "text"), ("type", "text"), ("actor", "texts"), ("recipient", "texts"),
    ("place", "text"), ("reports", "int"), ("stories", "int"), ("sources", "int"), ("first_report", "text"),
    ("latest_report", "text"), ("agreed", "texts"), ("disputed", "text"), ("headline", "text"), ("events", "texts"),
)  # fmt: skip


class _Report(NamedTuple):
    incident: str
    event: Event
    story: str
    published: str | None
    source: str
    lineage: int
    headline: str | None


def incidents(
    store: Store, wanted: Wanted | None = None, *, reports: int = 1, limit: int | None = None, **asked: Any
) -> Answer:
    """Happenings with at least so many reports among the events asked for, the most reported first.

    `sources` counts independent ones: copies of one text, and stories that credit one agency, are one.
    `agreed` names the fields that all reports give alike; `disputed` (JSON) gives for each other field
    its values with the time of their first report, in order: a death toll as it grew.
    """
    where, values = (wanted or Wanted(**asked)).conditions()
    rows = store.ask_named(
        f"""SELECT coalesce(i.id, e.id) AS incident, e.id, r.record, s.id, v.published, v.source, v.lineage, v.headline
            FROM revision r JOIN event e ON e.number = r.event JOIN version v ON v.number = r.version
            JOIN story s ON s.number = v.story LEFT JOIN member m ON m.event = e.number AND {HELD.format("m")}
            LEFT JOIN event i ON i.number = m.incident
            WHERE {HELD.format("r")} {where} {_SEVERAL if reports > 1 else ""}
            ORDER BY incident, v.published, v.number, r.number""",
        values,
    )
    shown = []
    for _, group in groupby(rows, key=lambda row: row[0]):
        members = [_report(*row) for row in group]
        if len({member.story for member in members}) >= reports:
            shown.append(_shown(members))
    shown.sort(key=lambda row: (-row[8], row[10] or "", row[0]))
    return Answer(COLUMNS, shown[:limit])


# Only events that share their incident can have several reports: the others need not be looked at.
_SEVERAL = f""" AND (m.incident IS NOT NULL OR e.number IN (
    SELECT m2.incident FROM member m2 WHERE {HELD.format("m2")}))"""


def _report(
    incident: str, id: str, record: str, story: str, published: str | None, source: str, lineage: int,
    headline: str | None,
) -> _Report:  # fmt: skip
    event = event_from(record, id=id, **uncited(published))
    return _Report(incident, event, story, published, source, lineage, headline)


def _shown(reports: list[_Report]) -> tuple:
    fields = {name: _values(reports, name) for name in _FIELDS}
    agreed = [name for name, values in fields.items() if len(values) == 1]
    disputed = {name: values for name, values in fields.items() if len(values) > 1}
    lead = reports[0].event
    place = next((_place(r.event) for r in reports if _place(r.event)), None)
    published = sorted(r.published for r in reports if r.published)
    dated = next((r.event for r in reports if r.event.date), lead)
    return (
        reports[0].incident, dated.date, dated.enddate, lead.event[0], _codes(reports, "actor"),
        _codes(reports, "recipient"), place, len(reports), len({r.story for r in reports}), _sources(reports),
        published[0] if published else None, published[-1] if published else None, agreed,
        json.dumps(disputed, ensure_ascii=False) if disputed else None, reports[0].headline,
        [r.event.id for r in reports],
    )  # fmt: skip


def _place(event: Event) -> str | None:
    place = event.event_loc
    return place.resolved_place or place.extracted_place if place else None


# What reports may agree on, and how it reads; None where a report does not tell.
_FIELDS = {
    "type": lambda event: event.event[0],
    "actor": lambda event: "; ".join(sorted({p.code for p in event.actor if p.code})) or None,
    "recipient": lambda event: "; ".join(sorted({p.code for p in event.recipient if p.code})) or None,
    "date": lambda event: event.date,
    "place": _place,
    "factuality": lambda event: event.factuality,
    "dead": lambda event: event.size.dead,
    "injured": lambda event: event.size.injured,
    "arrested": lambda event: event.size.arrested,
}


def _values(reports: Iterable[_Report], name: str) -> list[dict[str, Any]]:
    """Each value that is told, with its first report's time and how many tell it."""
    found: dict[Any, dict[str, Any]] = {}
    for report in reports:
        value = _FIELDS[name](report.event)
        if value is not None:
            entry = found.setdefault(value, {"value": value, "first_report": report.published, "reports": 0})
            entry["reports"] += 1
    return list(found.values())


def _codes(reports: list[_Report], role: str) -> list[str]:
    parties = [party for report in reports for party in getattr(report.event, role)]
    return list(dict.fromkeys(party.code for party in parties if party.code))


def _sources(reports: list[_Report]) -> int:
    """Groups of reports that share neither source nor copied text with one another."""
    groups: list[set[str]] = []
    for report in reports:
        keys = {report.source, f"copy {report.lineage}"}
        joined = [group for group in groups if group & keys]
        groups = [group for group in groups if not group & keys] + [keys.union(*joined)]
    return len(groups)
