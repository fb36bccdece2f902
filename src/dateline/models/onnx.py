"""A bundle's network run by onnxruntime on the CPU."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime

from dateline.models.window import Window

PER_TOKEN = {"trigger", "roles"}
MOST_TOKENS = 2048  # of one run, padding included: more gains no speed and costs memory


class OnnxModel:
    """Reads model.onnx in the folder. One instance serves all threads."""

    def __init__(self, folder: Path):
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # keeps memory flat over stories of all lengths
        path = str(folder / "model.onnx")
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def answer(self, windows: Sequence[Window], heads: Sequence[str]) -> list[dict[str, np.ndarray]]:
        """Windows of like length run together; see `Model`.

        Int8 activations are scaled over a run, so what runs together belongs to the answer: callers
        pass the windows of one story and nothing else.
        """
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        answers: list[dict[str, np.ndarray]] = [{} for _ in windows]
        group: list[int] = []
        for index in order:
            if group and len(windows[index].ids) * (len(group) + 1) > MOST_TOKENS:
                self._run(windows, group, heads, answers)
                group = []
            group.append(index)
        if group:
            self._run(windows, group, heads, answers)
        return answers

    def _run(self, windows: Sequence[Window], group: list[int], heads: Sequence[str], answers: list) -> None:
        length = max(len(windows[i].ids) for i in group)
        ids, mask, marks = (np.zeros((len(group), length), np.int64) for _ in range(3))
        for row, index in enumerate(group):
            size = len(windows[index].ids)
            ids[row, :size], marks[row, :size], mask[row, :size] = *windows[index], 1
        outputs = self.session.run(list(heads), {"ids": ids, "mask": mask, "marks": marks})
        for row, index in enumerate(group):
            for head, output in zip(heads, outputs, strict=True):
                cut = len(windows[index].ids) if head in PER_TOKEN else None
                answers[index][head] = output[row][:cut]
