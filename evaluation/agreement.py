"""Agreement of two readers of the same texts: python evaluation/agreement.py ONE OTHER [TEXTS]

ONE and OTHER hold labels in the corpus format. TEXTS (JSON Lines with "id" and "text") is needed
where the labels come without their text. Reads what both have labelled and prints F1 by field, the
second reader's answers counted against the first's.
"""

import json
import sys
from pathlib import Path

from dateline.labels import Passage, parse_passage
from dateline.ontology import load_ontology
from dateline.scoring import score


def read(path: Path, texts: dict[str, str]) -> dict[str, Passage]:
    """Passages by their id."""
    found = {}
    for line in path.read_text("utf-8").strip().split("\n"):
        record = json.loads(line)
        labels = {key: record[key] for key in ("id", "contexts", "events") if key in record}
        text = record.get("text") or texts[record["id"]]
        found[record["id"]] = parse_passage({**labels, "text": text}, load_ontology())
    return found


def main() -> None:
    if len(sys.argv) not in (3, 4):
        raise SystemExit(__doc__)
    texts = {}
    if len(sys.argv) == 4:
        texts = {r["id"]: r["text"] for r in map(json.loads, Path(sys.argv[3]).read_text("utf-8").strip().split("\n"))}
    one, other = (read(Path(name), texts) for name in sys.argv[1:3])
    shared = [(one[key], other[key].events) for key in one if key in other]
    print(f"{len(shared)} texts, {sum(len(p.events) for p, _ in shared)} events by the first reader")
    for field, found in score(shared).items():
        print(f"  {field:<11} F1 {found.f1:.3f}")


if __name__ == "__main__":
    main()
