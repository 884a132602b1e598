"""The student's network as it ships: few large operators instead of many small ones.

Exporters spell attention out in a dozen steps, and quantise what goes into it three
times. Put together by hand, the network is a third as many operators, and it can do
what no exporter offers: give a first answer after its first layers, and read on from
what these made of all tokens of a text, or of all but those of one word.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

from civilbot.classifier.encoder import IDS, LOGITS, STATES, VERDICT
from training.encoder import MultiHead

#: Operators of this domain come with every build of ONNX Runtime.
_RUNTIME = "com.microsoft"
_OPSET, _IR_VERSION = 17, 8
#: Weights become whole numbers of 7 bits: with 8, the sums of pairs overflow on
#: processors without VNNI. Embeddings are only looked up, so they have all 8.
_SEVEN_BITS, _EIGHT_BITS = 63, 127
_EMBEDDINGS, _HEADS, _GLANCED = "encoder.embeddings.", "heads", "glanced"


@dataclass(slots=True)
class _Graph:
    """A graph that grows operator by operator."""

    #: Whether layers stay as exact as they were learnt, to prove the graph right.
    exact: bool
    nodes: list[Any] = field(default_factory=list)
    tensors: list[Any] = field(default_factory=list)

    def node(self, kind: str, *inputs: str, domain: str = "", **settings: Any) -> str:
        """Add an operator and return the name of what comes out of it."""
        return self.nodes_out(kind, *inputs, count=1, domain=domain, **settings)[0]

    def nodes_out(
        self, kind: str, *inputs: str, count: int, domain: str = "", **settings: Any
    ) -> list[str]:
        """Add an operator out of which several things come."""
        names = [f"n{len(self.nodes)}_{at}" for at in range(count)]
        made = helper.make_node(kind, inputs, names, domain=domain, **settings)
        self.nodes.append(made)
        return names

    def fixed(self, values: Any, kind: Any = None) -> str:
        """Add a tensor that is known beforehand."""
        name = f"t{len(self.tensors)}"
        held = np.ascontiguousarray(values, dtype=kind)
        self.tensors.append(numpy_helper.from_array(held, name))
        return name

    def dense(
        self, flow: str, weight: NDArray[np.float32], bias: NDArray[np.float32]
    ) -> str:
        """Add a layer that multiplies and shifts; a row of weights per input."""
        if self.exact:
            product = self.node("MatMul", flow, self.fixed(weight))
            return self.node("Add", product, self.fixed(bias))
        small, scales = _rounded(weight, axis=0, most=_SEVEN_BITS)
        held = (self.fixed(small), self.fixed(scales[0]), "", self.fixed(bias))
        return self.node("DynamicQuantizeMatMul", flow, *held, domain=_RUNTIME)


@dataclass(frozen=True, slots=True)
class _Network:
    """What was learnt, by name, and how it is put together."""

    learnt: Mapping[str, NDArray[np.float32]]
    layers: int
    heads: int
    epsilon: float

    def dense(self, graph: _Graph, flow: str, *names: str) -> str:
        """Add one or several layers of the same inputs, side by side."""
        weights = [self.learnt[f"{name}.weight"].T for name in names]
        biases = [self.learnt[f"{name}.bias"] for name in names]
        return graph.dense(flow, np.concatenate(weights, 1), np.concatenate(biases))

    def normal(self, graph: _Graph, flow: str, name: str) -> str:
        """Add a layer that brings numbers to mean 0 and variance 1."""
        # Not fused with the sum before it: ONNX Runtime's operator for both is slow.
        parts = (self.learnt[f"{name}.weight"], self.learnt[f"{name}.bias"])
        held = [graph.fixed(part) for part in parts]
        return graph.node("LayerNormalization", flow, *held, epsilon=self.epsilon)


def build(
    model: MultiHead, tokens: int, *, exact: bool = False
) -> tuple[ModelProto, ModelProto]:
    """Put a trained network together for texts of at most so many tokens, in two parts.

    The first layers take the `IDS` of a text's tokens (1, tokens) and give a first
    answer, `LOGITS` (1, outputs), and their `STATES` (1, tokens, hidden). The other
    ones take these states, of all tokens or of some, and give `LOGITS` (1, outputs).
    """
    held = {name: part.numpy() for name, part in model.state_dict().items()}
    config = model.encoder.config
    network = _Network(
        held,
        config.num_hidden_layers,
        config.num_attention_heads,
        config.layer_norm_eps,
    )
    outputs = len(held[f"{_HEADS}.bias"])
    states = (STATES, TensorProto.FLOAT, [1, "tokens", config.hidden_size])
    first = _first_layers(_Graph(exact), network, tokens, model.glance)
    rest = _other_layers(_Graph(exact), network, model.glance)
    glance = _model(
        first,
        [(IDS, TensorProto.INT64, [1, "tokens"])],
        [(LOGITS, TensorProto.FLOAT, [1, outputs]), states],
    )
    telling = held[f"{_GLANCED}.weight"][0].tolist()
    helper.set_model_props(glance, {VERDICT: json.dumps(telling)})
    return (
        glance,
        _model(
            rest,
            [states],
            [(LOGITS, TensorProto.FLOAT, [1, outputs])],
        ),
    )


def _first_layers(graph: _Graph, network: _Network, tokens: int, count: int) -> _Graph:
    flow = _embedded(graph, network, tokens)
    for number in range(count):
        flow = _layer(graph, network, flow, number)
    graph.nodes.append(helper.make_node("Identity", [flow], [STATES]))
    _answer(graph, network, flow, _GLANCED)
    return graph


def _other_layers(graph: _Graph, network: _Network, first: int) -> _Graph:
    flow = STATES
    for number in range(first, network.layers):
        flow = _layer(graph, network, flow, number)
    _answer(graph, network, flow, _HEADS)
    return graph


_Value = tuple[str, int, Sequence[int | str]]


def _model(
    graph: _Graph, inputs: Sequence[_Value], out: Sequence[_Value]
) -> ModelProto:
    given, taken = (
        [helper.make_tensor_value_info(*value) for value in values]
        for values in (out, inputs)
    )
    made = helper.make_graph(graph.nodes, "student", taken, given, graph.tensors)
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_RUNTIME, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=_IR_VERSION)


def _embedded(graph: _Graph, network: _Network, tokens: int) -> str:
    """Look words up, and add where they stand."""
    learnt = network.learnt
    words = learnt[f"{_EMBEDDINGS}word_embeddings.weight"]
    if graph.exact:
        flow = graph.node("Gather", graph.fixed(words), IDS)
    else:
        small, scales = _rounded(words, axis=1, most=_EIGHT_BITS)
        looked_up = graph.node("Gather", graph.fixed(small), IDS)
        exact = graph.node("Cast", looked_up, to=TensorProto.FLOAT)
        scale = graph.node("Gather", graph.fixed(scales), IDS)
        flow = graph.node("Mul", exact, scale)
    places = learnt[f"{_EMBEDDINGS}position_embeddings.weight"][:tokens]
    # All tokens are of the first kind: there is only one text.
    places = places + learnt[f"{_EMBEDDINGS}token_type_embeddings.weight"][0]
    first = graph.fixed([0], np.int64)
    count = graph.node("Shape", IDS, start=1, end=2)
    standing = graph.node("Slice", graph.fixed(places), first, count, first)
    flow = graph.node("Add", flow, standing)
    return network.normal(graph, flow, f"{_EMBEDDINGS}LayerNorm")


def _layer(graph: _Graph, network: _Network, flow: str, number: int) -> str:
    name = f"encoder.encoder.layer.{number}"
    attended = _attention(graph, network, flow, f"{name}.attention")
    flow = graph.node("Add", attended, flow)
    flow = network.normal(graph, flow, f"{name}.attention.output.LayerNorm")
    inner = network.dense(graph, flow, f"{name}.intermediate.dense")
    inner = graph.node("Gelu", inner, domain=_RUNTIME)
    outer = network.dense(graph, inner, f"{name}.output.dense")
    flow = graph.node("Add", outer, flow)
    return network.normal(graph, flow, f"{name}.output.LayerNorm")


def _attention(graph: _Graph, network: _Network, flow: str, name: str) -> str:
    """Let tokens look at each other."""
    three = [f"{name}.self.{part}" for part in ("query", "key", "value")]
    wide = network.dense(graph, flow, *three)
    parts = graph.nodes_out(
        "Split",
        wide,
        graph.fixed([len(network.learnt[f"{three[0]}.bias"])] * 3),
        count=3,
        axis=-1,
    )
    mixed = graph.node(
        "MultiHeadAttention", *parts, domain=_RUNTIME, num_heads=network.heads
    )
    return network.dense(graph, mixed, f"{name}.output.dense")


def _answer(graph: _Graph, network: _Network, flow: str, name: str) -> None:
    """Answer from the most of each number that any token has."""
    pooled = graph.node("ReduceMax", flow, axes=[1], keepdims=0)
    heads = graph.fixed(network.learnt[f"{name}.weight"].T)
    shift = graph.fixed(network.learnt[f"{name}.bias"])
    last = graph.node("MatMul", pooled, heads)
    graph.nodes.append(helper.make_node("Add", [last, shift], [LOGITS]))


def _rounded(
    weights: NDArray[np.float32], *, axis: int, most: int
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return weights as whole numbers from -most to most, and what one is worth."""
    largest = np.abs(weights).max(axis=axis, keepdims=True)
    scales = (np.maximum(largest, 1e-12) / most).astype(np.float32)
    return np.rint(weights / scales).astype(np.int8), scales
