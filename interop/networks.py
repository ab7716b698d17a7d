"""The known networks: those of keras.applications, and others from their papers.

NETWORKS maps a name to a Network. Sizes are small where the network allows it, so that a training
step takes about a second; the depth is the network's own.
"""

import dataclasses
from collections.abc import Callable

import keras
import numpy as np
from keras import applications, layers, ops

CLASSES = 10


@dataclasses.dataclass
class Network:
    """A network, and what it is fed with."""

    family: str
    make: Callable[[], keras.Model]
    batch: int = 4
    size: int | None = None  # where the input leaves height and width open
    pixels: bool = False  # it expects 0 to 255
    words: int = 0  # it expects numbers below this one, 0 meaning nothing


def application(family, make, size, pixels=False, batch=4, **options):
    """One of keras.applications, without its trained weights, for ten classes."""

    def build():
        return make(
            weights=None,
            input_shape=(size, size, 3),
            classes=CLASSES,
            classifier_activation=None,
            **options,
        )

    return Network(family, build, pixels=pixels, batch=batch)


def shared_prelu():
    return layers.PReLU(shared_axes=[1, 2])


def p_net():
    """Zhang et al. 2016, Joint face detection and alignment using multitask cascaded networks."""
    image = keras.Input((None, None, 3))
    x = shared_prelu()(layers.Conv2D(10, 3)(image))
    x = layers.MaxPooling2D(2, padding="same")(x)
    x = shared_prelu()(layers.Conv2D(16, 3)(x))
    x = shared_prelu()(layers.Conv2D(32, 3)(x))
    face = layers.Softmax(name="face")(layers.Conv2D(2, 1)(x))
    return keras.Model(image, [layers.Conv2D(4, 1, name="box")(x), face], name="p_net")


def r_net():
    image = keras.Input((24, 24, 3))
    x = shared_prelu()(layers.Conv2D(28, 3)(image))
    x = layers.MaxPooling2D(3, 2, padding="same")(x)
    x = shared_prelu()(layers.Conv2D(48, 3)(x))
    x = layers.MaxPooling2D(3, 2)(x)
    x = shared_prelu()(layers.Conv2D(64, 2)(x))
    x = layers.PReLU()(layers.Dense(128)(layers.Flatten()(x)))
    face = layers.Dense(2, activation="softmax", name="face")(x)
    return keras.Model(image, [layers.Dense(4, name="box")(x), face], name="r_net")


def o_net():
    image = keras.Input((48, 48, 3))
    x = shared_prelu()(layers.Conv2D(32, 3)(image))
    x = layers.MaxPooling2D(3, 2, padding="same")(x)
    x = shared_prelu()(layers.Conv2D(64, 3)(x))
    x = layers.MaxPooling2D(3, 2)(x)
    x = shared_prelu()(layers.Conv2D(64, 3)(x))
    x = layers.MaxPooling2D(2, padding="same")(x)
    x = shared_prelu()(layers.Conv2D(128, 2)(x))
    x = layers.PReLU()(layers.Dense(256)(layers.Flatten()(x)))
    face = layers.Dense(2, activation="softmax", name="face")(x)
    box = layers.Dense(4, name="box")(x)
    return keras.Model(image, [box, layers.Dense(10, name="points")(x), face], name="o_net")


def fsrcnn():
    """Dong, Loy, Tang 2016, Accelerating the super-resolution convolutional neural network."""
    image = keras.Input((None, None, 1))
    x = shared_prelu()(layers.Conv2D(56, 5, padding="same")(image))
    x = shared_prelu()(layers.Conv2D(12, 1)(x))
    for _ in range(4):
        x = shared_prelu()(layers.Conv2D(12, 3, padding="same")(x))
    x = shared_prelu()(layers.Conv2D(56, 1)(x))
    enlarged = layers.Conv2DTranspose(1, 9, strides=3, padding="same")(x)
    return keras.Model(image, enlarged, name="fsrcnn")


