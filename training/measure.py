"""Score a bundle through the whole coder: python training/measure.py [--bundle FOLDER] [--gold FILE...]

On the held-out tenth of the corpus and of the relation pairs, and on labelled files that are given.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from dateline.coder import Coder
from dateline.labels import Passage, read_passages
from dateline.models.bundle import DEFAULT, SHIPPED
from dateline.ontology import load_ontology
from dateline.pipeline import answer_gold
from dateline.scoring import Score, macro_f1, of_type, score
from standoff import read_standoff
from train import HERE, load_corpus, load_pairs


def measure_corpus(coder: Coder, passages: Sequence[Passage]) -> dict[str, Score]:
    """Print the scores over labelled passages and, for each type, its F1; the types' scores."""
    coded = list(answer_gold(passages, coder))
    for field, found in score(coded).items():
        print(f"  {field:<11} P {found.precision:.3f}  R {found.recall:.3f}  F1 {found.f1:.3f}  of {found.wanted}")
    quiet = [events for p, events in coded if not p.events]
    print(f"  passages without event: {len(quiet)}, coded events in them {sum(map(len, quiet))}")
    by_type = {}
    for kind in coder.ontology.types:
        found = by_type[kind] = score(of_type(coded, kind))["event"]
        print(f"    {kind:<10} P {found.precision:.2f} R {found.recall:.2f} F1 {found.f1:.2f} of {found.wanted}")
    return by_type


def write_measured(coder: Coder, folder: Path, found: dict[str, Score], described: str) -> None:
    """Put the types' counts beside the bundle's weights, where intervals of series are taken from."""
    types = {kind: asdict(counts) for kind, counts in found.items()}
    facts = {"bundle": coder.bundle.name, "set": described, "types": types}
    (folder / "measured.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


def measure_held_out_pairs(coder: Coder) -> None:
    """Print macro-F1 over the 16 types on the held-out relation pairs."""
    pairs = load_pairs()[1]
    given = [next(iter(coder.classify(p.text, p.source, p.target))) for p in pairs]
    print(f"held-out relation pairs: {len(pairs)}, macro-F1 {macro_f1([p.event for p in pairs], given):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", default=DEFAULT)
    parser.add_argument("--corpus", type=Path, default=HERE / "corpus", help="folder of the passages")
    parser.add_argument("--texts", type=Path, help="JSON Lines file with the texts of standoff labels")
    parser.add_argument("--gold", nargs="*", type=Path, default=[], help="labelled stories to score as well")
    parser.add_argument("--write", action="store_true", help="write measured.json into the bundle's folder")
    options = parser.parse_args()
    coder = Coder(options.bundle)
    print("held-out tenth of the corpus")
    found = measure_corpus(coder, load_corpus(options.corpus)[1])
    if options.write:
        folder = Path(options.bundle) if "/" in options.bundle else SHIPPED / options.bundle
        write_measured(coder, folder, found, "held-out tenth of the corpus")
    for path in options.gold:
        standoff = '"sha1"' in path.read_text("utf-8").partition("\n")[0]
        if standoff and not options.texts:
            print(f"{path}: left out, its texts are not here; name them with --texts")
            continue
        print(path)
        passages = read_standoff(path, options.texts) if standoff else list(read_passages(path, load_ontology()))
        measure_corpus(coder, passages)
    measure_held_out_pairs(coder)


if __name__ == "__main__":
    main()
