"""The voice model's graph with our controls on it: pitch, its range and energy go in, exact durations come out.

An ONNX file is one protobuf message, and protobuf messages merge when they are written one after the other. So nodes,
inputs and outputs are added by appending bytes, without the ``onnx`` package and without touching the weights.
"""

PITCH = "/encoder/Squeeze_output_0"
ENERGY = "/encoder/Squeeze_1_output_0"
DURATIONS = "/encoder/Clip_output_0"

_NODE_INPUT, _NODE_OUTPUT, _NODE_NAME, _NODE_TYPE = 1, 2, 3, 4
_GRAPH, _GRAPH_NODE, _GRAPH_INPUT, _GRAPH_OUTPUT = 7, 1, 11, 12
_FLOAT = 1


def with_controls(model: bytes) -> bytes:
    """The model with three more inputs and one more output.

    The pitch contour becomes ``pitch * contour ** range`` (Hz), the energy contour ``energy * contour``; each input is
    one factor or one a half-frame. The output DURATIONS, of shape (1, tokens), counts frames of 25 ms. Raises
    ValueError if this is another model.
    """
    voiced, ranged = "voiced_contour", "ranged_contour"  # unvoiced frames may be below zero, which has no power
    model = _rerouted(_rerouted(model, PITCH), ENERGY)
    added = (
        _node("Relu", (PITCH,), voiced)
        + _node("Pow", (voiced, "range"), ranged)
        + _node("Mul", (ranged, "pitch"), _scaled(PITCH))
        + _node("Mul", (ENERGY, "energy"), _scaled(ENERGY))
    )
    for control in ("pitch", "range", "energy"):
        added += _block(_GRAPH_INPUT, _floats(control, f"{control}_frames"))
    added += _block(_GRAPH_OUTPUT, _floats(DURATIONS, "batch", "tokens"))
    return model + _block(_GRAPH, added)


def _rerouted(model: bytes, tensor: str) -> bytes:
    """Whoever reads the tensor reads the scaled one instead; names of one length keep every length prefix true."""
    readers = _text(_NODE_INPUT, tensor)
    if readers not in model:
        raise ValueError(f"the model has no tensor {tensor}")
    return model.replace(readers, _text(_NODE_INPUT, _scaled(tensor)))


def _scaled(tensor: str) -> str:
    return tensor[:-1] + "A"


def _node(kind: str, inputs: tuple[str, ...], output: str) -> bytes:
    named = b"".join(_text(_NODE_INPUT, name) for name in inputs)
    body = named + _text(_NODE_OUTPUT, output) + _text(_NODE_NAME, f"{output}_{kind}") + _text(_NODE_TYPE, kind)
    return _block(_GRAPH_NODE, body)


def _floats(name: str, *axes: str) -> bytes:
    """A ValueInfoProto: a float tensor with named axes."""
    shape = b"".join(_block(1, _text(2, axis)) for axis in axes)
    tensor = _number(1 << 3) + _number(_FLOAT) + _block(2, shape)
    return _text(1, name) + _block(2, _block(1, tensor))


def _text(field: int, text: str) -> bytes:
    return _block(field, text.encode())


def _block(field: int, body: bytes) -> bytes:
    """A length-delimited field."""
    return _number(field << 3 | 2) + _number(len(body)) + body


def _number(value: int) -> bytes:
    """A protobuf varint: seven bits a byte, the lowest first, the top bit while more follow."""
    low, rest = value & 127, value >> 7
    return bytes([low | 128]) + _number(rest) if rest else bytes([low])
