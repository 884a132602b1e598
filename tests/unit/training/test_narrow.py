"""What a network needs least is taken out of it, and nothing else changes."""

from types import SimpleNamespace

import pytest

torch = pytest.importorskip("torch", reason="networks are trained with torch")
transformers = pytest.importorskip("transformers", reason="training brings it")

from training import narrow  # noqa: E402 - needs them, too

TEXT = torch.tensor([[3, 14, 15, 92, 65]])
IDLE = (5, 6, 7)


@pytest.fixture(name="model")
def a_model_with_idle_units(monkeypatch):
    """Three of eight inner units of each layer reach nothing."""
    monkeypatch.setattr(narrow, "WIDTHS", (5, 5))
    torch.manual_seed(1)
    config = transformers.BertConfig(
        vocab_size=100,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=8,
        max_position_embeddings=40,
        initializer_range=0.3,
    )
    encoder = transformers.BertModel(config, add_pooling_layer=False).eval()
    for layer in encoder.encoder.layer:
        layer.output.dense.weight.data[:, IDLE] = 0
    return _model(encoder)


def _model(encoder):
    return SimpleNamespace(
        encoder=encoder, eval=encoder.eval, zero_grad=encoder.zero_grad
    )


def _read(model):
    with torch.inference_mode():
        return model.encoder(input_ids=TEXT).last_hidden_state


def _loss(model):
    return model.encoder(input_ids=TEXT).last_hidden_state.square()[0, 0].sum()


def test_units_that_reach_nothing_are_the_first_to_go(model):
    """And without them the network says what it said."""
    before = _read(model)
    kept = narrow.most_needed(model, [lambda: _loss(model)])
    assert [units.tolist() for units in kept] == [[0, 1, 2, 3, 4]] * 2
    narrow.narrow(model, kept)
    assert torch.allclose(_read(model), before, atol=1e-5)
    assert model.encoder.encoder.layer[0].intermediate.dense.weight.shape == (5, 16)
    assert model.encoder.encoder.layer[0].output.dense.weight.shape == (16, 5)


def test_taking_out_others_would_change_what_it_says(model):
    """The units that are kept are not just any."""
    before = _read(model)
    narrow.narrow(model, [torch.arange(3, 8)] * 2)
    assert not torch.allclose(_read(model), before, atol=1e-2)


def test_a_narrow_network_takes_what_a_narrow_one_has_learnt(model):
    """Room is made first, by any units."""
    narrow.narrow(model, narrow.most_needed(model, [lambda: _loss(model)]))
    learnt, said = model.encoder.state_dict(), _read(model)
    config = model.encoder.config
    other = _model(transformers.BertModel(config, add_pooling_layer=False).eval())
    narrow.narrow(other, narrow.any_units())
    other.encoder.load_state_dict(learnt)
    assert torch.allclose(_read(other), said)
