"""GeoJSON: valid JSON, longitude first, null where no place is known."""

import json

from happenings import CODED
from test_exports import written


def test_features() -> None:
    counts, data = written("geojson", CODED)
    collection = json.loads(data)
    assert counts == (2, 5) and collection["type"] == "FeatureCollection"
    arrest, talks = collection["features"][:2]
    assert arrest["geometry"] == {"type": "Point", "coordinates": [36.82, -1.28]}
    assert talks["geometry"] is None and talks["properties"]["place"] is None
    assert {feature["properties"]["factuality"] for feature in collection["features"]} == {"asserted", "negated"}
    assert talks["properties"]["actor"] == ["Xi Jinping", "North Korea", "the UN"]


def test_nothing_is_a_collection() -> None:
    assert json.loads(written("geojson", [])[1]) == {"type": "FeatureCollection", "features": []}
