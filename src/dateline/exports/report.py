"""A report of scores: what was right by field, types mistaken for one another, and what was missed."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TextIO

from dateline.scoring import Answer, Miss, Score, intervals, misses, of_type, score

HEADER = f"{'labels':>8}{'precision':>11}{'recall':>8}{'F1':>8}"


def report(answers: Iterable[Answer]) -> dict[str, Any]:
    """Scores and all misses as plain data: what `dateline evaluate --format json` prints."""
    held = list(answers)
    spread, wrong = intervals(held), list(misses(held))
    fields = {
        name: {
            "precision": _cut(found.precision), "recall": _cut(found.recall), "f1": _cut(found.f1),
            "interval": [_cut(bound) for bound in spread[name]],
            "right": found.right, "given": found.given, "wanted": found.wanted,
        }
        for name, found in score(held).items()
    }  # fmt: skip
    types = {kind: score(of_type(held, kind))["event"] for kind in sorted({e.type for p, _ in held for e in p.events})}
    confused = Counter((m.wanted, m.given) for m in wrong if m.wanted and m.given)
    return {
        "texts": len(held),
        "fields": fields,
        "types": {kind: _triple(found) for kind, found in types.items()},
        "confusions": [{"wanted": w, "given": g, "count": n} for (w, g), n in confused.most_common()],
        "misses": [_line(miss) for miss in wrong],
    }


def write_report(found: dict[str, Any], out: TextIO, *, shown: int) -> None:
    """The report for a person at 80 columns, with the first `shown` misses."""
    print(f"{found['texts']} texts\n\n{'field':<12}{HEADER}   95 % interval", file=out)
    for name, scores in found["fields"].items():
        print("{:<12}{}   {:.3f} to {:.3f}".format(name, _row(scores), *scores["interval"]), file=out)
    print(f"\n{'type':<12}{HEADER}", file=out)
    for kind, scores in found["types"].items():
        print(f"{kind:<12}{_row(scores)}", file=out)
    if found["confusions"]:
        named = ", ".join(f"{c['wanted']} as {c['given']} {c['count']}" for c in found["confusions"][:8])
        print(f"\ncommonest confusions: {named}", file=out)
    total = len(found["misses"])
    if shown and total:
        print(f"\nmisses ({min(shown, total)} of {total}; --misses shows more)", file=out)
    for miss in found["misses"][:shown]:
        what = f"{miss['wanted'] or 'nothing'} wanted, {miss['given'] or 'nothing'} given"
        print(f"  {miss['id']}: {what}: {miss['trigger']!r} in: {miss['sentence']}", file=out)


def _row(scores: dict[str, Any]) -> str:
    return "{wanted:>8}{precision:>11.3f}{recall:>8.3f}{f1:>8.3f}".format(**scores)


def _triple(found: Score) -> dict[str, float]:
    return {
        "precision": _cut(found.precision),
        "recall": _cut(found.recall),
        "f1": _cut(found.f1),
        "wanted": found.wanted,
    }


def _line(miss: Miss) -> dict[str, Any]:
    return {name: getattr(miss, name) for name in Miss.__slots__}


def _cut(value: float) -> float:
    return round(value, 4)
