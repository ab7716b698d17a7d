"""Makes the goldens of the layers that slide over space, or make it larger or smaller.

    pip install -r requirements.txt
    python make_spatial_goldens.py

It writes, into keras/src/test/resources/goldens/spatial/, what make_layer_goldens.py writes for the
other layers, in the same form. Sizes are small and odd; every argument of every layer is there in
one, two and three dimensions.
"""

import make_layer_goldens
from make_layer_goldens import add, distinct, keras, layers, normal

FOLDER = make_layer_goldens.FOLDER.parent / "spatial"
FIRST = {"data_format": "channels_first"}
# Over the last axis, along which a bias for each channel cancels: its gradient would be noise.
SOFTMAX = {"activation": "softmax", "use_bias": False}
SIZES = {1: (7,), 2: (5, 4), 3: (3, 4, 3)}


def shape(rank, channels, first=False, batch=2):
    if first:
        return (batch, channels, *SIZES[rank])
    return (batch, *SIZES[rank], channels)


def sizes(rank, *cycle):
    """As many numbers as there are axes; one stands for all in one dimension."""
    return tuple(cycle[i % len(cycle)] for i in range(rank)) if rank > 1 else cycle[0]


def of_rank(pattern, rank):
    return getattr(layers, pattern.format(rank))


def convolutions(rank):
    make = of_rank("Conv{}D", rank)

    def conv(name, channels, filters, kernel, first=False, **options):
        options |= FIRST if first else {}
        add(name, make(filters, kernel, **options), normal(*shape(rank, channels, first)))

    conv("plain", 2, 3, 3)
    conv("same", 2, 3, sizes(rank, 3, 2), padding="same", activation="relu")
    conv("strides", 2, 3, 2, strides=sizes(rank, 2, 3), padding="same")
    conv("strides-valid", 2, 3, 2, strides=2, use_bias=False)
    conv("dilation", 2, 3, 2, dilation_rate=2)
    conv("dilation-same", 2, 3, 3, dilation_rate=sizes(rank, 2, 1), padding="same")
    conv("groups", 4, 6, 2, groups=2)
    conv("pointwise", 2, 3, 1, activation="softmax")
    conv("first", 2, 3, 2, first=True, strides=2, padding="same")
    conv("first-softmax", 2, 3, 2, first=True, **SOFTMAX)
    conv("first-groups", 4, 4, 2, first=True, groups=4, dilation_rate=2)
    if rank == 1:
        conv("causal", 2, 3, 3, padding="causal")
        conv("causal-dilation", 2, 3, 3, padding="causal", dilation_rate=2)
        conv("causal-strides", 2, 3, 3, padding="causal", strides=2)
        conv("causal-first", 2, 3, 2, first=True, padding="causal")


def transposed_convolutions(rank):
    make = of_rank("Conv{}DTranspose", rank)

    def conv(name, kernel, first=False, **options):
        options |= FIRST if first else {}
        size = (2,) * rank  # the output is large enough
        inputs = (2, 2, *size) if first else (2, *size, 2)
        add(name, make(3, kernel, **options), normal(*inputs))

    conv("plain", 3)
    conv("same", sizes(rank, 3, 2), padding="same", activation="relu")
    conv("strides", 3, strides=sizes(rank, 2, 3), use_bias=False)
    conv("strides-same", sizes(rank, 3, 4), strides=2, padding="same")
    conv("strides-beyond-kernel", 2, strides=3)
    conv("strides-beyond-kernel-same", 1, strides=3, padding="same")
    conv("output-padding", 3, strides=2, output_padding=1)
    conv("output-padding-same", 3, strides=2, output_padding=1, padding="same")
    conv("output-padding-same-even", 4, strides=3, output_padding=2, padding="same")
    conv("output-padding-0-same", 3, strides=2, output_padding=0, padding="same")
    conv("dilation", 2, dilation_rate=2)
    conv("dilation-same", 3, dilation_rate=sizes(rank, 2, 3), padding="same")
    conv("first", 3, first=True, strides=2, padding="same", **SOFTMAX)


def depthwise_convolutions(rank):
    make = of_rank("DepthwiseConv{}D", rank)

    def conv(name, kernel, channels=3, first=False, **options):
        options |= FIRST if first else {}
        add(name, make(kernel, **options), normal(*shape(rank, channels, first)))

    conv("plain", 3)
    conv("same", sizes(rank, 3, 2), padding="same", activation="relu")
    conv("multiplier", 2, depth_multiplier=3, use_bias=False)
    conv("multiplier-same", 3, depth_multiplier=2, padding="same", strides=2)
    conv("strides-same", 3, strides=2, padding="same")
    conv("dilation", 2, dilation_rate=2)
    conv("dilation-same", 3, dilation_rate=2, padding="same")
    conv("first", 2, first=True, padding="same", depth_multiplier=2, **SOFTMAX)
    conv("odd-channels", 3, channels=17)


