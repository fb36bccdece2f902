"""How often a bundle's events are right and how many it misses, measured by type, as its bundle states it."""

import json
from dataclasses import dataclass
from pathlib import Path

from dateline.models.bundle import SHIPPED


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts by type on one labelled set: (right, given, wanted)."""

    bundle: str
    set: str
    types: dict[str, tuple[int, int, int]]


def load_measured(bundle: str) -> Measured | None:
    """The figures of a shipped bundle ("en-small@1") or of the one in a folder; None where it states none.

    They stand in measured.json beside the weights; `training/measure.py --write` makes it.
    """
    name, _, version = bundle.partition("@")
    folder = Path(name) if "/" in name else SHIPPED / name
    path = folder / "measured.json"
    if not path.is_file():
        return None
    facts = json.loads(path.read_text("utf-8"))
    if version and facts["bundle"] != bundle:  # figures of other weights say nothing about these
        return None
    types = {kind: (c["right"], c["given"], c["wanted"]) for kind, c in facts["types"].items()}
    return Measured(facts["bundle"], facts["set"], types)
