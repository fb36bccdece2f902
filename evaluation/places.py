"""Score places on public development sets: python evaluation/places.py FOLDER

FOLDER holds geo_lgl.jsonl and geo_geovirus.jsonl as far as they are there. Given the names of a text,
how many of those whose coordinates are known come out within 161 km (100 miles) of them?
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from dateline.atlas import Site
from dateline.records import Span
from dateline.steps.setting import Setting, distance

NEAR_KM = 161
SETS = ("geo_lgl", "geo_geovirus")


def point(lat: float, lon: float) -> Site:
    return Site(0, 0, "", lat, lon, 0, 0, "", 0, 0)


def score(records: list[dict], verbose: int = 0) -> str:
    """Share of the names with coordinates that are resolved near them; wrong and missing count alike."""
    near = known = silent = 0
    wrong: Counter[tuple[str, str]] = Counter()
    for record in records:
        spans = [Span(t["start"], t["end"]) for t in record["toponyms"]]
        setting = Setting(record["text"], spans)
        for toponym, span in zip(record["toponyms"], spans, strict=True):
            if toponym.get("lat") is None:
                continue
            known += 1
            named = next((n for n in setting.names if n.span == span), None)
            if named is None or named.best.site.lat is None:
                silent += 1
                wrong[(toponym["text"], "-")] += 1
            elif distance(named.best.site, point(toponym["lat"], toponym["lon"])) <= NEAR_KM:
                near += 1
            else:
                site = named.best.site
                wrong[
                    (
                        toponym["text"],
                        f"{site.name} {site.feature} for {toponym.get('name')} {toponym.get('admin1')}",
                    )
                ] += 1
    lines = [f"within {NEAR_KM} km {near / known:.3f} of {known}; without an answer {silent / known:.3f}"]
    lines += [f"    {count} x {text}: {given}" for (text, given), count in wrong.most_common(verbose)]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="show so many of the commonest errors")
    options = parser.parse_args()
    for name in SETS:
        path = options.folder / f"{name}.jsonl"
        if path.exists():
            records = [json.loads(line) for line in path.read_text("utf-8").strip().split("\n")]
            print(f"{name} ({len(records)} records): {score(records, options.errors)}")
        else:
            print(f"{name}: left out, {path} is not there")


if __name__ == "__main__":
    main()