def separable_convolutions(rank):
    make = of_rank("SeparableConv{}D", rank)

    def conv(name, kernel, first=False, **options):
        options |= FIRST if first else {}
        add(name, make(4, kernel, **options), normal(*shape(rank, 3, first)))

    conv("plain", 3)
    conv("same", sizes(rank, 3, 2), padding="same", activation="relu")
    conv("multiplier", 2, depth_multiplier=2, use_bias=False)
    conv("strides-same", 3, strides=2, padding="same")
    conv("dilation-same", 3, dilation_rate=2, padding="same")
    conv("first", 2, first=True, **SOFTMAX)


def pooling(rank):
    for kind in ("MaxPooling{}D", "AveragePooling{}D"):
        make = of_rank(kind, rank)
        x = distinct(*shape(rank, 2))
        add("2", make(2), x)
        add("2-same", make(2, padding="same"), x)
        add("uneven", make(sizes(rank, 3, 2), strides=1, padding="same"), x)
        add("strides", make(2, strides=sizes(rank, 3, 1)), x)
        add("first", make(2, padding="same", **FIRST), distinct(*shape(rank, 2, True)))
    for kind in ("GlobalMaxPooling{}D", "GlobalAveragePooling{}D"):
        make = of_rank(kind, rank)
        add("plain", make(), distinct(*shape(rank, 2)))
        add("keepdims", make(keepdims=True), distinct(*shape(rank, 2)))
        add("first", make(**FIRST), distinct(*shape(rank, 2, True)))
        add("first-keepdims", make(keepdims=True, **FIRST), distinct(*shape(rank, 2, True)))
        add("ties", make(), normal(*shape(rank, 2)).clip(0, 0.25))


def margins(rank):
    x, first = normal(*shape(rank, 2)), normal(*shape(rank, 2, True))
    pairs = ((1, 0), (2, 3), (0, 1))[:rank] if rank > 1 else (1, 2)
    padding = of_rank("ZeroPadding{}D", rank)
    add("default", padding(), x)
    add("pairs", padding(pairs), x)
    add("none", padding(0), x)
    add("first", padding(pairs, **FIRST), first)
    cropping = of_rank("Cropping{}D", rank)
    pairs = ((1, 0), (1, 1), (0, 1))[:rank] if rank > 1 else (0, 2)
    if rank > 1:
        add("pairs-first", cropping(pairs, **FIRST), first)
    add("default", cropping(), x)
    add("pairs", cropping(pairs), x)


def upsampling():
    for size in (1, 2, 3):
        add(f"size-{size}", layers.UpSampling1D(size), normal(*shape(1, 2)))
    for name in ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"):
        options = {"interpolation": name}
        add(f"{name}", layers.UpSampling2D(interpolation=name), normal(*shape(2, 2)))
        add(f"{name}-uneven", layers.UpSampling2D((1, 3), **options), normal(*shape(2, 2)))
        first = layers.UpSampling2D((3, 2), **options, **FIRST)
        add(f"{name}-first", first, normal(*shape(2, 2, True)))
    add("bicubic-one-pixel", layers.UpSampling2D(4, interpolation="bicubic"), normal(1, 1, 1, 2))
    add("default", layers.UpSampling3D(), normal(*shape(3, 2)))
    add("first", layers.UpSampling3D((1, 2, 3), **FIRST), normal(*shape(3, 2, True)))


def float64_layers():
    keras.config.set_dtype_policy("float64")
    add("float64", layers.Conv1D(3, 3, padding="causal"), normal(*shape(1, 2)))
    add("float64", layers.Conv3D(3, 2), normal(*shape(3, 2)))
    add("float64", layers.Conv2DTranspose(3, 3, strides=2), normal(*shape(2, 2)))
    add("float64", layers.DepthwiseConv2D(3), normal(*shape(2, 3)))
    add("float64", layers.SeparableConv2D(4, 3), normal(*shape(2, 3)))
    add("float64", layers.MaxPooling3D(2), distinct(*shape(3, 2)))
    add("float64", layers.GlobalMaxPooling1D(), distinct(*shape(1, 2)))
    add("float64", layers.UpSampling2D(interpolation="bicubic"), normal(*shape(2, 2)))
    keras.config.set_dtype_policy("float32")


def main():
    keras.utils.set_random_seed(7)
    for rank in (1, 2, 3):
        convolutions(rank)
        transposed_convolutions(rank)
        if rank < 3:
            depthwise_convolutions(rank)
            separable_convolutions(rank)
        pooling(rank)
        margins(rank)
    upsampling()
    float64_layers()
    make_layer_goldens.save(FOLDER)


if __name__ == "__main__":
    main()
