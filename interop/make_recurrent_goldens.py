"""Makes the goldens of the layers that go through sequences.

    pip install -r requirements.txt
    python make_recurrent_goldens.py

It writes, into keras/src/test/resources/goldens/recurrent/,

values.npz and index.json: what make_layer_goldens.py writes for the other layers, in the same form;
but where a layer has several outputs, there are output_<i> and upstream_<i>. The first input of a
layer is the sequence, the others are the states at the start; those of a cell likewise.

models.npz and models.json: models, in the form of make_mask_goldens.py.
"""

import os

os.environ["JAX_ENABLE_X64"] = "0"  # or Keras's loops mix types where a cell has no bias

# isort: split
import make_layer_goldens
from make_layer_goldens import keras, layers, normal, np, random_weight, record
from make_mask_goldens import embedded, model_case, save_models, some_words, words

# isort: split
import jax

FOLDER = make_layer_goldens.FOLDER.parent / "recurrent"
KEEP = np.array([[True, False, True, True], [False, True, True, False], [False] * 4])


def packed(cell, states):
    """The states as a cell is given them: those of a stack are lists in a list."""
    if not isinstance(cell, layers.StackedRNNCells):
        return list(states)
    sizes = [np.atleast_1d(one.state_size).size for one in cell.cells]
    ends = np.cumsum(sizes)
    return [list(states[end - size : end]) for size, end in zip(sizes, ends, strict=True)]


def add(name, layer, x, *states, mask=None, training=False):
    dtype = layer.dtype
    inputs = [np.asarray(value, dtype) for value in (x, *states)]
    is_cell = hasattr(layer, "state_size") and not hasattr(layer, "cell")
    if not layer.built:
        layer.build(inputs[0].shape)
    layer.set_weights([random_weight(variable).astype(dtype) for variable in layer.weights])
    trainable = [variable.value for variable in layer.trainable_variables]
    rest = [variable.value for variable in layer.non_trainable_variables]
    options = {} if mask is None else {"mask": np.asarray(mask)}
    mode = {"training": True} if training else {}

    def call(trainable, inputs):
        x, *states = inputs
        cell = layer if is_cell else getattr(layer, "cell", None)
        if is_cell:
            states = states or layer.get_initial_state(x.shape[0])
            arguments = {"states": packed(cell, states) if len(inputs) > 1 else states}
        else:
            arguments = {"initial_state": packed(cell, states)} if states else {}
        found = layer.stateless_call(trainable, rest, x, **arguments, **options, **mode)
        return keras.tree.flatten(found[0]), found[1]

    outputs, pullback, updated = jax.vjp(call, trainable, inputs, has_aux=True)
    upstream = [normal(*output.shape).astype(dtype) for output in outputs]
    weight_gradients, input_gradients = pullback(upstream)
    several = len(outputs) > 1
    found = {f"input_{i}": value for i, value in enumerate(inputs)}
    found |= options
    found |= {f"weight_{i}": value for i, value in enumerate(layer.get_weights())}
    for kind, arrays in ("output", outputs), ("upstream", upstream):
        found |= {f"{kind}_{i}" if several else kind: array for i, array in enumerate(arrays)}
    found |= {f"input_gradient_{i}": value for i, value in enumerate(input_gradients)}
    found |= {f"weight_gradient_{i}": value for i, value in enumerate(weight_gradients)}
    first = len(trainable)
    if training:
        found |= {f"updated_weight_{first + i}": value for i, value in enumerate(updated)}
    record(f"{type(layer).__name__}-{name}", layer, training, found)


def cells():
    x, h, c = normal(3, 4), normal(3, 2), normal(3, 2)
    for make in (layers.SimpleRNNCell, layers.GRUCell):
        add("plain", make(2), x)
        add("state", make(2), x, h)
    add("plain", layers.LSTMCell(2), x)
    add("states", layers.LSTMCell(2), x, h, c)
    stack = layers.StackedRNNCells([layers.LSTMCell(2), layers.GRUCell(3)])
    add("two", stack, x, h, c, normal(3, 3))


