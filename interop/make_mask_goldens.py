"""Makes the goldens of masks: layers that use, pass on or drop them, and models.

    pip install -r requirements.txt
    python make_mask_goldens.py

It writes, into keras/src/test/resources/goldens/masks/,

values.npz and index.json: layers under masks, in the form of make_layer_goldens.py.

models.npz and models.json: {"supports": {class name: whether its layers pass masks on}, "cases":
[case, ...]}. A case is {"id", "model": as model.to_json() gives it}, and its arrays, named
<id>/input_<i>, <id>/weight_<i>, <id>/output, <id>/upstream, <id>/gradient_<i> (of a weight) and,
if the output has a mask, <id>/mask, are in models.npz.
"""

import make_layer_goldens
from make_layer_goldens import add, keras, layers, normal, np, random

# isort: split
import json

import jax

FOLDER = make_layer_goldens.FOLDER.parent / "masks"
KEEP = np.array([[True, False, True], [False, False, False], [True, True, True]])
cases = []
arrays = {}


def softmaxes():
    wide = np.array([[1e9, -1e9, 3, -2e9], [-3e9, -2e9, -4e9, 1], [88, 89, -1e30, 1e30]])
    add("mask-large", layers.Softmax(), wide, mask=[[True, False, True, True]])
    add("mask-large-rows", layers.Softmax(), wide, mask=[[False], [True], [True]])
    infinite = np.array([[-np.inf, 1, 2], [-np.inf, -np.inf, 1], [-np.inf, -np.inf, -np.inf]])
    add("mask-minus-infinity", layers.Softmax(), infinite, mask=[True, True, False])
    add("mask-rank1", layers.Softmax(), normal(5), mask=[True, False, False, True, True])
    add("mask-none-left", layers.Softmax(), normal(2, 3), mask=[False, False, False])
    add("mask-size-1", layers.Softmax(1), normal(3, 1, 2), mask=[[[True]], [[False]], [[True]]])
    add("mask-axes", layers.Softmax((-1, 0)), normal(3, 2, 3), mask=KEEP[:, None])
    add("mask-all-axes", layers.Softmax((2, 0, 1)), normal(3, 3, 2), mask=KEEP[:, :, None])
    numbers = np.array([[0.5, 0.50001, -1], [2, np.nan, 1], [np.inf, 0, 0.4]], "float32")
    add("mask-numbers", layers.Softmax(), normal(3, 3), mask=numbers)


def layers_under_masks():
    x = normal(3, 3, 4)
    add("mask", layers.GlobalAveragePooling1D(), x, mask=KEEP)
    add("mask-kept", layers.GlobalAveragePooling1D(keepdims=True), x, mask=KEEP[[0, 2, 2]])
    first = layers.GlobalAveragePooling1D(data_format="channels_first")
    add("mask-first", first, normal(3, 4, 3), mask=KEEP[[2, 0, 2]])
    for training in (False, True):
        name = f"mask-{'training' if training else 'inference'}"
        add(name, layers.BatchNormalization(), x, mask=KEEP, training=training)
    images = layers.BatchNormalization(axis=1, scale=False)
    add(
        "mask-axis-1", images, normal(3, 3, 2, 2), mask=KEEP[..., None].repeat(2, -1), training=True
    )
    add("mask-nothing", layers.BatchNormalization(), x, mask=KEEP & False, training=True)


def sources():
    numbers = np.array([[0, 1, 4, 1], [3, 0, -1, -5]])
    add("numbers", layers.Embedding(5, 3), numbers)
    add("masked", layers.Embedding(5, 3, mask_zero=True), numbers)
    add("fractions", layers.Embedding(5, 2), [0.9, 3.2, 1, -0.9])
    penalty = keras.regularizers.L2(0.1)
    bound = keras.constraints.MaxNorm(1.0)
    arguments = {"embeddings_regularizer": penalty, "embeddings_constraint": bound}
    add("arguments", layers.Embedding(4, 1, "zeros", **arguments), [[[1], [2]], [[3], [1]]])
    x = normal(2, 4, 3)
    x[0, 1] = x[1, 0] = 0
    x[0, 2, 1] = 0
    add("zeros", layers.Masking(), x)
    x[x == 0] = np.float32(0.1)
    add("tenth", layers.Masking(0.1), np.float32(x))
    add("rank2", layers.Masking(), [[0, 0], [0, np.nan], [np.inf, 1]])


def model_case(name, inputs, output, *values):
    model = keras.Model(inputs, output)
    model.set_weights([normal(*weight.shape) for weight in model.get_weights()])
    result = model(list(values) if len(values) > 1 else values[0])
    upstream = np.float32(normal(*result.shape))
    trainable = [variable.value for variable in model.trainable_variables]
    rest = [variable.value for variable in model.non_trainable_variables]

    def loss(trainable):
        given = list(values) if len(values) > 1 else values[0]
        return (model.stateless_call(trainable, rest, given)[0] * upstream).sum()

    found = {f"input_{i}": value for i, value in enumerate(values)}
    found |= {f"weight_{i}": np.float32(value) for i, value in enumerate(model.get_weights())}
    found |= {"output": np.float32(result), "upstream": upstream}
    gradients = jax.grad(loss)(trainable)
    found |= {f"gradient_{i}": np.float32(gradient) for i, gradient in enumerate(gradients)}
    mask = keras.src.backend.get_keras_mask(result)
    if mask is not None:
        found["mask"] = np.asarray(mask)
    arrays.update({f"{name}/{key}": value for key, value in found.items()})
    cases.append({"id": name, "model": json.loads(model.to_json())})


def words(steps=4, name=None):
    return keras.Input((steps,), dtype="int32", name=name)


