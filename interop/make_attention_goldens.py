"""Makes the goldens of attention layers and EinsumDense.

    pip install -r requirements.txt
    python make_attention_goldens.py

It writes, into keras/src/test/resources/goldens/attention/, what make_recurrent_goldens.py writes
for recurrent layers, in the same form: values.npz and index.json of layers by themselves, models.npz
and models.json of models in which they are called with masks and arguments.
"""

import os

os.environ["JAX_ENABLE_X64"] = "0"

# isort: split
import make_layer_goldens
from make_layer_goldens import add, keras, layers, normal, np, random_weight, record
from make_mask_goldens import embedded, model_case, save_models, some_words, words

# isort: split
import jax

FOLDER = make_layer_goldens.FOLDER.parent / "attention"
KEEP = np.array([[True, False, True, True], [False, True, True, False], [False] * 4])


def einsum_layers():
    def einsum(name, x, *arguments, **options):
        add(name, layers.EinsumDense(*arguments, **options), x)

    einsum("plain", normal(3, 4), "ab,bc->ac", 5)
    einsum("bias", normal(3, 4), "ab,bc->ac", output_shape=5, bias_axes="c", activation="relu")
    einsum("same", normal(2, 3, 4), "abc,cd->abd", output_shape=(None, 5), bias_axes="d")
    einsum("dots", normal(2, 3, 4), "...x,xy->...y", output_shape=5, bias_axes="y")
    einsum("dots-rank4", normal(2, 3, 2, 4), "...x,xy->...y", output_shape=5, bias_axes="y")
    einsum("heads", normal(2, 3, 4), "abc,cde->abde", output_shape=(None, 2, 3), bias_axes="de")
    einsum("join", normal(2, 3, 2, 4), "abcd,cde->abe", output_shape=(None, 5), bias_axes="e")
    einsum("end", normal(2, 3, 4), "ab...,bc->ac...", output_shape=5, bias_axes="c")
    einsum("two-biases", normal(2, 3, 4), "abc,cd->abd", output_shape=(3, 5), bias_axes="bd")
    einsum("summed", normal(2, 3, 4), "abc,cd->ad", output_shape=5)


def attention_layers():
    q, v, k = normal(3, 4, 5), normal(3, 2, 3), normal(3, 2, 5)
    for make in (layers.Attention, layers.AdditiveAttention):
        add("two", make(), q, normal(3, 3, 5))
        add("three", make(), q, v, k)
        add("scale", make(use_scale=True), q, v, k)
        add("no-scale", make(use_scale=False), q, normal(3, 3, 5))
    add("concat", layers.Attention(score_mode="concat"), q, v, k)


def arguments_of(name, layer, values, **options):
    """A model that calls a layer, each of whose inputs is an input of the model."""
    inputs = [keras.Input(value.shape[1:]) for value in values]
    several = isinstance(layer, layers.MultiHeadAttention)
    y = layer(*inputs, **options) if several else layer(inputs, **options)
    y = keras.layers.Concatenate()([keras.layers.Flatten()(one) for one in keras.tree.flatten(y)])
    model_case(name, inputs, y, *[np.float32(value) for value in values])


def add_heads(name, layer, *inputs):
    """A layer whose inputs are arguments of their own, and not a list.

    It has no biases: the gradient of the key's is 0, but for rounding.
    """
    inputs = [np.float32(value) for value in inputs]
    layer.build(*[value.shape for value in inputs])
    layer.set_weights([np.float32(random_weight(variable)) for variable in layer.weights])
    trainable = [variable.value for variable in layer.trainable_variables]

    def call(trainable, inputs):
        return layer.stateless_call(trainable, [], *inputs)[0]

    output, pullback = jax.vjp(call, trainable, inputs)
    upstream = np.float32(normal(*output.shape))
    weight_gradients, input_gradients = pullback(upstream)
    found = {f"input_{i}": value for i, value in enumerate(inputs)}
    found |= {f"weight_{i}": value for i, value in enumerate(layer.get_weights())}
    found |= {"output": output, "upstream": upstream}
    found |= {f"input_gradient_{i}": value for i, value in enumerate(input_gradients)}
    found |= {f"weight_gradient_{i}": value for i, value in enumerate(weight_gradients)}
    record(f"{type(layer).__name__}-{name}", layer, False, found)


def heads_by_themselves():
    heads = layers.MultiHeadAttention
    q, v, k = normal(3, 4, 5), normal(3, 2, 3), normal(3, 2, 6)
    add_heads("two", heads(2, 3, use_bias=False), q, v)
    add_heads("three", heads(3, 2, output_shape=4, use_bias=False), q, v, k)
    gated = heads(2, 2, use_gate=True, sliding_window=1, use_bias=False)
    add_heads("gate", gated, q, q)


def models():
    heads = layers.MultiHeadAttention
    q, v, k = normal(3, 4, 5), normal(3, 2, 3), normal(3, 2, 6)
    arguments_of("two", heads(2, 3), [q, v])
    arguments_of("three", heads(2, 3, value_dim=4, output_shape=7, dropout=0.1), [q, v, k])
    arguments_of("no-bias", heads(1, 2, use_bias=False), [q, v])
    arguments_of("scores", heads(2, 3), [q, v], return_attention_scores=True)
    arguments_of("causal", heads(2, 3), [q, normal(3, 4, 2)], use_causal_mask=True)
    arguments_of("window", heads(2, 3, sliding_window=2), [q, normal(3, 4, 2)])
    arguments_of("gate", heads(2, 3, use_gate=True), [q, v])
    arguments_of("dropout", heads(2, 3, dropout=0.3), [q, v])
    arguments_of("axes", heads(2, 3, attention_axes=2), [normal(2, 3, 4, 5), normal(2, 3, 2, 5)])
    arguments_of("axes-all", heads(2, 3), [normal(2, 2, 3, 5), normal(2, 3, 2, 5)])
    for make in (layers.Attention, layers.AdditiveAttention):
        name = make.__name__
        arguments_of(f"{name}-causal", make(), [q, normal(3, 4, 5)], use_causal_mask=True)
        arguments_of(f"{name}-scores", make(), [q, normal(3, 3, 5)], return_attention_scores=True)
    a, b = words(), words()
    x, y = embedded(a, 3), embedded(b, 3)
    tokens = [some_words(), some_words()]
    for dropout in (0, 0.3):
        attended = heads(2, 2, dropout=dropout)(x, y)
        model_case(f"masks-{dropout}", [a, b], attended, *tokens)
        attended = heads(2, 2, dropout=dropout)(x, x, use_causal_mask=True)
        model_case(f"self-{dropout}", a, layers.Dense(2)(attended), tokens[0])
    for make in (layers.Attention, layers.AdditiveAttention):
        model_case(f"{make.__name__}-masks", [a, b], make()([x, y]), *tokens)
        attended = layers.Dense(2)(make()([x, y, x], use_causal_mask=True))
        model_case(f"{make.__name__}-masks-three", [a, b], attended, *tokens)
    given = keras.Input((4, 4), dtype="bool")
    plain = keras.Input((4, 3))
    attended = heads(2, 3)(plain, plain, attention_mask=given)
    mask = np.tril(np.ones((3, 4, 4), bool)) & KEEP[[0, 1, 0]][:, None]
    model_case("given-mask", [plain, given], attended, np.float32(normal(3, 4, 3)), mask)


def main():
    keras.utils.set_random_seed(7)
    einsum_layers()
    attention_layers()
    heads_by_themselves()
    make_layer_goldens.save(FOLDER)
    models()
    save_models(FOLDER)


if __name__ == "__main__":
    main()
