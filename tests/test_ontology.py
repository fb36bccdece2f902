"""The ontology holds the codebook's codes, and its contradictions are decided."""

from dataclasses import replace

import pytest

from dateline.ontology import Cameo, check, load_ontology

ONTOLOGY = load_ontology()
QUADS = {
    1: "AGREE CONSULT SUPPORT CONCEDE",
    2: "COOPERATE AID RETREAT",
    3: "REQUEST ACCUSE REJECT THREATEN",
    4: "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}


def test_counts() -> None:
    assert len(ONTOLOGY.types) == 16
    assert sum(len(kind.modes) for kind in ONTOLOGY.types.values()) == 67
    assert (len(ONTOLOGY.contexts), len(ONTOLOGY.sectors), len(ONTOLOGY.cameo)) == (37, 25, 312)


@pytest.mark.parametrize(("quad", "types"), QUADS.items())
def test_quads(quad: int, types: str) -> None:
    """SANCTION is 4, as its own section says, against one table of the manual."""
    assert [k.code for k in ONTOLOGY.types.values() if k.quad == quad] == types.split()


@pytest.mark.parametrize(
    ("kind", "modes", "score"),
    [
        ("ACCUSE", (), -3),  # the manual prints 3 without its sign
        ("ACCUSE", ("disapprove",), -2),
        ("REQUEST", (), 0),
        ("ASSAULT", ("beat", "torture"), -8.5),
        ("PROTEST", ("vandalize",), -5),  # no score printed: the type's
        ("RETREAT", ("disarm",), 10),
    ],
)
def test_scores(kind: str, modes: tuple[str, ...], score: float) -> None:
    assert ONTOLOGY.score(kind, modes) == score


def test_planned_retreat_is_concede() -> None:
    """One section says that it stays RETREAT; the sections of both types say CONCEDE."""
    assert ONTOLOGY.planned["RETREAT"] == "CONCEDE"
    assert {ONTOLOGY.planned[k] for k in ("CONSULT", "SUPPORT", "COOPERATE", "AID")} == {"AGREE"}
    assert "ASSAULT" not in ONTOLOGY.planned


def test_required_recipients() -> None:
    assert [k.code for k in ONTOLOGY.types.values() if k.requires_recipient] == ["COOPERATE", "AID", "SANCTION"]


@pytest.mark.parametrize(
    ("code", "kind", "mode", "goldstein"),
    [
        ("010", None, None, 0.0),
        ("042", "CONSULT", "visit", 1.9),
        ("055", "CONCEDE", None, 7.0),
        ("0871", "RETREAT", "ceasefire", 9.0),
        ("112", "ACCUSE", "allege", -2.0),
        ("163", "SANCTION", "discontinue", -8.0),
        ("173", "COERCE", "arrest", -5.0),
        ("195", "ASSAULT", "aerial", -10.0),
        ("204", "ASSAULT", "unconventional", -10.0),
    ],
)
def test_from_cameo(code: str, kind: str | None, mode: str | None, goldstein: float) -> None:
    found = ONTOLOGY.cameo[code]
    assert (found.type, found.mode, found.goldstein) == (kind, mode, goldstein)


def test_to_cameo_and_back() -> None:
    """Every type has a CAMEO code that leads back to it."""
    for kind in ONTOLOGY.types.values():
        assert ONTOLOGY.to_cameo(kind.code).type == kind.code
    assert ONTOLOGY.to_cameo("ASSAULT", ("drone",)).code == "195"


def test_faults_are_named() -> None:
    broken = replace(
        ONTOLOGY,
        planned={"AID": "GIVE"},
        cameo={**ONTOLOGY.cameo, "010": Cameo("010", "x", 0.0, "AID", "arrest")},
    )
    faults = "; ".join(check(broken))
    assert "GIVE" in faults
    assert "CAMEO 010 becomes mode arrest" in faults
