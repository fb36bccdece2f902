"""The ontology: event types, modes, contexts, sectors and their crosswalk to CAMEO; loaded and checked."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dateline.errors import DataError

ONTOLOGIES = files("dateline") / "data" / "ontologies"


# Of these, one that names no recipient and several actors was done by each to each: talks, deals, clashes.
RECIPROCAL = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "ASSAULT"))


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of a type is done; `score` is None where the codebook prints none."""

    code: str
    meaning: str
    score: float | None
    cameo: str
    adds_context: str | None = None


@dataclass(frozen=True, slots=True)
class EventType:
    """One event type with its quad class (1 to 4), base score (-10 to 10) and modes by code."""

    code: str
    meaning: str
    quad: int
    score: float
    cameo: str
    requires_recipient: bool
    modes: dict[str, Mode]


@dataclass(frozen=True, slots=True)
class Cameo:
    """One CAMEO code: its name, its Goldstein score, and the PLOVER type and mode it becomes.

    `type` is None for the statements and appeals (roots 01 and 02), which PLOVER does not code.
    """

    code: str
    name: str
    goldstein: float
    type: str | None
    mode: str | None


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that is known about the codes; meanings by code where no more is known."""

    name: str
    version: str
    quads: dict[int, str]
    types: dict[str, EventType]
    planned: dict[str, str]
    contexts: dict[str, str]
    sectors: dict[str, str]
    entities: dict[str, str]
    cameo: dict[str, Cameo]

    def score(self, kind: str, modes: tuple[str, ...] = ()) -> float:
        """Score of an event: the strongest of its modes, or the type's base. KeyError: unknown code."""
        scores = [self.types[kind].modes[mode].score for mode in modes]
        return max((s for s in scores if s is not None), key=abs, default=self.types[kind].score)

    def to_cameo(self, kind: str, modes: tuple[str, ...] = ()) -> Cameo:
        """The CAMEO code for a type, or for its first mode. KeyError: unknown code."""
        found = self.types[kind]
        return self.cameo[found.modes[modes[0]].cameo if modes else found.cameo]


@cache
def load_ontology(name: str = "plover") -> Ontology:
    """The shipped ontology of that name. Raises DataError that lists every inconsistency."""
    data = yaml.safe_load((ONTOLOGIES / f"{name}.yaml").read_text("utf-8"))
    types = {code: _event_type(code, entry) for code, entry in data["types"].items()}
    with (ONTOLOGIES / "cameo.csv").open(encoding="utf-8") as rows:
        cameo = {
            row["code"]: Cameo(
                row["code"], row["name"], float(row["goldstein"]), row["type"] or None, row["mode"] or None
            )
            for row in csv.DictReader(rows)
        }
    loaded = Ontology(
        name=data["name"],
        version=data["version"],
        quads=data["quads"],
        types=types,
        planned=data["planned"],
        contexts=data["contexts"],
        sectors=data["sectors"],
        entities=data["entities"],
        cameo=cameo,
    )
    faults = check(loaded)
    if faults:
        raise DataError(f"ontology {name}: {'; '.join(faults)}; mend data/ontologies")
    return loaded


def _event_type(code: str, entry: dict[str, Any]) -> EventType:
    modes = {mode: Mode(mode, **fields) for mode, fields in entry["modes"].items()}
    return EventType(
        code=code,
        meaning=entry["meaning"],
        quad=entry["quad"],
        score=entry["score"],
        cameo=entry["cameo"],
        requires_recipient=entry["recipient"] == "required",
        modes=modes,
    )


def check(ontology: Ontology) -> list[str]:
    """Every reference that leads nowhere and every score out of range, one message each."""
    faults = []
    for kind in ontology.types.values():
        if kind.quad not in ontology.quads:
            faults.append(f"{kind.code} has quad {kind.quad}, not one of {list(ontology.quads)}")
        members: list[EventType | Mode] = [kind, *kind.modes.values()]
        for member in members:
            if member.score is not None and not -10 <= member.score <= 10:
                faults.append(f"{kind.code} {member.code} has score {member.score}, not within -10 to 10")
            if member.cameo not in ontology.cameo:
                faults.append(f"{kind.code} {member.code} names CAMEO {member.cameo}, which cameo.csv lacks")
        contexts = (mode.adds_context for mode in kind.modes.values() if mode.adds_context)
        faults += [f"{kind.code} adds context {c}, unknown" for c in contexts if c not in ontology.contexts]
    ends = (*ontology.planned.keys(), *ontology.planned.values())
    faults += [f"planned names type {kind}, unknown" for kind in ends if kind not in ontology.types]
    for code in ontology.cameo.values():
        if code.type is not None and code.type not in ontology.types:
            faults.append(f"CAMEO {code.code} becomes type {code.type}, unknown")
        elif code.mode and (code.type is None or code.mode not in ontology.types[code.type].modes):
            faults.append(f"CAMEO {code.code} becomes mode {code.mode}, which {code.type} lacks")
    return faults
