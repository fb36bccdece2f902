"""Make a bundle's confidence mean what it says: python training/calibrate.py [--bundle FOLDER] [--texts FILE]

Codes the held-out tenth of the corpus with nothing left out, fits a scale and a shift of the logit
on one half of its passages so that confidence is the share of events that are right in trigger and
type (Platt's method), and writes both into bundle.json. Prints the expected calibration error on
the other half and on evaluation/gold, and precision and recall at several thresholds.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dateline.coder import Coder
from dateline.labels import Passage, read_passages
from dateline.models.bundle import DEFAULT, SHIPPED, load_bundle
from dateline.ontology import load_ontology
from dateline.records import Story
from dateline.scoring import as_label, score

FLOOR = 0.02
GOLD = Path(__file__).parent.parent / "evaluation" / "gold"
Judged = tuple[Passage, list, np.ndarray]


def judge(coder: Coder, passages: Sequence[Passage]) -> list[Judged]:
    """Each passage, its events as labels, and for each event (confidence, is it right?)."""
    found = []
    for passage in passages:
        events = coder.code(Story(id=passage.id, text=passage.text, language="en"))
        labels = [as_label(event) for event in events]
        right = [score([(passage, [label])])["event"].right for label in labels]
        sure = [event.confidence for event in events]
        found.append((passage, labels, np.array([sure, right], float).T.reshape(-1, 2)))
    return found


def fit(sure: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Scale and shift of the logit: Newton's method on the log-likelihood, a step halved until it gains."""
    rows, answer = np.stack([_logit(sure), np.ones_like(sure)], 1), np.array([0.5, 0.0])

    def loss(weights: np.ndarray) -> float:
        return float(np.logaddexp(0, -(2 * right - 1) * (rows @ weights)).sum())

    for _ in range(50):
        p = 1 / (1 + np.exp(-rows @ answer))
        hessian = (rows * (p * (1 - p))[:, None]).T @ rows + 1e-6 * np.eye(2)
        step = np.linalg.solve(hessian, rows.T @ (p - right))
        while loss(answer - step) > loss(answer) and np.abs(step).max() > 1e-9:
            step = step / 2
        answer = answer - step
    return float(answer[0]), float(answer[1])


def _logit(p: np.ndarray) -> np.ndarray:
    clipped = np.clip(p, 1e-4, 1 - 1e-4)
    return np.log(clipped / (1 - clipped))


def calibration_error(sure: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Mean distance of confidence and share right over bins of equal width, weighted by their events."""
    place = np.minimum((sure * bins).astype(int), bins - 1)
    return sum(abs(float((sure - right)[place == b].sum())) for b in range(bins)) / max(1, len(sure))


def show(name: str, judged: Sequence[Judged]) -> None:
    """Print the error and the curve of one set."""
    points = np.concatenate([pairs for _, _, pairs in judged])
    usual = points[points[:, 0] >= 0.3]
    print(f"{name}: expected calibration error {calibration_error(*usual.T):.3f} over {len(usual)} events from 0.3 up")
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [
            (p, [e for e, (sure, _) in zip(labels, pairs, strict=True) if sure >= threshold])
            for p, labels, pairs in judged
        ]
        event = score(kept)["event"]
        print(f"  from {threshold:.1f}: precision {event.precision:.3f}, recall {event.recall:.3f}, F1 {event.f1:.3f}")


def main() -> None:
    from train import load_corpus  # needs torch, which the functions above do not

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", type=Path, default=SHIPPED / DEFAULT)
    parser.add_argument("--texts", type=Path, help="the texts of the gold that comes without them")
    options = parser.parse_args()
    path = options.bundle / "bundle.json"
    facts = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(facts | {"calibration": [1.0, 0.0]}, indent=1) + "\n", "utf-8")
    raw = judge(Coder(str(options.bundle.resolve()), min_confidence=FLOOR), load_corpus()[1])
    points = np.concatenate([pairs for _, _, pairs in raw[::2]])
    scale, shift = fit(*points.T)
    facts["calibration"] = [round(scale, 4), round(shift, 4)]
    path.write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
    print(f"scale {scale:.3f}, shift {shift:.3f}, fitted on {len(points)} events")

    def moved(pairs: np.ndarray) -> np.ndarray:
        return np.stack([1 / (1 + np.exp(-(scale * _logit(pairs[:, 0]) + shift))), pairs[:, 1]], 1)

    show("held-out passages, other half", [(p, labels, moved(pairs)) for p, labels, pairs in raw[1::2]])
    load_bundle.cache_clear()
    coder = Coder(str(options.bundle.resolve()), min_confidence=FLOOR)
    for gold in sorted(GOLD.glob("*.jsonl")):
        standoff = '"sha1"' in gold.read_text("utf-8").partition("\n")[0]
        if standoff and not options.texts:
            print(f"{gold.name}: left out, its texts are not here; name them with --texts")
            continue
        show(gold.name, judge(coder, list(read_passages(gold, load_ontology(), texts=options.texts))))


if __name__ == "__main__":
    main()
