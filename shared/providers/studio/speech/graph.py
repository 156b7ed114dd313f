"""The voice model's graph as we need it: with controls on it, and quick where the processor allows it."""

from shared.providers.studio.speech.onnxfile import (
    FLOAT,
    INT8,
    INT32,
    UINT8,
    appended,
    constant,
    graph_input,
    graph_output,
    node,
    nodes,
    rerouted,
    whole,
)

PITCH = "/encoder/Squeeze_output_0"
ENERGY = "/encoder/Squeeze_1_output_0"
DURATIONS = "/encoder/Clip_output_0"

_OPSET = 20
_HALF = 128


def with_controls(model: bytes) -> bytes:
    """The model with three more inputs and one more output.

    The pitch contour becomes ``pitch * contour ** range`` (Hz), the energy contour ``energy * contour``; each input is
    one factor or one a half-frame. The output DURATIONS, of shape (1, tokens), counts frames of 25 ms. Raises
    ValueError if this is another model.
    """
    voiced, ranged = "voiced_contour", "ranged_contour"  # unvoiced frames may be below zero, which has no power
    model = rerouted(rerouted(model, PITCH, _twin(PITCH)), ENERGY, _twin(ENERGY))
    added = (
        node("Relu", (PITCH,), voiced)
        + node("Pow", (voiced, "range"), ranged)
        + node("Mul", (ranged, "pitch"), _twin(PITCH))
        + node("Mul", (ENERGY, "energy"), _twin(ENERGY))
    )
    for control in ("pitch", "range", "energy"):
        added += graph_input(control, FLOAT, f"{control}_frames")
    added += graph_output(DURATIONS, FLOAT, "batch", "tokens")
    return model + appended(added)


def with_signed_convolutions(model: bytes) -> bytes:
    """The model with what enters its integer convolutions quantised to -128…127 instead of 0…255.

    The zero points move along, so every sum stays what it was to the last bit; but processors that multiply unsigned
    weights with signed inputs in one instruction need half the time. Only where that is exact: see ``probe``.
    """
    there, end = nodes(model)
    convolved = {one.inputs[0] for one in there if one.kind == "ConvInteger"}
    head, added = model[:end], constant("half_range", _HALF)
    for one in there:
        if one.kind == "DynamicQuantizeLinear" and one.outputs[0] in convolved:
            (sound,), (tensor, scale, zero) = one.inputs, one.outputs
            head = rerouted(rerouted(head, tensor, _twin(tensor)), zero, _twin(zero))
            added += (
                node("Cast", (zero,), f"{zero}_wide", to=INT32)
                + node("Sub", (f"{zero}_wide", "half_range"), f"{zero}_moved")
                + node("Cast", (f"{zero}_moved",), _twin(zero), to=INT8)
                + node("QuantizeLinear", (sound, scale, _twin(zero)), _twin(tensor))
            )
    return head + model[end:] + appended(added)


def with_pauses(model: bytes) -> bytes:
    """The model with one more input: ``at_least``, of shape (1, tokens), frames that each token must last.

    The model hurries over marks, in Mandarin most of all; given time it falls silent there as speakers do, and what
    stands before the mark comes to rest. DURATIONS is without it.
    """
    _, end = nodes(model)
    head = rerouted(model[:end], DURATIONS, _twin(DURATIONS))
    added = node("Max", (DURATIONS, "at_least"), _twin(DURATIONS)) + graph_input("at_least", FLOAT, "batch", "tokens")
    return head + model[end:] + appended(added)


def probe() -> bytes:
    """A model of one integer convolution of signed ``x`` with unsigned ``w``: does the largest sum come out right?"""
    axes = ("outer", "channel", "time")
    return whole(
        node("ConvInteger", ("x", "w"), "y")
        + graph_input("x", INT8, *axes)
        + graph_input("w", UINT8, *axes)
        + graph_output("y", INT32, *axes),
        _OPSET,
    )


def _twin(tensor: str) -> str:
    """Another name of the same length."""
    return tensor[:-1] + "A"
