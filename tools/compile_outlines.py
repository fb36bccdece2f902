"""Compile the map's outlines from npm's world-atlas (Natural Earth, public domain) to one SVG path.

Usage: npm pack world-atlas@2.0.2, unpack it, then
python tools/compile_outlines.py package/countries-110m.json > src/dateline/data/outlines/land.path
Coordinates are degrees with one decimal, latitude downwards.
"""

import json
import sys
from pathlib import Path

ANTARCTICA = "010"  # below the map's edge


def main(source: str) -> None:
    """Print the path of a TopoJSON file's countries."""
    atlas = json.loads(Path(source).read_text("utf-8"))
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, -(y * sy + ty)))
        arcs.append(points)
    shapes = atlas["objects"]["countries"]["geometries"]
    print(" ".join(ring(arcs, one) for s in shapes if s.get("id") != ANTARCTICA for one in rings(s)))


def rings(shape: dict) -> list[list[int]]:
    """The rings of a polygon or of several, each a list of arcs."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [one for polygon in polygons for one in polygon]


def ring(arcs: list[list[tuple[float, float]]], numbers: list[int]) -> str:
    """One closed outline; a negative number is an arc read backwards (TopoJSON: ~number).

    One that crosses the 180th meridian runs on beyond it, and is drawn again on the other side.
    """
    points: list[tuple[float, float]] = []
    for number in numbers:
        piece = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += piece[1:] if points else piece
    whole = [points[0]]
    for x, y in points[1:]:
        whole.append((x - 360 * round((x - whole[-1][0]) / 360), y))
    longitudes = [x for x, _ in whole]
    shifts = [0, *([360] if min(longitudes) < -180 else []), *([-360] if max(longitudes) > 180 else [])]
    return " ".join("M" + "L".join(f"{x + shift:.1f} {y:.1f}" for x, y in whole) + "Z" for shift in shifts)


if __name__ == "__main__":
    main(sys.argv[1])