def recurrent_layers():
    x, h = normal(3, 4, 3), normal(3, 2)
    for make in (layers.SimpleRNN, layers.LSTM, layers.GRU):
        states = [h, normal(3, 2)] if make is layers.LSTM else [h]
        add("plain", make(2), x)
        add("one-step", make(1), normal(1, 1, 1))
        add("odd", make(13), normal(2, 3, 5))
        add("sequences", make(2, return_sequences=True), x)
        add("state", make(2, return_state=True), x, *states)
        add("backwards", make(2, return_sequences=True, return_state=True, go_backwards=True), x)
        add("mask", make(2, return_sequences=True, return_state=True), x, mask=KEEP)
        add("mask-last", make(2), x, *states, mask=KEEP)
        add("mask-backwards", make(2, return_sequences=True, go_backwards=True), x, mask=KEEP)
        zeros = make(2, return_sequences=True, zero_output_for_mask=True)
        add("mask-zeros", zeros, x, *states, mask=KEEP)
        add("no-bias", make(2, use_bias=False), x)
        add("relu", make(2, activation="relu"), x)
        add("layer", make(2, activation=layers.LeakyReLU(0.1)), x)
    for make in (layers.LSTM, layers.GRU):
        add("hard", make(2, recurrent_activation="hard_sigmoid", activation="softsign"), x)
    add("forget", layers.LSTM(2, unit_forget_bias=False), x)
    before = {"reset_after": False}
    add("before", layers.GRU(2, **before), x)
    add("before-no-bias", layers.GRU(2, use_bias=False, **before), x, h)
    add("before-mask", layers.GRU(2, return_sequences=True, **before), x, h, mask=KEEP)
    penalty, bound = keras.regularizers.L2(0.1), keras.constraints.MaxNorm(1.0)
    add("arguments", layers.LSTM(2, recurrent_regularizer=penalty, bias_constraint=bound), x)
    add("dropout", layers.GRU(2, dropout=0.2, recurrent_dropout=0.4, seed=3), x)
    add("cell", layers.RNN(layers.LSTMCell(2), return_state=True), x)
    stack = [layers.LSTMCell(2), layers.GRUCell(4), layers.SimpleRNNCell(1)]
    add("stack", layers.RNN(stack, return_sequences=True), x, mask=KEEP)


def wrappers():
    x, h, c = normal(3, 4, 3), normal(3, 2), normal(3, 2)
    for mode in ("concat", "sum", "ave", "mul", None):
        add(f"{mode}-last", layers.Bidirectional(layers.GRU(2), mode), x, mask=KEEP)
        both = layers.Bidirectional(layers.LSTM(2, return_sequences=True), mode)
        add(f"{mode}-sequences", both, x, mask=KEEP)
    both = layers.LSTM(2, return_sequences=True, return_state=True)
    add("states", layers.Bidirectional(both), x, h, c, normal(3, 2), normal(3, 2))
    add("states-None", layers.Bidirectional(both, None), x)
    forward, backward = layers.LSTM(2), layers.SimpleRNN(3, go_backwards=True)
    add("other", layers.Bidirectional(forward, backward_layer=backward), x)
    frozen = layers.Bidirectional(layers.GRU(2), trainable=False)
    add("frozen", frozen, x)
    distribute = layers.TimeDistributed
    add("dense", distribute(layers.Dense(2, activation="relu")), x)
    add("images", distribute(layers.Conv2D(2, 2)), normal(2, 3, 4, 3, 2))
    add("normalization", distribute(layers.BatchNormalization()), x)
    add("training", distribute(layers.BatchNormalization()), x, training=True)
    words_of_lines = normal(2, 3, 4, 2)
    mask = KEEP[None].repeat(2, 0)
    add("lstm-mask", distribute(layers.LSTM(2)), words_of_lines, mask=mask)


def models():
    tokens = words()
    both = embedded(tokens, 3)
    for make in (layers.SimpleRNN, layers.LSTM, layers.GRU):
        name = make.__name__
        model_case(f"{name}-last", tokens, make(2)(both), some_words())
        sequences = make(2, return_sequences=True)(both)
        model_case(f"{name}-sequences", tokens, layers.Dense(2)(sequences), some_words())
        model_case(f"{name}-two", tokens, make(3)(sequences), some_words())
    other = words()
    _, h, c = layers.LSTM(2, return_state=True)(both)
    decoded = layers.LSTM(2, return_sequences=True)(embedded(other, 2), initial_state=[h, c])
    model_case("decoder", [tokens, other], decoded, some_words(), some_words())
    _, h = layers.GRU(2, return_state=True)(both)
    decoded = layers.GRU(2)(layers.Dense(2)(embedded(other, 2)), initial_state=h)
    model_case("decoder-last", [tokens, other], decoded, some_words(), some_words())
    both = layers.Bidirectional(layers.GRU(2, return_sequences=True))(embedded(tokens))
    model_case("both", tokens, layers.TimeDistributed(layers.Dense(2))(both), some_words())
    both = layers.Bidirectional(layers.LSTM(2, return_sequences=True), None)(embedded(tokens))
    both = layers.Bidirectional(layers.LSTM(2))(layers.Add()(both))
    model_case("both-last", tokens, layers.Dense(2)(both), some_words())
    step = keras.Sequential([keras.Input((3,)), layers.Dense(2), layers.PReLU()])
    lines = keras.Input((4, 3))
    y = layers.LSTM(2)(layers.TimeDistributed(step)(lines))
    model_case("model-in-steps", lines, y, np.float32(normal(3, 4, 3)))
    sequence = keras.Input((4, 3))
    y, h = layers.SimpleRNN(3, return_sequences=True, return_state=True)(sequence)
    y = layers.Multiply()([layers.GRU(3)(y, mask=embedded_mask(tokens)), h])
    model_case("given-mask", [sequence, tokens], y, np.float32(normal(3, 4, 3)), some_words())


def embedded_mask(tokens):
    return keras.ops.not_equal(tokens, 0)


def main():
    keras.utils.set_random_seed(7)
    cells()
    recurrent_layers()
    wrappers()
    make_layer_goldens.save(FOLDER)
    models()
    save_models(FOLDER)


if __name__ == "__main__":
    main()