def some_words(rows=3, steps=4):
    return random.integers(0, 3, (rows, steps)).astype("int32")


def embedded(tokens, length=2):
    return layers.Embedding(5, length, mask_zero=True)(tokens)


def models():
    a, b = words(), words()
    for merge in (layers.Add, layers.Multiply, layers.Average, layers.Subtract):
        merged = merge()([embedded(a), embedded(b)])
        model_case(f"{merge.__name__}-both", [a, b], merged, some_words(), some_words())
    plain = layers.Embedding(5, 2)(b)
    for merge in (layers.Multiply, layers.Maximum, layers.Minimum):
        name = merge.__name__
        three = [embedded(a), embedded(b), embedded(a)]
        model_case(f"{name}-three", [a, b], merge()(three), some_words(), some_words())
        model_case(f"{name}-first", [a, b], merge()([three[0], plain]), some_words(), some_words())
        model_case(f"{name}-last", [a, b], merge()([plain, three[0]]), some_words(), some_words())
    added = layers.Add()([embedded(a), plain])
    model_case("Add-one", [a, b], added, some_words(), some_words())
    for axis in (-1, 1):
        joined = layers.Concatenate(axis)([embedded(a), embedded(b, 2)])
        model_case(f"Concatenate-{axis}-both", [a, b], joined, some_words(), some_words())
        joined = layers.Concatenate(axis)([embedded(a), plain])
        model_case(f"Concatenate-{axis}-one", [a, b], joined, some_words(), some_words())
    pooled = layers.GlobalAveragePooling1D()(layers.Add()([embedded(a), embedded(b)]))
    model_case("Add-pooled", [a, b], pooled, some_words(), some_words() | 1)
    chain(a)
    nested(a)
    sequence = keras.Input((4, 4))
    rows = normal(4, 4, 4)
    rows[0, 1] = rows[2, 3] = rows[3] = 0
    model_case("Softmax", sequence, layers.Softmax()(layers.Masking()(sequence)), np.float32(rows))


def chain(tokens):
    y = layers.PReLU()(layers.LeakyReLU()(embedded(tokens)))
    y = layers.ELU()(layers.ReLU(negative_slope=0.2)(y))
    y = layers.Activation("tanh")(layers.Dropout(0.5)(layers.SpatialDropout1D(0.5)(y)))
    y = layers.Identity()(layers.GaussianNoise(0.1)(layers.BatchNormalization()(y)))
    model_case("chain", tokens, layers.Dense(3)(y), some_words())
    dropped = layers.Permute((2, 1))(layers.Permute((2, 1))(y))
    model_case("dropped", tokens, layers.Dense(3)(dropped), some_words())
    model_case("pooled", tokens, layers.GlobalAveragePooling1D()(y), some_words() | 1)


def nested(tokens):
    inner_tokens = words()
    inner = keras.Model(inner_tokens, layers.Dense(2)(embedded(inner_tokens)))
    model_case("nested-inside", tokens, layers.Dense(3)(inner(tokens)), some_words())
    outer = keras.Sequential([keras.Input((4, 2)), layers.Dense(2), layers.ReLU()])
    model_case("nested-outside", tokens, outer(embedded(tokens)), some_words())
    x, y = keras.Input((4, 2)), keras.Input((4, 2))
    two = keras.Model([x, y], layers.Add()([layers.Dense(2)(x), y]))
    other = words()
    sum_of_both = two([embedded(tokens), embedded(other)])
    model_case("nested-two", [tokens, other], sum_of_both, some_words(), some_words())


def supporting():
    """Which layers pass masks on, of all that can be made without thinking."""
    needed = {
        "Activation": ("relu",),
        "Conv1D": (1, 1),
        "Conv2D": (1, 1),
        "Conv3D": (1, 1),
        "Conv1DTranspose": (1, 1),
        "Conv2DTranspose": (1, 1),
        "Conv3DTranspose": (1, 1),
        "SeparableConv1D": (1, 1),
        "SeparableConv2D": (1, 1),
        "DepthwiseConv1D": (1,),
        "DepthwiseConv2D": (1,),
        "Dense": (1,),
        "Dropout": (0.5,),
        "SpatialDropout1D": (0.5,),
        "SpatialDropout2D": (0.5,),
        "SpatialDropout3D": (0.5,),
        "GaussianDropout": (0.5,),
        "GaussianNoise": (0.5,),
        "AlphaDropout": (0.5,),
        "Embedding": (1, 1),
        "Permute": ((1,),),
        "RepeatVector": (1,),
        "Reshape": ((1,),),
    }
    supports = {}
    for name in sorted(dir(layers)):
        made = getattr(layers, name)
        if isinstance(made, type) and issubclass(made, layers.Layer) and name != "Layer":
            try:
                supports[name] = bool(made(*needed.get(name, ())).supports_masking)
            except (TypeError, ValueError, ImportError):
                pass  # it needs arguments, and is not among ours
    return supports


def save_models(folder, **more):
    found = {"keras": keras.__version__, **more, "cases": cases}
    (folder / "models.json").write_text(json.dumps(found, indent=1) + "\n")
    np.savez_compressed(folder / "models.npz", **arrays)


def main():
    keras.utils.set_random_seed(7)
    softmaxes()
    layers_under_masks()
    sources()
    keras.config.set_dtype_policy("float64")
    add("mask-float64", layers.Softmax(), normal(3, 3), mask=KEEP)
    keras.config.set_dtype_policy("float32")
    make_layer_goldens.save(FOLDER)
    models()
    save_models(FOLDER, supports=supporting())


if __name__ == "__main__":
    main()
