"""The shipped places of the world: names to candidates, candidates to coordinates; mapped, never loaded whole."""

import json
import mmap
import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

import numpy as np

from dateline.errors import DataError
from dateline.gazetteer import GAZETTEERS, plain

MAGIC = b"dateline atlas 1\n"
UNKNOWN = -(2**31)  # a coordinate that no source gives
NOWHERE = 2**32 - 1  # nothing lies above
DEGREE = 100_000

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ə": "a"}
)
_GAP = re.compile(r"[^a-z0-9]+")
_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


class Site(NamedTuple):
    """A place: where it stands in the atlas, GeoNames id (0: none), name, coordinates in degrees, people, how many
    names it has in all languages (at most 255), GeoNames feature code, and where its country and what it lies
    in stand."""

    at: int
    geonameid: int
    name: str
    lat: float | None
    lon: float | None
    population: int
    fame: int
    feature: str
    country: int
    above: int


def fold(name: str) -> str:
    """The key of a name: lower case, no accents, apostrophes or dots, other marks as one blank, "St." as "saint"."""
    key = plain(name).lower()
    if not key.isascii():
        key = plain(key.translate(_LETTERS))
    key = _GAP.sub(" ", key.replace("'", "").replace(".", "")).strip()
    if key[:2] in _SHORT or " st " in key:
        key = " ".join([_SHORT.get(word, word) for word in key.split(" ")]) if " " in key else key
    return key


class _Sorted:
    """Byte strings that lie one after another, as a sequence to search in."""

    def __init__(self, text: np.ndarray, ends: np.ndarray):
        self.text, self.ends = text, ends

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, at: int) -> bytes:
        return self.text[self.ends[at] : self.ends[at + 1]].tobytes()


class Atlas:
    """Answers from the mapped file. Raises DataError when it is missing or of another make."""

    def __init__(self, path: str):
        try:
            with open(path, "rb") as file:
                held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except OSError as error:
            raise DataError(f"{path}: {error.strerror}; expected the atlas of tools/compile_atlas.py") from error
        if bytes(held[: len(MAGIC)]) != MAGIC:
            raise DataError(f"{path}: starts with other bytes than an atlas; compile it with tools/compile_atlas.py")
        size = int.from_bytes(held[len(MAGIC) : len(MAGIC) + 4], "little")
        start = len(MAGIC) + 4
        head = json.loads(bytes(held[start : start + size]))
        start += size
        arrays = {
            name: np.frombuffer(held, dtype, count, start + offset) for name, dtype, count, offset in head["arrays"]
        }
        self.features: list[str] = head["features"]
        self.codes: list[str] = head["codes"]
        self._arrays = arrays
        self._names = _Sorted(arrays["names"], arrays["name_ends"])
        self._keys = _Sorted(arrays["keys"], arrays["key_ends"])
        self._sites: dict[int, Site] = {}

    def __len__(self) -> int:
        return len(self._names)

    def find(self, name: str) -> list[tuple[int, bool]]:
        """(place, whether this is its own name and not another one) for each place called so."""
        key = fold(name).encode()
        at = bisect_left(self._keys, key) if key else len(self._keys)
        if at == len(self._keys) or self._keys[at] != key:
            return []
        first, last = self._arrays["posting_ends"][at : at + 2]
        return [(int(p) >> 1, bool(p & 1)) for p in self._arrays["postings"][first:last]]

    def site(self, index: int) -> Site:
        held = self._sites.get(index)
        if held is None:
            table = self._arrays
            lat, lon = int(table["lat"][index]), int(table["lon"][index])
            held = self._sites[index] = Site(
                at=index,
                geonameid=int(table["id"][index]),
                name=self._names[index].decode(),
                lat=None if lat == UNKNOWN else lat / DEGREE,
                lon=None if lon == UNKNOWN else lon / DEGREE,
                population=int(table["population"][index]),
                fame=int(table["fame"][index]),
                feature=self.features[table["feature"][index]],
                country=int(table["country"][index]),
                above=int(table["above"][index]),
            )
        return held

    def chain(self, index: int) -> list[Site]:
        """The place and what it lies in, outwards."""
        found = []
        while index != NOWHERE:
            found.append(self.site(index))
            index = found[-1].above
        return found

    def code(self, site: Site) -> str | None:
        """The alpha-3 code of the place's country; None for what belongs to none, as a sea."""
        return self.codes[site.country] or None if site.country < len(self.codes) else None


@cache
def load_atlas() -> Atlas:
    """The shipped atlas, opened once."""
    return Atlas(str(GAZETTEERS / "atlas.bin"))
