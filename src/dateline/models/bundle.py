"""A bundle: the trained model, its tokenizer, and what its outputs mean."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tokenizers import Tokenizer

from dateline.errors import DataError
from dateline.models import MODELS
from dateline.models.window import Model

SHIPPED = Path(__file__).parent / "bundles"
DEFAULT = "en-small"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Codes stand in the order of the heads' outputs; thresholds are probabilities."""

    name: str
    language: str
    model: Model
    tokenizer: Tokenizer
    types: tuple[str, ...]
    modes: tuple[str, ...]
    roles: tuple[str, ...]
    factuality: tuple[str, ...]
    contexts: tuple[str, ...]
    thresholds: dict[str, float]
    calibration: tuple[float, float]  # scale and shift of the type's logit that make it a probability


@cache
def load_bundle(name: str = DEFAULT) -> Bundle:
    """The shipped bundle of that name, or the one in the folder of that path.

    Raises DataError when it is not there or not whole.
    """
    folder = Path(name) if "/" in name else SHIPPED / name
    try:
        facts = json.loads((folder / "bundle.json").read_text("utf-8"))
        model = MODELS[facts["kind"]](folder)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except (OSError, KeyError, ValueError) as error:
        raise DataError(f"no bundle in {folder} ({error}); python training/export.py makes one") from error
    return Bundle(
        name=f"{facts['name']}@{facts['version']}",
        language=facts["language"],
        model=model,
        tokenizer=tokenizer,
        types=tuple(facts["types"]),
        modes=tuple(facts["modes"]),
        roles=tuple(facts["roles"]),
        factuality=tuple(facts["factuality"]),
        contexts=tuple(facts["contexts"]),
        thresholds=facts["thresholds"],
        calibration=tuple(facts.get("calibration", (1.0, 0.0))),
    )
