"""Just enough of ONNX's file format to add to a model and to look into it, without the ``onnx`` package.

An ONNX file is one protobuf message, and protobuf messages merge when they are written one after the other. So nodes,
inputs and outputs are added by appending bytes, without touching the weights.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

FLOAT, UINT8, INT8, INT32 = 1, 2, 3, 6

_VERSION, _GRAPH, _OPSET = 1, 7, 8
_NODE, _NAME, _INITIALIZER, _INPUT, _OUTPUT = 1, 2, 5, 11, 12
_NODE_INPUT, _NODE_OUTPUT, _NODE_NAME, _NODE_TYPE, _NODE_ATTRIBUTE = 1, 2, 3, 4, 5
_INTEGER_ATTRIBUTE = 2


class Node(NamedTuple):
    kind: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def nodes(model: bytes) -> tuple[list[Node], int]:
    """The nodes of the model, as far as they stand together, and where they end."""
    found = []
    for field, start, end in _fields(model, 0, len(model)):
        if field == _GRAPH:
            inner = takewhile(lambda part: part[0] == _NODE, _fields(model, start, end))
            found += [(_read_node(model, begin, stop), stop) for _, begin, stop in inner]
            break
    return [node for node, _ in found], max((stop for _, stop in found), default=0)


def node(kind: str, inputs: tuple[str, ...], *outputs: str, **integers: int) -> bytes:
    """A part of a graph: a node, with attributes that are integers."""
    body = b"".join(_text(_NODE_INPUT, name) for name in inputs)
    body += b"".join(_text(_NODE_OUTPUT, name) for name in outputs)
    body += _text(_NODE_NAME, f"{outputs[0]}_{kind}") + _text(_NODE_TYPE, kind)
    for name, value in integers.items():
        attribute = _text(1, name) + _integer(3, value) + _integer(20, _INTEGER_ATTRIBUTE)
        body += _block(_NODE_ATTRIBUTE, attribute)
    return _block(_NODE, body)


def constant(name: str, value: int) -> bytes:
    """A part of a graph: an int32 scalar."""
    return _block(_INITIALIZER, _integer(2, INT32) + _integer(5, value) + _text(8, name))


def graph_input(name: str, kind: int, *axes: str) -> bytes:
    return _block(_INPUT, _tensor(name, kind, axes))


def graph_output(name: str, kind: int, *axes: str) -> bytes:
    return _block(_OUTPUT, _tensor(name, kind, axes))


def appended(graph: bytes) -> bytes:
    """What adds the parts of a graph to a model that it is written after."""
    return _block(_GRAPH, graph)


def whole(graph: bytes, opset: int) -> bytes:
    """A model of these parts alone."""
    return _integer(_VERSION, 9) + _block(_OPSET, _integer(2, opset)) + _block(_GRAPH, graph + _text(_NAME, "graph"))


def rerouted(model: bytes, tensor: str, other: str) -> bytes:
    """Whoever reads the tensor reads the other one instead: names of one length keep every length prefix true.

    Raises ValueError if nobody reads it.
    """
    readers = _text(_NODE_INPUT, tensor)
    if len(tensor) != len(other) or readers not in model:
        raise ValueError(f"the model has no tensor {tensor}")
    return model.replace(readers, _text(_NODE_INPUT, other))


def _read_node(model: bytes, start: int, end: int) -> Node:
    texts: dict[int, list[str]] = {_NODE_INPUT: [], _NODE_OUTPUT: [], _NODE_TYPE: []}
    for field, begin, stop in _fields(model, start, end):
        if field in texts:
            texts[field].append(model[begin:stop].decode())
    return Node(texts[_NODE_TYPE][0], tuple(texts[_NODE_INPUT]), tuple(texts[_NODE_OUTPUT]))


def _fields(message: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Number, begin and end of each field's content."""
    while start < end:
        tag, start = _read_number(message, start)
        kind = tag & 7
        if kind == 2:
            size, start = _read_number(message, start)
        elif kind == 0:
            size = _read_number(message, start)[1] - start
        else:
            size = 8 if kind == 1 else 4
        yield tag >> 3, start, start + size
        start += size


def _tensor(name: str, kind: int, axes: tuple[str, ...]) -> bytes:
    """A ValueInfoProto: a tensor with named axes."""
    shape = b"".join(_block(1, _text(2, axis)) for axis in axes)
    return _text(1, name) + _block(2, _block(1, _integer(1, kind) + _block(2, shape)))


def _text(field: int, text: str) -> bytes:
    return _block(field, text.encode())


def _block(field: int, body: bytes) -> bytes:
    """A length-delimited field."""
    return _number(field << 3 | 2) + _number(len(body)) + body


def _integer(field: int, value: int) -> bytes:
    return _number(field << 3) + _number(value)


def _number(value: int) -> bytes:
    """A protobuf varint: seven bits a byte, the lowest first, the top bit while more follow."""
    low, rest = value & 127, value >> 7
    return bytes([low | 128]) + _number(rest) if rest else bytes([low])


def _read_number(message: bytes, at: int) -> tuple[int, int]:
    """A varint and where it ends."""
    value, shift = message[at] & 127, 7
    while message[at] & 128:
        at += 1
        value |= (message[at] & 127) << shift
        shift += 7
    return value, at + 1
