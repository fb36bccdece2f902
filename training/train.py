"""Train a bundle's network: python training/train.py [--texts FILE] [--extra FILE...]

Reads training/corpus, leaves the held-out tenth aside, writes training/runs/NAME/network.pt and
log.jsonl. Deterministic by the config's seed. `--extra` adds labels in the corpus format, or
`classify` pairs ({"text", "source", "target", "event"}), to the training part.
"""

import argparse
import importlib.util
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import yaml
from tokenizers import Tokenizer
from torch.nn import functional

from dateline.labels import Passage, read_passages
from dateline.ontology import load_ontology
from model import Network, load_encoder, read_config
from prepare import Lesson, Pair, Preparer, held_out, read_pairs
from standoff import read_standoff

HERE = Path(__file__).parent
STANDOFF = HERE / "standoff"
PAD = {"trigger": -1.0, "roles": -1}
BLANK, SPECIAL = 103, 999  # of BERT's vocabulary: the mask, and the last id that is no word


def encoder_folder(config: dict) -> Path:
    """Where the installed package keeps the pretrained weights."""
    package, _, rest = config["encoder"].partition("/")
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"the encoder's package {package} is not installed; run: make training")
    return Path(found.origin).parent / rest


def load_tokenizer(folder: Path) -> Tokenizer:
    """The checkpoint's tokenizer without its cutting and padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_corpus(folder: Path = HERE / "corpus") -> tuple[list[Passage], list[Passage]]:
    """The passages to train on and those held out."""
    ontology = load_ontology()
    passages = [p for path in sorted(folder.glob("*.jsonl")) for p in read_passages(path, ontology)]
    return [p for p in passages if not held_out(p)], [p for p in passages if held_out(p)]


def load_pairs(folder: Path = HERE / "pairs") -> tuple[list[Pair], list[Pair]]:
    """The relation pairs to train on and those held out."""
    ontology = load_ontology()
    pairs = [p for path in sorted(folder.glob("*.jsonl")) for p in read_pairs(path, ontology)]
    return [p for p in pairs if not held_out(p)], [p for p in pairs if held_out(p)]


def load_extra(paths: list[Path]) -> tuple[list[Passage], list[Pair]]:
    """A user's own labels: a file whose first line has "source" holds pairs, any other passages."""
    ontology = load_ontology()
    passages: list[Passage] = []
    pairs: list[Pair] = []
    for path in paths:
        if '"source"' in path.read_text("utf-8").partition("\n")[0]:
            pairs += read_pairs(path, ontology)
        else:
            passages += read_passages(path, ontology)
    return passages, pairs


def batches(lessons: list[Lesson], most: int, chance: random.Random) -> list[list[Lesson]]:
    """Texts of about the same length together, about `most` tokens of questions a batch; shuffled."""
    keyed = [(max(len(s.marks) for s in lesson.samples) + chance.uniform(0, 4), i) for i, lesson in enumerate(lessons)]
    groups: list[list[Lesson]] = []
    size = most
    for _, index in sorted(keyed):
        if size + lessons[index].size > most:
            groups.append([])
            size = 0
        groups[-1].append(lessons[index])
        size += lessons[index].size
    chance.shuffle(groups)
    return groups


def collate(group: list[Lesson], blanks: float = 0.0) -> tuple[dict[str, torch.Tensor], dict]:
    """Network inputs, and for each head (the questions that ask it, their answers).

    `blanks` is the share of words that are hidden from the encoder.
    """
    pieces = [piece for lesson in group for piece in lesson.pieces()]
    deep = max(len(piece) for piece in pieces)
    ids, seen = (np.zeros((len(pieces), deep), np.int64) for _ in range(2))
    for row, piece in enumerate(pieces):
        ids[row, : len(piece)], seen[row, : len(piece)] = piece, 1
    if blanks:
        ids[(np.random.random(ids.shape) < blanks) & (ids > SPECIAL)] = BLANK
    samples = [sample for lesson in group for sample in lesson.samples]
    length = max(len(sample.marks) for sample in samples)
    place, mask, marks = (np.zeros((len(samples), length), np.int64) for _ in range(3))
    row = first = 0
    for lesson in group:
        for sample in lesson.samples:
            piece, within = lesson.places(sample)
            size = len(piece)
            place[row, :size] = (first + piece) * deep + within
            mask[row, :size], marks[row, :size] = 1, sample.marks
            row += 1
        first += len(lesson.pieces())
    answers = {}
    for head in sorted({name for sample in samples for name in sample.answers}):
        rows = [row for row, sample in enumerate(samples) if head in sample.answers]
        values = [samples[row].answers[head] for row in rows]
        if head in PAD:
            values = [np.pad(v, ((0, length - len(v)), (0, 0)), constant_values=PAD[head]) for v in values]
        answers[head] = (torch.tensor(rows), torch.from_numpy(np.stack(values)))
    inputs = {"ids": ids, "seen": seen, "place": place, "mask": mask, "marks": marks}
    return {name: torch.from_numpy(value) for name, value in inputs.items()}, answers


