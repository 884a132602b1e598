"""An encoder of BERT's size with random weights: as slow as a trained one.

Plain ONNX operators, 32-bit weights beside the graph, as exporters write them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

_OPSET, _IR_VERSION = 20, 10


@dataclass(frozen=True, slots=True)
class Size:
    """How large the encoder is; BERT-base unless told otherwise."""

    layers: int = 12
    hidden: int = 768
    heads: int = 12
    inner: int = 3072
    words: int = 30522
    places: int = 512


@dataclass(slots=True)
class _Graph:
    """A graph that grows node by node; large weights go to a file at once."""

    weights: Path
    nodes: list[Any] = field(default_factory=list)
    tensors: list[Any] = field(default_factory=list)
    _file: Any = None
    _dice: np.random.Generator = field(
        default_factory=lambda: np.random.default_rng(seed=0)
    )

    def __enter__(self) -> Self:
        self._file = self.weights.open("wb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """Add a node and return the name of what comes out of it."""
        name = f"n{len(self.nodes)}"
        made = helper.make_node(kind, list(inputs), [name], **attributes)
        self.nodes.append(made)
        return name

    def fixed(self, values: NDArray[Any]) -> str:
        """Add a small tensor, kept in the graph."""
        name = f"t{len(self.tensors)}"
        self.tensors.append(numpy_helper.from_array(values, name))
        return name

    def random(self, *shape: int) -> str:
        """Add a tensor of random weights, kept in the file beside the graph."""
        name = f"t{len(self.tensors)}"
        values = self._dice.standard_normal(shape, dtype=np.float32) * 0.02
        place = {
            "location": self.weights.name,
            "offset": self._file.tell(),
            "length": self._file.write(values.tobytes()),
        }
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape)
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in place.items():
            tensor.external_data.add(key=key, value=str(value))
        self.tensors.append(tensor)
        return name

    def dense(self, flow: str, wide: int, out: int) -> str:
        """Add a layer that multiplies and shifts."""
        product = self.node("MatMul", flow, self.random(wide, out))
        return self.node("Add", product, self.fixed(np.zeros(out, np.float32)))

    def normal(self, flow: str, wide: int) -> str:
        """Add a layer that brings numbers to mean 0 and variance 1."""
        scale = self.fixed(np.ones(wide, np.float32))
        shift = self.fixed(np.zeros(wide, np.float32))
        return self.node("LayerNormalization", flow, scale, shift, epsilon=1e-12)


def build(path: Path, size: Size = Size()) -> None:
    """Write an encoder; its weights go to a file of the same name beside it."""
    with _Graph(path.with_suffix(".weights")) as graph:
        flow = _embedded(graph, size)
        hidden = _hidden(graph)
        for _ in range(size.layers):
            flow = _layer(graph, flow, hidden, size)
        first = graph.node("Gather", flow, graph.fixed(np.array(0)), axis=1)
        pooled = graph.node("Tanh", graph.dense(first, size.hidden, size.hidden))
        last = graph.dense(pooled, size.hidden, 2)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
        for name in ("ids", "mask")
    ]
    out = helper.make_tensor_value_info(last, TensorProto.FLOAT, ["texts", 2])
    made = helper.make_graph(graph.nodes, "bert", inputs, [out], graph.tensors)
    opset = [helper.make_opsetid("", _OPSET)]
    model = helper.make_model(made, opset_imports=opset, ir_version=_IR_VERSION)
    onnx.save(model, str(path))


def _embedded(graph: _Graph, size: Size) -> str:
    """Look words up, and add where they stand."""
    words = graph.node("Gather", graph.random(size.words, size.hidden), "ids")
    count = graph.node("Shape", "ids", start=1, end=2)
    zero = graph.fixed(np.array([0]))
    places = graph.random(size.places, size.hidden)
    standing = graph.node("Slice", places, zero, count, zero)
    return graph.normal(graph.node("Add", words, standing), size.hidden)


def _hidden(graph: _Graph) -> str:
    """Turn the mask into what is added to attention: a large minus where it is 0."""
    mask = graph.node("Cast", "mask", to=TensorProto.FLOAT)
    wide = graph.node("Unsqueeze", mask, graph.fixed(np.array([1, 2])))
    one = graph.fixed(np.array(1, np.float32))
    off = graph.node("Sub", one, wide)
    return graph.node("Mul", off, graph.fixed(np.array(-1e4, np.float32)))


def _layer(graph: _Graph, flow: str, hidden: str, size: Size) -> str:
    attended = _attention(graph, flow, hidden, size)
    flow = graph.normal(graph.node("Add", attended, flow), size.hidden)
    inner = graph.node("Gelu", graph.dense(flow, size.hidden, size.inner))
    outer = graph.dense(inner, size.inner, size.hidden)
    return graph.normal(graph.node("Add", outer, flow), size.hidden)


def _attention(graph: _Graph, flow: str, hidden: str, size: Size) -> str:
    wide = size.hidden // size.heads
    split = graph.fixed(np.array([0, 0, size.heads, wide]))

    def heads(order: Sequence[int]) -> str:
        dense = graph.dense(flow, size.hidden, size.hidden)
        return graph.node("Transpose", graph.node("Reshape", dense, split), perm=order)

    asked, keys, values = heads((0, 2, 1, 3)), heads((0, 2, 3, 1)), heads((0, 2, 1, 3))
    scale = graph.fixed(np.array(wide**-0.5, np.float32))
    alike = graph.node("Mul", graph.node("MatMul", asked, keys), scale)
    shares = graph.node("Softmax", graph.node("Add", alike, hidden), axis=-1)
    mixed = graph.node("MatMul", shares, values)
    turned = graph.node("Transpose", mixed, perm=(0, 2, 1, 3))
    joined = graph.node("Reshape", turned, graph.fixed(np.array([0, 0, size.hidden])))
    return graph.dense(joined, size.hidden, size.hidden)


class Bert:
    """A loaded encoder, on one thread."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        providers = ["CPUExecutionProvider"]
        self._session = onnxruntime.InferenceSession(str(path), options, providers)

    def read(self, texts: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Read the tokens of texts, at once: two logits each."""
        longest = max(map(len, texts))
        ids = np.zeros((len(texts), longest), np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(texts):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        return np.asarray(self._session.run(None, {"ids": ids, "mask": mask})[0])
