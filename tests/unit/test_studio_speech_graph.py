"""The voice model's file, added to without the package that wrote it."""

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from shared.providers.studio.speech.graph import with_signed_convolutions
from shared.providers.studio.speech.onnxfile import (
    FLOAT,
    INT32,
    UINT8,
    graph_input,
    graph_output,
    node,
    nodes,
    rerouted,
    whole,
)

AXES = ("outer", "channel", "time")
MODEL = whole(
    node("DynamicQuantizeLinear", ("sound",), "sound_quantized", "sound_scale", "sound_zero")
    + node("ConvInteger", ("sound_quantized", "weights", "sound_zero"), "sums")
    + graph_input("sound", FLOAT, *AXES)
    + graph_input("weights", UINT8, *AXES)
    + graph_output("sums", INT32, *AXES),
    20,
)


def sums(model: bytes, loudest: float) -> NDArray[np.int32]:
    random = np.random.default_rng(3)
    sound = random.uniform(-1, loudest, (1, 24, 90)).astype(np.float32)
    weights = random.integers(0, 60, (16, 24, 5), np.uint8)  # small enough for every processor
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"sound": sound, "weights": weights})[0])


@pytest.mark.parametrize("loudest", [0.0, 1.0, 7.0])
def test_signed_convolutions_change_no_sum(loudest: float) -> None:
    changed = with_signed_convolutions(MODEL)
    kinds = [one.kind for one in nodes(changed)[0]]
    assert kinds == ["DynamicQuantizeLinear", "ConvInteger"]
    assert nodes(changed)[0][1].inputs[0] != "sound_quantized"
    assert np.array_equal(sums(changed, loudest), sums(MODEL, loudest))


def test_a_model_is_read_as_it_was_written() -> None:
    found, end = nodes(MODEL)
    assert found[0].outputs == ("sound_quantized", "sound_scale", "sound_zero")
    assert found[1].inputs == ("sound_quantized", "weights", "sound_zero")
    assert MODEL[:end].endswith(b"ConvInteger")


def test_a_tensor_that_nobody_reads_is_named() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        rerouted(MODEL, "nowhere", "nobodyy")
