"""The network that ships is the one that was trained."""

import json

import numpy as np
import onnxruntime
import pytest

torch = pytest.importorskip("torch", reason="networks are trained with torch")
transformers = pytest.importorskip("transformers", reason="training brings it")
pytest.importorskip("onnx", reason="training brings it")

from training import graph  # noqa: E402 - needs them, too

from civilbot.classifier.encoder import (  # noqa: E402 - needs them
    IDS,
    LOGITS,
    STATES,
    VERDICT,
)

TOKENS, OUTPUTS = 24, 5
TEXT = [3, 14, 15, 92, 65, 35, 89, 79]


@pytest.fixture(name="small", scope="module")
def a_small_network():
    """One like the student's, and much smaller."""
    torch.manual_seed(1)
    config = transformers.BertConfig(
        vocab_size=100,
        hidden_size=32,
        num_hidden_layers=3,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=40,
        initializer_range=0.3,
    )
    encoder = transformers.BertModel(config, add_pooling_layer=False)
    heads, glanced = torch.nn.Linear(32, OUTPUTS), torch.nn.Linear(32, OUTPUTS)
    parts = {"encoder": encoder, "heads": heads, "glanced": glanced}
    network = torch.nn.ModuleDict(parts).eval()
    network.glance = 2
    # Freshly made, these would be 0 and 1 and hide a mix-up.
    for name, parameter in network.named_parameters():
        if parameter.ndim == 1:
            scale = name.endswith("weight")
            torch.nn.init.normal_(parameter, 1.0 if scale else 0.0, 0.2)
    return network


def test_the_first_part_notes_what_its_verdict_is_made_of(small):
    """A weight for each number of a state: those of the first head."""
    first, _ = graph.build(small, TOKENS)
    noted = {one.key: one.value for one in first.metadata_props}
    assert json.loads(noted[VERDICT]) == pytest.approx(small.glanced.weight[0].tolist())


def _learnt(small, ids):
    """Let it answer before it is made ready to ship."""
    with torch.inference_mode():
        states = small.encoder(input_ids=torch.tensor([ids])).last_hidden_state
        return small.heads(states.amax(dim=1)).numpy()


def _glance(made, ids):
    """Let the first layers answer, and hand over what they made of the tokens."""
    return _session(made[0]).run([LOGITS, STATES], {IDS: np.array([ids])})


def _run(made, ids, hidden=()):
    _, states = _glance(made, ids)
    fed = {STATES: np.delete(states, hidden, axis=1)}
    return _session(made[1]).run([LOGITS], fed)[0]


def _session(part):
    return onnxruntime.InferenceSession(
        part.SerializeToString(), providers=["CPUExecutionProvider"]
    )


@pytest.mark.parametrize("length", [1, 2, 8, TOKENS])
def test_with_exact_weights_it_answers_as_the_trained_one(small, length):
    """Every layer is in its place."""
    ids = (TEXT * 3)[:length]
    exact = graph.build(small, TOKENS, exact=True)
    assert _run(exact, ids) == pytest.approx(_learnt(small, ids), abs=1e-4)


def test_the_first_answer_is_that_of_the_first_layers(small):
    """With what comes out of them, and no later layer."""
    with torch.inference_mode():
        found = small.encoder(input_ids=torch.tensor([TEXT]), output_hidden_states=True)
        wanted = small.glanced(found.hidden_states[2].amax(dim=1)).numpy()
    said, states = _glance(graph.build(small, TOKENS, exact=True), TEXT)
    assert said == pytest.approx(wanted, abs=1e-4)
    assert states == pytest.approx(found.hidden_states[2].numpy(), abs=1e-4)


def test_with_small_weights_it_answers_nearly_so(small):
    """Whole numbers of 7 bits: close, and not the same."""
    exact, near = _learnt(small, TEXT), _run(graph.build(small, TOKENS), TEXT)
    alike = (exact * near).sum() / np.linalg.norm(exact) / np.linalg.norm(near)
    assert 0.99 < alike < 1.0
    assert not np.allclose(exact, near, atol=1e-6)


def test_small_weights_stay_within_seven_bits(small):
    """With eight, sums overflow on processors without VNNI."""
    made = graph.build(small, TOKENS)
    weights = [part for one in made for part in _multiplied(one)]
    assert len(weights) == 4 * 3
    assert all(np.abs(part.astype(int)).max() == 63 for part in weights)


def _multiplied(part):
    """Give the weights of the layers that multiply."""
    named = {tensor.name: tensor for tensor in part.graph.initializer}
    for node in part.graph.node:
        if node.op_type == "DynamicQuantizeMatMul":
            yield np.frombuffer(named[node.input[1]].raw_data, np.int8)


def test_what_is_hidden_is_hidden_after_the_first_layers(small):
    """As if its tokens were taken out right behind them."""
    hidden = [3, 4]
    with torch.inference_mode():
        states = small.encoder.embeddings(input_ids=torch.tensor([TEXT]))
        for number, layer in enumerate(small.encoder.encoder.layer):
            if number == small.glance:
                states = states[:, [at not in hidden for at in range(len(TEXT))]]
            states = _states(layer(states))
        wanted = small.heads(states.amax(dim=1)).numpy()
    made = graph.build(small, TOKENS, exact=True)
    assert _run(made, TEXT, hidden) == pytest.approx(wanted, abs=1e-4)
    assert not np.allclose(_run(made, TEXT), wanted, atol=1e-2)


def _states(out):
    return out[0] if isinstance(out, tuple) else out
