"""The members that answer questions about text, in one table."""

from collections.abc import Callable
from pathlib import Path

from dateline.models.window import Model


def _onnx(folder: Path) -> Model:
    from dateline.models.onnx import OnnxModel

    return OnnxModel(folder)


def _stub(folder: Path) -> Model:
    from dateline.models.stub import StubModel

    return StubModel(folder)


# Kind (bundle.json names it) and how it is loaded from a bundle's folder.
MODELS: dict[str, Callable[[Path], Model]] = {"onnx": _onnx, "stub": _stub}
