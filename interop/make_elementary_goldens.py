"""Makes the goldens of the layers that normalize, merge, move or disturb what they get.

    pip install -r requirements.txt
    python make_elementary_goldens.py

It writes, into keras/src/test/resources/goldens/elementary/, what make_layer_goldens.py writes for
the other layers, in the same form. Layers that draw at random are here as they predict.
"""

import make_layer_goldens
from make_layer_goldens import add, keras, layers, normal, np

# Layers that Keras does not export: its networks bring them.
convnext = keras.src.applications.convnext
inception_resnet_v2 = keras.src.applications.inception_resnet_v2

FOLDER = make_layer_goldens.FOLDER.parent / "elementary"


def random_layers():
    sequences, images, volumes = normal(2, 3, 4), normal(2, 3, 2, 4), normal(2, 3, 2, 2, 4)
    add("inference", layers.SpatialDropout1D(0.4), sequences)
    add("inference", layers.SpatialDropout2D(0.4), images)
    add("first", layers.SpatialDropout2D(0.4, data_format="channels_first", seed=3), images)
    add("inference", layers.SpatialDropout3D(0.4), volumes)
    add("inference", layers.GaussianNoise(0.3, seed=2), sequences)
    add("inference", layers.GaussianDropout(0.3), sequences)
    add("inference", layers.AlphaDropout(0.3, noise_shape=(None, 1, 4)), sequences)
    add("noise-shape", layers.Dropout(0.3, noise_shape=(None, 1, 4), seed=4), sequences)
    add("inference", convnext.StochasticDepth(0.3), images)
    add("none", layers.ActivityRegularization(), sequences)


def normalizations():
    images, vectors = normal(2, 3, 2, 4, scale=2) + 1, normal(6, 5, scale=2)
    for axis in (-1, 1, (1, 2), (1, -1), (1, 2, 3)):
        name = "axis-" + "-".join(str(a) for a in (axis if isinstance(axis, tuple) else (axis,)))
        add(name, layers.LayerNormalization(axis), images)
        if axis in (-1, (1, 2, 3)):  # along others Keras broadcasts the scale against the last axis
            add(name, layers.RMSNormalization(axis), images)
        add(name, layers.UnitNormalization(axis), images)
    add("no-scale", layers.LayerNormalization(scale=False), vectors)
    add("no-center", layers.LayerNormalization(center=False, epsilon=1e-6), vectors)
    add("neither", layers.LayerNormalization(center=False, scale=False), vectors)
    add("rms-scaling", layers.LayerNormalization(rms_scaling=True), vectors)
    add("rms-scaling-no-scale", layers.LayerNormalization(rms_scaling=True, scale=False), vectors)
    add("epsilon", layers.RMSNormalization(epsilon=0.1), vectors)
    for groups in (1, 2, -1):
        add(f"groups-{groups}", layers.GroupNormalization(groups), images)
    add("axis-1", layers.GroupNormalization(3, axis=1, epsilon=1e-5), images)
    add("axis--2", layers.GroupNormalization(2, axis=-2), images)
    add("rank2", layers.GroupNormalization(5), vectors)
    add("no-scale", layers.GroupNormalization(2, scale=False), images)
    add("no-center", layers.GroupNormalization(2, center=False), images)
    add("neither", layers.GroupNormalization(2, scale=False, center=False), images)
    for axis in (0, 2, -2):
        for training in (False, True):
            case = f"{'training' if training else 'inference'}-axis-{axis}"
            add(case, layers.BatchNormalization(axis), images, training=training)


def layers_that_rearrange():
    add("1", layers.Permute((1,)), normal(2, 3))
    add("2-1", layers.Permute((2, 1)), normal(2, 3, 4))
    add("3-1-2", layers.Permute((3, 1, 2)), normal(2, 3, 4, 5))
    add("3", layers.RepeatVector(3), normal(2, 5))
    add("rank3", layers.Identity(), normal(2, 3, 4))
    add("first", layers.Flatten(data_format="channels_first"), normal(2, 3, 4, 5))
    add("rank2", convnext.LayerScale(0.5, 5), normal(3, 5))
    add("rank4", convnext.LayerScale(0.5, 5), normal(2, 3, 2, 5))


def merging_layers():
    for make in (layers.Subtract, lambda: inception_resnet_v2.CustomScaleLayer(0.17)):
        add("same", make(), normal(3, 5), normal(3, 5))
        add("broadcast", make(), normal(2, 3, 1), normal(2, 1, 4))
    add("ranks", layers.Subtract(), normal(2, 4), normal(2, 3, 4))
    for make in (layers.Average, layers.Maximum, layers.Minimum):
        add("two", make(), normal(3, 5), normal(3, 5))
        add("three", make(), normal(2, 3, 4), normal(2, 3, 4), normal(2, 3, 4))
        add("broadcast", make(), normal(2, 3, 1), normal(2, 1, 4), normal(2, 3, 4))
        add("ranks", make(), normal(2, 4), normal(2, 3, 4))
    for make in (layers.Add, layers.Multiply):
        add("ranks", make(), normal(2, 4), normal(2, 3, 4))


def products():
    vectors, sequences, images = normal(3, 5), normal(3, 4, 5), normal(3, 2, 4, 5)
    for normalize in (False, True):
        name = "normalized-" if normalize else ""
        options = {"normalize": normalize}
        add(f"{name}vectors", layers.Dot(1, **options), vectors, normal(3, 5))
        add(f"{name}-1", layers.Dot(-1, **options), sequences, normal(3, 2, 5))
        add(f"{name}2-1", layers.Dot((2, 1), **options), sequences, vectors)
        add(f"{name}1-2", layers.Dot((1, 2), **options), vectors, sequences)
        add(f"{name}2--1", layers.Dot((2, -1), **options), images, normal(3, 6, 4))


def preparing_layers():
    images = normal(2, 3, 4, 3)
    add("number", layers.Rescaling(0.25), images)
    add("offset", layers.Rescaling(0.25, -1), images)
    add("lists", layers.Rescaling([0.25, 2, -1], [1.0, 0, 0.5]), images)
    add("numpy", layers.Rescaling(np.array([0.25, 2, -1])), images)
    for axis in (-1, None, 1, (1, -1)):
        for invert in (False, True):
            layer = layers.Normalization(axis, invert=invert)
            layer.adapt(normal(4, 3, 4, 3, scale=2).astype("float32"))
            name = f"adapted-{axis}{'-inverted' if invert else ''}"
            add(name.replace(" ", ""), layer, images, weights=layer.get_weights())
    given = {"mean": [1.0, 2.0, 3.0], "variance": [0.0, 1.0, 4.0]}
    add("given", layers.Normalization(**given), images)
    add("given-inverted", layers.Normalization(**given, invert=True), images)
    add("one-number", layers.Normalization(mean=3, variance=4.0), images)
    two = {"mean": np.ones((4, 1)), "variance": np.full((4, 1), 2.0)}
    add("two-axes", layers.Normalization((2, 3), **two), images)


def float64_layers():
    keras.config.set_dtype_policy("float64")
    add("float64", layers.Maximum(), normal(3, 5), normal(3, 5))
    keras.config.set_dtype_policy("float32")


def main():
    keras.utils.set_random_seed(7)
    normalizations()
    random_layers()
    layers_that_rearrange()
    merging_layers()
    products()
    preparing_layers()
    float64_layers()
    make_layer_goldens.save(FOLDER)


if __name__ == "__main__":
    main()
