"""Speed, memory and start-up, each beside a yardstick in the same run: python benchmarks/speed.py

Sentences are those of the corpus's held-out passages. Yardsticks: one pass of a roberta-large
sized encoder (24 layers, 1024 wide, random weights, float32, the same runtime) over the same
sentences, where torch and onnx are installed to make it; spaCy's en_core_web_sm where installed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dateline.coder import Coder
from dateline.labels import read_passages
from dateline.models.tokens import framed, tokenize
from dateline.ontology import load_ontology
from dateline.records import Story
from dateline.steps.sentences import split_sentences

ROOT = Path(__file__).parent.parent


def sample_stories(count: int) -> list[Story]:
    """Stories of six corpus passages each, about the length of an agency report."""
    ontology = load_ontology()
    texts = [
        p.text for path in sorted((ROOT / "training" / "corpus").glob("*.jsonl")) for p in read_passages(path, ontology)
    ]
    texts = texts[:: max(1, len(texts) // (6 * count))]
    return [
        Story(id=str(i), text="\n\n".join(texts[6 * i : 6 * i + 6]), language="en", published="2025-05-08")
        for i in range(min(count, len(texts) // 6))
    ]


def seconds(action) -> float:
    """Wall time of the best of three runs."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return min(times)


def roberta_large(path: Path) -> None:
    """Write an encoder of roberta-large's shape with random weights as ONNX."""
    import torch

    sys.path.insert(0, str(ROOT / "training"))
    from model import Network

    class Encoder(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            shape = {"hidden_size": 1024, "vocab_size": 50265, "max_position_embeddings": 514,
                     "num_attention_heads": 16, "intermediate_size": 4096, "num_hidden_layers": 24}  # fmt: skip
            sizes = {"type": 1, "mode": 1, "role": 1, "factuality": 1, "context": 1}
            self.network = Network(shape, sizes, shared=24).eval()

        def forward(self, ids, mask):
            return self.network.read(ids, mask)[:, 0]

    sample = tuple(torch.ones(2, 9, dtype=torch.long) for _ in range(2))
    shape = {0: torch.export.Dim("batch", min=1, max=4096), 1: torch.export.Dim("tokens", min=2, max=512)}
    torch.onnx.export(
        Encoder(), sample, str(path), dynamo=True, input_names=["ids", "mask"], output_names=["out"],
        dynamic_shapes=dict.fromkeys(("ids", "mask"), shape), verbose=False,
    )  # fmt: skip


def large_pass(coder: Coder, stories: list[Story]) -> float:
    """Seconds that the roberta-large sized encoder takes for every sentence of the stories, in batches of 16."""
    import numpy as np
    import onnxruntime

    with tempfile.TemporaryDirectory() as folder:
        roberta_large(Path(folder) / "large.onnx")
        session = onnxruntime.InferenceSession(str(Path(folder) / "large.onnx"), providers=["CPUExecutionProvider"])
        rows = []
        for story in stories:
            tokens = tokenize(coder.bundle.tokenizer, story.text, split_sentences(story.text))
            rows += [framed(tokens, sentence) for sentence in tokens.sentences]
        rows.sort(key=len)
        began = time.perf_counter()
        for at in range(0, len(rows), 16):
            group = rows[at : at + 16]
            ids, mask = (np.zeros((len(group), len(group[-1])), np.int64) for _ in range(2))
            for row, values in enumerate(group):
                ids[row, : len(values)], mask[row, : len(values)] = values, 1
            session.run(None, {"ids": ids, "mask": mask})
        return time.perf_counter() - began


def resolver() -> None:
    """Print how many different entity texts one core resolves in a second, and how long the names take to load."""
    from dateline.gazetteer import load_gazetteer, rows_of
    from dateline.steps import actors, offices

    times = []
    for _ in range(5):
        began = time.process_time()
        load_gazetteer.__wrapped__(), offices.load_holders.__wrapped__()
        times.append(time.process_time() - began)
    print(f"names loaded in {1000 * min(times):.0f} ms of CPU time (bar: 100 ms)")
    people = [row[3] for row in rows_of("holders.csv", offices.COLUMNS)]
    names = [row[2] for row in rows_of("countries.csv", ("code", "kind", "name", "source"))]
    texts = [f"the {name} {head}" for name in names for head in ("police", "foreign minister", "delegation", "rebels")]
    texts = list(dict.fromkeys([*texts, *people]))
    actors.resolve_actor(texts[0])
    began = time.process_time()
    for text in texts:
        actors.resolve_actor(text)
    rate = len(texts) / (time.process_time() - began)
    print(f"resolver: {rate:.0f} of {len(texts)} different texts a CPU second, {rate / 10_000:.1f} times the bar")


def start_up() -> None:
    """Print the time of `import dateline` and of the first event of a cold `dateline code`."""
    code = "import time; t = time.perf_counter(); import dateline; print(time.perf_counter() - t)"
    took = min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3))
    print(f"import dateline: {1000 * took:.0f} ms (bar: 150 ms)")
    story = next(iter(sorted((ROOT / "examples").glob("*.txt"))))
    command = [sys.executable, "-c", "from dateline.cli import run; run()", "code", str(story), "--format", "jsonl"]
    cold = seconds(lambda: subprocess.run(command, check=True, capture_output=True))
    print(f"dateline code {story.name}, cold: {cold:.2f} s (bar: 2 s)")


