"""A bundle's network run by onnxruntime on the CPU."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime

from dateline.models.window import Question, Reading

PER_TOKEN = {"trigger", "roles"}
MOST_TOKENS = 1024  # of one run, padding included: more gains no speed and costs memory


class OnnxModel:
    """Runs read.onnx and answer.onnx of the folder. One instance serves all threads.

    Int8 activations are scaled over a run, so what runs together belongs to the answer: callers pass
    one story and nothing else.
    """

    def __init__(self, folder: Path):
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # keeps memory flat over stories of all lengths
        self.reader, self.answerer = (
            onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in ("read.onnx", "answer.onnx")
        )

    def read(self, pieces: Sequence[np.ndarray]) -> Reading:
        """See `Model`."""
        sizes = [len(piece) for piece in pieces]
        found: list[np.ndarray] = [np.empty(0)] * len(pieces)
        for group in _groups(sizes):
            ids, mask = (np.zeros((len(group), max(sizes[i] for i in group)), np.int64) for _ in range(2))
            for row, index in enumerate(group):
                ids[row, : sizes[index]], mask[row, : sizes[index]] = pieces[index], 1
            states = self.reader.run(None, {"ids": ids, "mask": mask})[0]
            for row, index in enumerate(group):
                found[index] = states[row, : sizes[index]]
        return Reading(
            np.concatenate([states[1:-1] for states in found]),
            np.stack([states[0] for states in found]),
            np.repeat(np.arange(len(pieces)), np.array(sizes) - 2),
        )

    def answer(self, questions: Sequence[Question], heads: Sequence[str]) -> list[dict[str, np.ndarray]]:
        """Questions of like length run together; see `Model`."""
        sizes = [len(question.marks) for question in questions]
        answers: list[dict[str, np.ndarray]] = [{} for _ in questions]
        for group in _groups(sizes):
            length, width = max(sizes[i] for i in group), questions[group[0]].states.shape[1]
            states = np.zeros((len(group), length, width), np.float32)
            mask, marks = (np.zeros((len(group), length), np.int64) for _ in range(2))
            for row, index in enumerate(group):
                size = sizes[index]
                states[row, :size], marks[row, :size] = questions[index]
                mask[row, :size] = 1
            outputs = self.answerer.run(list(heads), {"states": states, "mask": mask, "marks": marks})
            for row, index in enumerate(group):
                for head, output in zip(heads, outputs, strict=True):
                    answers[index][head] = output[row][: sizes[index] if head in PER_TOKEN else None]
        return answers


def _groups(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Indexes of inputs of like size, at most `MOST_TOKENS` a group with padding."""
    group: list[int] = []
    for index in sorted(range(len(sizes)), key=sizes.__getitem__):
        if group and sizes[index] * (len(group) + 1) > MOST_TOKENS:
            yield group
            group = []
        group.append(index)
    if group:
        yield group
