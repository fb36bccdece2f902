"""Hold the scores: python evaluation/gate.py [--texts FILE] [--raise]

floors.json names for each gold set its SHA-256 and the lowest F1 that each field may have. Exit
code 1 when a score is below its floor or a set has changed. `--raise` writes floors a hundredth
below the scores where that is higher than before; nothing here ever lowers one.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

from dateline.coder import Coder
from dateline.labels import read_passages
from dateline.pipeline import answer_gold
from dateline.scoring import score

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
MARGIN = 0.01


def scores_of(name: str, coder: Coder, texts: Path | None) -> dict[str, float] | None:
    """F1 of each field on one gold set; None for labels whose texts are not here."""
    path = HERE / "gold" / name
    if texts is None and '"sha1"' in path.read_text("utf-8").partition("\n")[0]:
        return None
    answers = answer_gold(read_passages(path, coder.ontology, texts=texts), coder)
    return {field: found.f1 for field, found in score(answers).items()}


def check(floors: dict[str, dict], coder: Coder, texts: Path | None, *, higher: bool = False) -> list[str]:
    """What is wrong, a line each; with `higher` the floors are raised in place."""
    faults = []
    for name, held in floors.items():
        if hashlib.sha256((HERE / "gold" / name).read_bytes()).hexdigest() != held["sha256"]:
            faults.append(f"{name} is not the set that its floors were measured on; measure anew and write its SHA-256")
            continue
        found = scores_of(name, coder, texts)
        if found is None:
            print(f"{name}: left out, its texts are not here; name them with --texts")
            continue
        for field, floor in held["f1"].items():
            print(f"{name} {field}: {found[field]:.3f} (floor {floor:.3f})")
            if found[field] < floor:
                faults.append(f"{name}: {field} has F1 {found[field]:.3f}, below its floor {floor:.3f}")
            if higher:
                held["f1"][field] = max(floor, round(found[field] - MARGIN, 3))
    return faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="the texts of the gold that comes without them")
    parser.add_argument("--raise", dest="higher", action="store_true")
    options = parser.parse_args()
    floors = json.loads(FLOORS.read_text("utf-8"))
    faults = check(floors, Coder(), options.texts, higher=options.higher)
    if options.higher:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    print("\n".join(faults) or "no score is below its floor")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