def run(network: Network, inputs: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Logits of all questions of a batch."""
    states = network.read(inputs["ids"], inputs["seen"])
    states = states.reshape(-1, states.shape[-1])[inputs["place"]]
    return network.answer(states, inputs["mask"], inputs["marks"])


def losses(outputs: dict, answers: dict) -> dict[str, torch.Tensor]:
    """The loss of each head over the rows that it is asked."""
    found = {}
    for head, (rows, wanted) in answers.items():
        given = outputs[head][rows].float()
        if head in ("trigger", "mode"):
            asked = wanted >= 0
            each = functional.binary_cross_entropy_with_logits(given, wanted.clamp(min=0), reduction="none")
            scale = asked.sum() if head == "mode" else (wanted == 1).sum() + 0.1 * asked[..., 0].sum()
            found[head] = (each * asked).sum() / scale.clamp(min=1)
        elif head == "roles":
            logits = given.reshape(*wanted.shape, 3)
            each = functional.cross_entropy(logits.reshape(-1, 3), wanted.reshape(-1), ignore_index=-1, reduction="sum")
            found[head] = each / (wanted > 0).sum().clamp(min=1) / 2
        elif head in ("type", "context", "repeat"):
            each = functional.binary_cross_entropy_with_logits(given, wanted, reduction="sum")
            found[head] = each / len(rows)
        else:
            found[head] = functional.cross_entropy(given, wanted)
    return found


def train(config: dict, lessons_of, network: Network, folder: Path) -> None:
    """Run all epochs; log a line a hundred steps; keep the last weights after each epoch."""
    fast = list(network.heads.parameters())
    slow = [p for name, p in network.named_parameters() if not name.startswith("heads.")]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": config["rate"]}, {"params": fast, "lr": 3 * config["rate"]}],
        weight_decay=0.01,
        fused=True,
    )
    chance = random.Random(config["seed"])
    step, began = 0, time.time()
    with open(folder / "log.jsonl", "w") as log:
        for epoch in range(config["epochs"]):
            sums: dict[str, list[float]] = {}
            network.train()
            groups = batches(lessons_of(chance), config["batch_tokens"], chance)
            for number, group in enumerate(groups):
                done = (epoch + number / len(groups)) / config["epochs"]
                warm = config["warmup"]
                pace = (
                    done / warm if done < warm else 0.5 * (1 + math.cos(math.pi * min(1, (done - warm) / (1 - warm))))
                )
                for part, rate in zip(optimizer.param_groups, (1, 3), strict=True):
                    part["lr"] = config["rate"] * rate * max(pace, 0.01)
                inputs, answers = collate(group, config["blanks"])
                with torch.autocast("cpu", torch.bfloat16, enabled=config.get("bf16", True)):
                    outputs = run(network, inputs)
                each = losses(outputs, answers)
                total = sum(config["weights"][head] * loss for head, loss in each.items())
                optimizer.zero_grad(set_to_none=True)
                total.backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
                for head, loss in each.items():
                    sums.setdefault(head, []).append(loss.item())
                step += 1
                if step % 100 == 0 or number == len(groups) - 1:
                    means = {head: round(float(np.mean(values)), 4) for head, values in sums.items()}
                    line = {
                        "epoch": epoch,
                        "step": step,
                        "done": round(done, 3),
                        "seconds": round(time.time() - began),
                        **means,
                    }
                    print(json.dumps(line), file=log, flush=True)
                    sums = {}
            torch.save(network.state_dict(), folder / "network.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", default="en-small")
    parser.add_argument("--extra", nargs="*", type=Path, default=[])
    parser.add_argument("--corpus", type=Path, default=HERE / "corpus", help="folder of the passages")
    parser.add_argument("--pairs", type=Path, default=HERE / "pairs", help="folder of the relation pairs")
    parser.add_argument("--texts", type=Path, help="the texts that training/standoff labels; left out without it")
    parser.add_argument("--start", type=Path, help="network.pt of an earlier run to go on from")
    parser.add_argument("--epochs", type=int, help="instead of the config's")
    parser.add_argument("--rate", type=float, help="instead of the config's")
    parser.add_argument("--run", help="name of the folder in training/runs (default: the config's)")
    options = parser.parse_args()
    config = yaml.safe_load((HERE / "configs" / f"{options.config}.yaml").read_text("utf-8"))
    config |= {name: value for name in ("epochs", "rate") if (value := getattr(options, name))}
    folder = HERE / "runs" / (options.run or options.config)
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config["seed"])
    np.random.seed(config["seed"])

    own = load_extra(options.extra)
    passages = load_corpus(options.corpus)[0] + own[0]
    if options.texts:
        passages += [p for path in sorted(STANDOFF.glob("*.jsonl")) for p in read_standoff(path, options.texts)]
    pairs = load_pairs(options.pairs)[0] + own[1]
    source = encoder_folder(config)
    preparer = Preparer(load_tokenizer(source), load_ontology(), passages)
    network = Network(read_config(source), preparer.heads.sizes(), config["dropout"], config["shared"])
    load_encoder(network, source)
    if options.start:
        network.load_state_dict(torch.load(options.start))

    def lessons_of(chance: random.Random) -> list[Lesson]:
        found = [preparer.lesson(passage, config["negatives"], chance) for passage in passages]
        return found + [preparer.pair(pair) for pair in pairs]

    train(config, lessons_of, network, folder)


if __name__ == "__main__":
    main()