def memory(count: int) -> None:
    """Print the peak memory of coding `count` stories through the command line and of an eighth of them."""
    stories = sample_stories(100)
    # VmHWM and not ru_maxrss: the latter keeps what this process held when it forked.
    program = (
        "import sys; from dateline.cli import run\ntry: run()\nfinally: "
        "print(*[line.split()[1] for line in open('/proc/self/status') if 'VmHWM' in line], file=sys.stderr)"
    )
    found = []
    for number in (count // 8, count):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            for i in range(number):
                file.write(json.dumps({"id": str(i), "text": stories[i % len(stories)].text}) + "\n")
            file.flush()
            command = [sys.executable, "-c", program, "code", file.name, "-o", "/dev/null", "--format", "jsonl"]
            began = time.perf_counter()
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            found.append((number, int(done.stderr.split()[-1]) // 1024, time.perf_counter() - began))
    (few, low, short), (many, high, long) = found
    print(f"memory: {low} MB over {few} stories, {high} MB over {many} (bar: flat, 600 MB)")
    print(f"time for {many // few} times the stories: {long / short:.2f} times (bar: 8.4 for 8)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=60)
    parser.add_argument("--memory", type=int, default=400, help="stories for the memory figure; 0 leaves it out")
    parser.add_argument("--resolver", action="store_true", help="only the resolver of actors")
    options = parser.parse_args()
    resolver()
    if options.resolver:
        return
    coder, stories = Coder(), sample_stories(options.stories)
    sentences = sum(len(split_sentences(s.text)) for s in stories)
    words = sum(len(s.text.split()) for s in stories)
    coder.code(stories[0])
    took = seconds(lambda: [coder.code(story) for story in stories])
    rates = f"{len(stories) / took:.1f} stories/s, {sentences / took:.0f} sentences/s, {words / took:.0f} words/s"
    print(f"coding: {len(stories)} stories, {sentences} sentences, {words} words in {took:.2f} s: {rates}")
    try:
        few = stories[::4]
        ours = seconds(lambda: [coder.code(story) for story in few])
        large = large_pass(coder, few)
        print(f"one pass of a roberta-large sized encoder: {large / ours:.1f} times as long as coding (bar: 25)")
    except ImportError as missing:
        print(f"roberta-large sized encoder left out: {missing}; run: make training")
    try:
        import spacy

        pipeline = spacy.load("en_core_web_sm")
        list(pipeline.pipe([stories[0].text]))
        small = seconds(lambda: list(pipeline.pipe(story.text for story in stories)))
        print(f"spaCy en_core_web_sm: {small:.2f} s, {small / took:.2f} times as long (bar: 1)")
    except (ImportError, OSError) as missing:
        print(f"spaCy left out: {missing}")
    start_up()
    if options.memory:
        memory(options.memory)


if __name__ == "__main__":
    main()
