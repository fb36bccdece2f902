"""Make a bundle of a trained network: python training/export.py [--config NAME] [--run NAME]

Writes read.onnx and answer.onnx (int8), tokenizer.json and bundle.json into src/dateline/models/bundles/NAME.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
import yaml
from onnxruntime.quantization import QuantType, quantize_dynamic

from dateline.labels import ROLES
from dateline.ontology import load_ontology
from dateline.records import FACTUALITY
from model import Network, read_config
from prepare import Heads
from train import HERE, encoder_folder, load_tokenizer

BUNDLES = HERE.parent / "src" / "dateline" / "models" / "bundles"
HEADS = ("trigger", "roles", "type", "mode", "factuality", "repeat", "relation", "context")
# The type's is one of calibrated confidence (training/calibrate.py): between the best of the held-out passages (0.4)
# and the best of Wikinews (0.6).
THRESHOLDS = {"trigger": 0.4, "type": 0.45, "mode": 0.4, "context": 0.4}


class Reader(torch.nn.Module):
    """The lower half."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.network.read(ids, mask)


class Answerer(torch.nn.Module):
    """The upper half with its outputs in a fixed order, as an ONNX graph wants them."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network

    def forward(self, states: torch.Tensor, mask: torch.Tensor, marks: torch.Tensor) -> tuple[torch.Tensor, ...]:
        outputs = self.network.answer(states, mask, marks)
        return tuple(outputs[head] for head in HEADS)


def export(network: Network, folder: Path, quantised: bool = True) -> None:
    """Write both halves as ONNX; int8 weights for matrix products and embeddings when `quantised`."""
    network.eval()
    # Tensors of their own: one tensor passed twice would become one input.
    ids, mask, seen, marks = (torch.ones(2, 9, dtype=torch.long) for _ in range(4))
    states = torch.zeros(2, 9, network.word.embedding_dim)
    _write(Reader(network), {"ids": ids, "mask": mask}, ["states"], folder / "read.onnx", quantised)
    inputs = {"states": states, "mask": seen, "marks": marks}
    _write(Answerer(network), inputs, list(HEADS), folder / "answer.onnx", quantised)


def _write(half: torch.nn.Module, inputs: dict, outputs: list[str], path: Path, quantised: bool) -> None:
    batch, tokens = torch.export.Dim("batch", min=1, max=4096), torch.export.Dim("tokens", min=2, max=512)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            half, tuple(inputs.values()), str(plain), dynamo=True, external_data=False,
            input_names=list(inputs), output_names=outputs,
            dynamic_shapes={name: {0: batch, 1: tokens} for name in inputs},
        )  # fmt: skip
        if not quantised:
            shutil.copy(plain, path)
            return _forget_paths(path)
        model = onnx.load(plain)
        del model.graph.value_info[:]  # shapes of the float graph confuse the quantiser
        onnx.save(model, plain)
        quantize_dynamic(plain, path, per_channel=True, reduce_range=False, weight_type=QuantType.QInt8)
    _forget_paths(path)


def _forget_paths(path: Path) -> None:
    """Remove the exporter's notes on where each node came from: stack traces with this machine's paths."""
    model = onnx.load(path)
    del model.metadata_props[:], model.graph.metadata_props[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    onnx.save(model, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", default="en-small")
    parser.add_argument("--run", help="name of the folder in training/runs (default: the config's)")
    parser.add_argument("--float", action="store_true", help="keep 32-bit weights, to see what int8 costs")
    parser.add_argument("--out", type=Path, help="folder of the bundle (default: the shipped one)")
    options = parser.parse_args()
    config = yaml.safe_load((HERE / "configs" / f"{options.config}.yaml").read_text("utf-8"))
    source, ontology = encoder_folder(config), load_ontology()
    heads = Heads(ontology)
    network = Network(read_config(source), heads.sizes(), config["dropout"], config["shared"])
    network.load_state_dict(torch.load(HERE / "runs" / (options.run or options.config) / "network.pt"))
    folder = options.out or BUNDLES / config["name"]
    folder.mkdir(parents=True, exist_ok=True)
    export(network, folder, quantised=not options.float)
    load_tokenizer(source).save(str(folder / "tokenizer.json"), pretty=False)
    facts = {
        "name": config["name"], "version": config["version"], "language": config["language"], "kind": "onnx",
        "types": heads.types, "modes": heads.modes, "roles": list(ROLES), "factuality": list(FACTUALITY),
        "contexts": heads.contexts, "calibration": [1.0, 0.0], "thresholds": config.get("thresholds", THRESHOLDS),
    }  # fmt: skip
    (folder / "bundle.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
    size = sum(f.stat().st_size for f in folder.iterdir()) / 2**20
    print(f"{folder}: {size:.1f} MiB")


if __name__ == "__main__":
    main()