def pixel_shuffle(x):
    """Four channels become two by two pixels."""
    _, height, width, channels = x.shape
    x = ops.reshape(x, (-1, height, width, 2, 2, channels // 4))
    x = ops.transpose(x, (0, 1, 3, 2, 4, 5))
    return ops.reshape(x, (-1, 2 * height, 2 * width, channels // 4))


def srgan_generator():
    """Ledig et al. 2017, Photo-realistic single image super-resolution using a GAN."""
    image = keras.Input((12, 12, 3))
    first = x = shared_prelu()(layers.Conv2D(64, 9, padding="same")(image))
    for _ in range(16):
        y = layers.BatchNormalization()(layers.Conv2D(64, 3, padding="same")(x))
        y = layers.Conv2D(64, 3, padding="same")(shared_prelu()(y))
        x = layers.Add()([x, layers.BatchNormalization()(y)])
    x = layers.BatchNormalization()(layers.Conv2D(64, 3, padding="same")(x)) + first
    for _ in range(2):
        x = shared_prelu()(pixel_shuffle(layers.Conv2D(256, 3, padding="same")(x)))
    enlarged = layers.Conv2D(3, 9, padding="same", activation="tanh")(x)
    return keras.Model(image, enlarged, name="srgan_generator")


def dcgan_generator():
    """Radford, Metz, Chintala 2016, Unsupervised representation learning with DCGANs."""
    model = keras.Sequential([keras.Input((100,))], name="dcgan_generator")
    model.add(layers.Dense(4 * 4 * 512, use_bias=False))
    model.add(layers.Reshape((4, 4, 512)))
    for filters in (256, 128, 64):
        model.add(layers.BatchNormalization())
        model.add(layers.ReLU())
        model.add(layers.Conv2DTranspose(filters, 5, 2, padding="same", use_bias=False))
    model.add(layers.BatchNormalization())
    model.add(layers.ReLU())
    model.add(layers.Conv2DTranspose(3, 5, 2, padding="same", activation="tanh"))
    return model


def dcgan_discriminator():
    model = keras.Sequential([keras.Input((64, 64, 3))], name="dcgan_discriminator")
    model.add(layers.Conv2D(64, 5, 2, padding="same"))
    model.add(layers.LeakyReLU(negative_slope=0.2))
    for filters in (128, 256, 512):
        model.add(layers.Conv2D(filters, 5, 2, padding="same", use_bias=False))
        model.add(layers.BatchNormalization())
        model.add(layers.LeakyReLU(negative_slope=0.2))
    model.add(layers.Flatten())
    model.add(layers.Dense(1, activation="sigmoid"))
    return model


def darknet_53():
    """Redmon, Farhadi 2018, YOLOv3: an incremental improvement."""

    def convolution(x, filters, size, strides=1):
        if strides == 2:
            x = layers.ZeroPadding2D(((1, 0), (1, 0)))(x)
        padding = "same" if strides == 1 else "valid"
        x = layers.Conv2D(filters, size, strides, padding, use_bias=False)(x)
        return layers.LeakyReLU(negative_slope=0.1)(layers.BatchNormalization()(x))

    image = keras.Input((64, 64, 3))
    x = convolution(image, 32, 3)
    for filters, blocks in ((64, 1), (128, 2), (256, 8), (512, 8), (1024, 4)):
        x = convolution(x, filters, 3, 2)
        for _ in range(blocks):
            x = layers.Add()([x, convolution(convolution(x, filters // 2, 1), filters, 3)])
    scores = layers.Dense(CLASSES)(layers.GlobalAveragePooling2D()(x))
    return keras.Model(image, scores, name="darknet_53")


def u_net():
    """Ronneberger, Fischer, Brox 2015, with a quarter of its channels and one step less."""

    def twice(x, filters):
        for _ in range(2):
            x = layers.Conv2D(filters, 3, activation="relu")(x)
        return x

    image = keras.Input((92, 92, 1))
    x, skipped = image, []
    for filters in (16, 32, 64):
        x = twice(x, filters)
        skipped.append(x)
        x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.5)(twice(x, 128))
    for filters in (64, 32, 16):
        x = layers.Conv2DTranspose(filters, 2, 2)(x)
        beside = skipped.pop()
        margin = (beside.shape[1] - x.shape[1]) // 2
        x = twice(layers.Concatenate()([layers.Cropping2D(margin)(beside), x]), filters)
    return keras.Model(image, layers.Conv2D(2, 1, activation="softmax")(x), name="u_net")


def tagger(cell, name):
    """A word in, a class out, in both directions; words of 0 are padding."""
    words = keras.Input((None,), dtype="int32")
    x = layers.Embedding(500, 24, mask_zero=True)(words)
    x = layers.Bidirectional(cell(20, return_sequences=True))(x)
    tags = layers.TimeDistributed(layers.Dense(CLASSES, activation="softmax"))(x)
    return keras.Model(words, tags, name=name)


def transformer_encoder(length=17, width=32):
    """Vaswani et al. 2017, two small blocks; words of 0 are padding, which nobody attends to."""
    words = keras.Input((length,), dtype="int32")
    angles = np.arange(length)[:, None] / 10_000 ** (np.arange(0, width, 2) / width)
    positions = np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype("float32")
    x = layers.Embedding(500, width)(words) + positions
    counts = ops.expand_dims(ops.not_equal(words, 0), 1)
    for _ in range(2):
        heads = layers.MultiHeadAttention(4, width // 4)
        x = layers.LayerNormalization()(x + heads(x, x, attention_mask=counts))
        inner = layers.Dropout(0.1)(layers.Dense(4 * width, activation="gelu")(x))
        x = layers.LayerNormalization()(x + layers.Dense(width)(inner))
    scores = layers.Dense(CLASSES)(layers.GlobalAveragePooling1D()(x))
    return keras.Model(words, scores, name="transformer_encoder")


NETWORKS = {
    "mobilenet": application("MobileNet", applications.MobileNet, 64),
    "mobilenet-v2": application("MobileNetV2", applications.MobileNetV2, 64),
    "mobilenet-v3-small": application(
        "MobileNetV3", applications.MobileNetV3Small, 64, pixels=True
    ),
    "mobilenet-v3-minimalistic": application(
        "MobileNetV3", applications.MobileNetV3Large, 64, pixels=True, minimalistic=True
    ),
    "vgg-16": application("VGG", applications.VGG16, 32, batch=2),
    "resnet-50": application("ResNet", applications.ResNet50, 64),
    "resnet-50-v2": application("ResNetV2", applications.ResNet50V2, 64),
    "inception-v3": application("Inception", applications.InceptionV3, 75),
    "inception-resnet-v2": application(
        "InceptionResNet", applications.InceptionResNetV2, 75, batch=2
    ),
    "xception": application("Xception", applications.Xception, 71, batch=2),
    "densenet-121": application("DenseNet", applications.DenseNet121, 64),
    "efficientnet-b0": application("EfficientNet", applications.EfficientNetB0, 64, pixels=True),
    "efficientnet-v2-b0": application(
        "EfficientNetV2", applications.EfficientNetV2B0, 64, pixels=True
    ),
    "convnext-tiny": application("ConvNeXt", applications.ConvNeXtTiny, 32, pixels=True),
    "nasnet-mobile": application("NASNet", applications.NASNetMobile, 64),
    "mtcnn-p-net": Network("MTCNN", p_net, size=31),
    "mtcnn-r-net": Network("MTCNN", r_net),
    "mtcnn-o-net": Network("MTCNN", o_net),
    "fsrcnn": Network("FSRCNN", fsrcnn, size=13),
    "srgan-generator": Network("SRGAN", srgan_generator, batch=2),
    "dcgan-generator": Network("DCGAN", dcgan_generator),
    "dcgan-discriminator": Network("DCGAN", dcgan_discriminator),
    "darknet-53": Network("YOLOv3", darknet_53),
    "u-net": Network("U-Net", u_net, batch=2),
    "lstm-tagger": Network("LSTM", lambda: tagger(layers.LSTM, "lstm_tagger"), size=17, words=500),
    "gru-tagger": Network("GRU", lambda: tagger(layers.GRU, "gru_tagger"), size=17, words=500),
    "transformer-encoder": Network("Transformer", transformer_encoder, words=500),
}


def make(name):
    """The network, with automatic names that do not depend on what was made before."""
    keras.backend.clear_session()
    return NETWORKS[name].make()
