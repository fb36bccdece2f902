"""The network: a small BERT encoder with one head for each question. Torch is needed only here."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

MARKS = 4  # none, trigger, source, target: added to the states of the tokens that a question is about


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query_key_value = nn.Linear(width, 3 * width)
        self.mix, self.mix_norm = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.widen, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.out_norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape

        def split(y: torch.Tensor) -> torch.Tensor:
            return y.reshape(batch, length, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = (split(y) for y in self.query_key_value(x).chunk(3, -1))
        # Spelled out: torch's fused attention is slower on a CPU for heads as narrow as 32.
        scores = query @ key.transpose(-1, -2) / (width // self.heads) ** 0.5 + bias
        mixed = scores.softmax(-1).to(value.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        drop = functional.dropout
        x = self.mix_norm(x + drop(self.mix(mixed), self.dropout, self.training))
        inner = functional.gelu(self.widen(x))
        return self.out_norm(x + drop(self.narrow(inner), self.dropout, self.training))


class Network(nn.Module):
    """Two halves: `read` sees the text once, `answer` sees parts of it once for every question.

    Answers are logits by the name of the head: trigger [questions, tokens, types]; roles
    [questions, tokens, 3 x roles] (outside, begin, inside); type [questions, types], mode
    [questions, modes], factuality [questions, values] and repeat [questions, 1] of the marked
    trigger; relation [questions, types] of the marked source and target; context
    [questions, contexts].
    """

    def __init__(self, config: dict, sizes: dict[str, int], dropout: float = 0.1, shared: int = 3):
        super().__init__()
        width = config["hidden_size"]
        self.word = nn.Embedding(config["vocab_size"], width)
        self.position = nn.Embedding(config["max_position_embeddings"], width)
        self.mark = nn.Embedding(MARKS, width)
        self.norm, self.dropout = nn.LayerNorm(width, eps=1e-12), dropout
        layers = [
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        ]
        self.lower, self.upper = nn.ModuleList(layers[:shared]), nn.ModuleList(layers[shared:])

        def head(inputs: int, outputs: int) -> nn.Module:
            return nn.Sequential(nn.Linear(inputs, width), nn.GELU(), nn.Linear(width, outputs))

        self.heads = nn.ModuleDict({name: head(2 * width, sizes[name]) for name in ("mode", "factuality")})
        self.heads["trigger"] = head(width, sizes["type"])
        self.heads["kind"] = head(2 * width, sizes["type"])  # "type" is a method of every module
        self.heads["roles"] = head(2 * width, 3 * sizes["role"])
        self.heads["repeat"] = head(2 * width, 1)
        self.heads["relation"] = head(3 * width, sizes["type"])
        self.heads["context"] = nn.Linear(width, sizes["context"])

    def read(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """States [pieces, tokens, width] of pieces of text; ids and mask are [pieces, tokens]."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.word(ids) + self.position(place))
        x = functional.dropout(x, self.dropout, self.training)
        return _through(self.lower, x, mask)

    def answer(self, states: torch.Tensor, mask: torch.Tensor, marks: torch.Tensor) -> dict[str, torch.Tensor]:
        """Logits of all heads for states [questions, tokens, width] gathered from what `read` gave."""
        x = _through(self.upper, states + self.mark(marks), mask)

        def pooled(mark: int) -> torch.Tensor:
            weight = (marks == mark).to(x.dtype)[:, :, None]
            return (x * weight).sum(1) / weight.sum(1).clamp(min=1)

        sentence, trigger = x[:, 0], pooled(1)
        weight = mask[:, :, None].to(x.dtype)
        mean = (x * weight).sum(1) / weight.sum(1)
        about = torch.cat([trigger, sentence], -1)
        spread = trigger[:, None, :].expand(-1, x.shape[1], -1)
        return {
            "trigger": self.heads["trigger"](x),
            "roles": self.heads["roles"](torch.cat([x, spread], -1)),
            "type": self.heads["kind"](about),
            "mode": self.heads["mode"](about),
            "factuality": self.heads["factuality"](about),
            "repeat": self.heads["repeat"](about),
            "relation": self.heads["relation"](torch.cat([pooled(2), pooled(3), sentence], -1)),
            "context": self.heads["context"](mean),
        }


def _through(layers: nn.ModuleList, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
    for layer in layers:
        x = layer(x, bias)
    return x


def load_encoder(network: Network, folder: Path) -> None:
    """Fill the encoder from a BERT checkpoint (model.safetensors with Hugging Face's names)."""
    weights = load_file(folder / "model.safetensors")
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    names = {"mix": "attention.output.dense", "mix_norm": "attention.output.LayerNorm"}
    names |= {"widen": "intermediate.dense", "narrow": "output.dense", "out_norm": "output.LayerNorm"}
    segment = weights["embeddings.token_type_embeddings.weight"][0]
    found = {
        # BERT adds a segment to every token; ours are all of the first.
        "word.weight": weights["embeddings.word_embeddings.weight"] + segment,
        "position.weight": weights["embeddings.position_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
        "mark.weight": 0.1 * torch.randn(MARKS, len(segment)) * torch.tensor([[0.0], [1.0], [1.0], [1.0]]),
    }
    for number in range(len(network.lower) + len(network.upper)):
        half, place = ("lower", number) if number < len(network.lower) else ("upper", number - len(network.lower))
        theirs = f"encoder.layer.{number}"
        for kind in ("weight", "bias"):
            parts = [weights[f"{theirs}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            found[f"{half}.{place}.query_key_value.{kind}"] = torch.cat(parts)
            for ours, name in names.items():
                found[f"{half}.{place}.{ours}.{kind}"] = weights[f"{theirs}.{name}.{kind}"]
    missing = network.load_state_dict(found, strict=False).unexpected_keys
    assert not missing, missing


def read_config(folder: Path) -> dict:
    """The checkpoint's config.json."""
    return json.loads((folder / "config.json").read_text("utf-8"))
