"""Draws models at random, from every layer that Sarvi knows, for live_check.py."""

import keras
import numpy as np
from keras import layers, ops

ACTIVATIONS = ["linear", "relu", "relu6", "leaky_relu", "elu", "selu", "sigmoid", "tanh"]
ACTIVATIONS += ["softplus", "silu", "gelu", "softmax", "softsign", "hard_sigmoid", "hard_silu"]
ACTIVATIONS += ["mish", "log_softmax"]
# Not in Keras 3.5. Nowhere: sparsemax, which Keras has wrong; glu, after which Dense has the wrong
# shape; threshold, which needs arguments; exponential, which overflows
# in training; hard_shrink, which jumps, so that rounding decides what is learned.
RECENT = ["celu", "log_sigmoid", "sparse_sigmoid", "tanh_shrink", "hard_tanh", "squareplus"]
RECENT += ["sparse_plus", "soft_shrink"]


class Draw:
    """Everything random about one model; the same seed draws the same model.

    `for_old_keras` leaves out what Keras 3.5 cannot read back even from its own files: a layer as
    the activation of another, and two layers that feed each other in turn.
    """

    def __init__(self, seed, for_old_keras=False):
        self.random = np.random.default_rng(seed)
        self.for_old_keras = for_old_keras

    def one_of(self, *options):
        return options[self.random.integers(len(options))]

    def chance(self, probability):
        return self.random.random() < probability

    def number(self, low, high):
        return round(float(self.random.uniform(low, high)), 3)

    def size(self, low, high):
        return int(self.random.integers(low, high + 1))

    def some_of(self, options):
        return [option for option in options if self.chance(0.5)]

    def activation_layer(self, rank):
        """One of the six, or Activation, for a tensor of that rank."""
        kind = self.one_of("relu", "leaky", "prelu", "elu", "softmax", "name", "relu", "prelu")
        if kind == "relu":
            return layers.ReLU(
                max_value=self.one_of(None, None, 6.0, self.number(1, 4)),
                negative_slope=self.one_of(0.0, 0.0, self.number(0, 0.5)),
                threshold=self.one_of(0.0, 0.0, self.number(0, 0.5)),
            )
        if kind == "leaky":
            return layers.LeakyReLU(negative_slope=self.number(0, 0.5))
        if kind == "prelu":
            return layers.PReLU(shared_axes=self.some_of(range(1, rank)) or None)
        if kind == "elu":
            return layers.ELU(self.number(0.2, 2))
        if kind == "softmax":
            axes = self.some_of(range(1, rank)) or [-1]
            return layers.Softmax(axes[0] if len(axes) == 1 else axes)
        return layers.Activation(self.activation_name())

    def activation_name(self):
        return self.one_of(*ACTIVATIONS, *([] if self.for_old_keras else RECENT))

    def activation_argument(self):
        options = [None, "relu", "selu", "gelu", self.activation_name()]
        options += [] if self.for_old_keras else [layers.LeakyReLU(0.1), layers.PReLU()]
        return self.one_of(*options)

    def kernel_options(self):
        options = {"use_bias": self.chance(0.8)}
        if self.chance(0.3):
            both = keras.regularizers.L1L2(1e-3, 1e-2)
            options["kernel_regularizer"] = self.one_of("l1", "l2", both)
        elif self.chance(0.2):
            # Not with l1: of a weight that is 0, JAX takes |w|' = 1, and TensorFlow and torch 0.
            options["kernel_constraint"] = self.one_of(keras.constraints.MaxNorm(0.9), "non_neg")
        return options

    def dense(self, units=None):
        units = units or self.size(2, 9)
        return layers.Dense(units, activation=self.activation_argument(), **self.kernel_options())

    def of_rank(self, pattern, x):
        """The layer of that name for the axes of space that x has."""
        return getattr(layers, pattern.format(len(x.shape) - 2))

    def sliding(self, x):
        """A convolution of one of the four kinds, with arguments that fit x."""
        rank = len(x.shape) - 2
        first = self.chance(0.15)
        space = x.shape[2:] if first else x.shape[1:-1]
        channels = x.shape[1] if first else x.shape[-1]
        kernel = tuple(self.size(1, min(3, size)) for size in space)
        strides = self.one_of(1, 1, 2)
        dilated = strides == 1 and all(2 * (k - 1) < size for k, size in zip(kernel, space))
        options = {
            "kernel_size": kernel,
            "padding": self.one_of("same", "valid"),
            "strides": strides,
            "dilation_rate": self.one_of(1, 2) if dilated else 1,
            "activation": None if first else self.activation_argument(),
            "data_format": "channels_first" if first else "channels_last",
        }
        kind = self.one_of("conv", "conv", "conv", "transpose", "depthwise", "separable")
        if kind in ("depthwise", "separable") and rank < 3:
            options |= {"depth_multiplier": self.one_of(1, 1, 2), "use_bias": self.chance(0.8)}
            if kind == "depthwise":
                return self.of_rank("DepthwiseConv{}D", x)(**options)
            return self.of_rank("SeparableConv{}D", x)(self.size(1, 5), **options)
        options |= self.kernel_options()
        if kind == "transpose":
            options["output_padding"] = self.one_of(None, strides - 1)
            return self.of_rank("Conv{}DTranspose", x)(self.size(1, 4), **options)
        if rank == 1 and self.chance(0.3):
            options["padding"] = "causal"
        # XLA, told to compile fast, gives NaN for the gradient of dilated groups in three dimensions.
        grouped = rank < 3 or options["dilation_rate"] == 1
        options["groups"] = self.one_of(1, 1, channels if grouped else 1)
        filters = options["groups"] * self.size(1, max(1, 6 // options["groups"]))
        return self.of_rank("Conv{}D", x)(filters, **options)

    def resizing(self, x):
        """Zeros around, less around, or more of the same."""
        rank = len(x.shape) - 2
        pairs = tuple((self.size(0, 2), self.size(0, 1)) for _ in range(rank))
        pairs = pairs[0] if rank == 1 else pairs
        kind = self.one_of("pad", "crop", "more")
        if kind == "crop" and min(x.shape[1:-1]) > 3:
            return self.of_rank("Cropping{}D", x)(pairs)(x)
        if kind == "more" and max(x.shape[1:-1]) < 9:
            names = ["nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"]
            options = {"interpolation": self.one_of(*names)} if rank == 2 else {}
            return self.of_rank("UpSampling{}D", x)(2, **options)(x)
        return self.of_rank("ZeroPadding{}D", x)(pairs)(x)

    def pooling(self, x):
        kind = self.of_rank(self.one_of("MaxPooling{}D", "AveragePooling{}D"), x)
        size = tuple(self.size(1, 2) for _ in x.shape[1:-1])
        return kind(size, self.one_of(None, 1), padding=self.one_of("same", "valid"))

    def normalization(self):
        options = {"center": self.chance(0.8), "scale": self.chance(0.8)}
        kind = self.one_of("batch", "batch", "layer", "group")
        if kind == "layer":
            return layers.LayerNormalization(self.one_of(-1, 1), **options)
        if kind == "group":
            return layers.GroupNormalization(1, **options)
        return layers.BatchNormalization(momentum=self.number(0.5, 0.99), **options)

    def preparation(self, x):
        """What brings data into a range, with numbers of its own for each channel or for all."""
        channels = x.shape[-1]
        if self.chance(0.5):
            scale = [self.number(0.5, 1.5) for _ in range(channels)]
            return layers.Rescaling(self.one_of(self.number(0.5, 1.5), scale), self.number(-1, 1))
        means = [self.number(-0.5, 0.5) for _ in range(channels)]
        variances = [self.number(0.5, 2) for _ in range(channels)]
        return layers.Normalization(mean=means, variance=variances)

    def noise(self):
        """For a tensor of rank 2; what it draws is nobody else's."""
        return self.one_of(
            layers.Dropout(0.4),
            layers.GaussianNoise(0.3),
            layers.GaussianDropout(0.3),
            layers.AlphaDropout(0.3, noise_shape=(None, 1)),
            layers.ActivityRegularization(1e-3),
        )

    def image_block(self, x):
        """A convolution with its company, in as many axes as x has."""
        if self.chance(0.3):
            x = self.resizing(x)
        same = {"padding": "same", "use_bias": False}
        y = self.sliding(x)(x) if min(x.shape[1:]) > 1 else self.of_rank("Conv{}D", x)(4, 1)(x)
        if self.chance(0.4):
            # No bias, nor anything else that normalization would cancel: its gradient is noise.
            y = self.of_rank("Conv{}D", y)(y.shape[-1], 3, **same)(y)
            y = self.normalization()(y)
        y = self.activation_layer(len(y.shape))(y)
        if self.chance(0.4) and min(y.shape[1:-1]) > 2:
            y = self.pooling(y)(y)
        return y

    def recurrent(self, **options):
        make = self.one_of(layers.SimpleRNN, layers.LSTM, layers.GRU)
        if make is layers.GRU:
            options["reset_after"] = self.chance(0.5)
        if make is not layers.SimpleRNN:
            options["recurrent_activation"] = self.one_of("sigmoid", "sigmoid", "tanh")
        if self.chance(0.2):
            options["activation"] = self.one_of("softsign", "linear", "sigmoid")
        return make(self.size(1, 5), use_bias=self.chance(0.8), **options)

    def sequence_block(self, x, functional):
        """A layer over the steps of a sequence, perhaps under a mask."""
        if self.chance(0.4):
            x = layers.Masking(self.one_of(0.0, 0.5))(layers.ReLU()(x))
        kind = self.one_of("recurrent", "recurrent", "both", "steps", "attention", "scores")
        if kind == "recurrent":
            return self.recurrent(return_sequences=True, go_backwards=self.chance(0.3))(x)
        if kind == "both":
            inside = self.recurrent(return_sequences=True)
            return layers.Bidirectional(inside, self.one_of("concat", "sum", "ave", "mul"))(x)
        if kind == "steps" or not functional:
            return layers.TimeDistributed(self.dense())(x)
        if kind == "scores":
            make = self.one_of(layers.Attention, layers.AdditiveAttention)
            return make(use_scale=self.chance(0.5))([x, x], use_causal_mask=self.chance(0.5))
        # No bias: that of the key has a gradient that is noise.
        heads = layers.MultiHeadAttention(self.size(1, 3), self.size(1, 4), use_bias=False)
        return heads(x, x, use_causal_mask=self.chance(0.5))

    def branches(self, x):
        """What only a functional model has: adding, multiplying, joining, sharing, nesting."""
        width = x.shape[-1]
        kind = self.one_of("merge", "multiply", "concatenate", "shared", "nested", "sequential")
        if kind == "merge" and len(x.shape) == 2 and self.chance(0.3):
            product = layers.Dot(1, normalize=self.chance(0.5))([x, layers.Dense(width)(x)])
            return layers.Concatenate()([x, product])
        if kind == "merge" and self.chance(0.2):
            return layers.Subtract()([x, layers.Dense(width)(x)])
        if kind == "merge":
            merge = self.one_of(layers.Add, layers.Average, layers.Maximum, layers.Minimum)
            return merge()([x, layers.Dense(width)(x), self.activation_layer(len(x.shape))(x)])
        if kind == "multiply":
            return layers.Multiply()([x, layers.Dense(width, activation="sigmoid")(x)])
        if kind == "concatenate":
            return layers.Concatenate(axis=self.one_of(-1, 1))([x, layers.Dense(width)(x)])
        if kind == "shared":
            shared, alphas = layers.Dense(width), layers.PReLU()
            if self.for_old_keras:
                return alphas(shared(shared(x)))
            return alphas(shared(alphas(shared(x))))
        if kind == "nested":
            inside = keras.Input(x.shape[1:])
            hidden = self.activation_layer(len(x.shape))(layers.Dense(width)(inside))
            inner = keras.Model(inside, layers.Add()([inside, hidden]))
            return inner(inner(x)) if self.chance(0.5) else inner(x)
        return keras.Sequential([self.dense(width), self.activation_layer(len(x.shape))])(x)

    def flat(self, x):
        if len(x.shape) > 2 and self.chance(0.3):
            kind = self.one_of("GlobalMaxPooling{}D", "GlobalAveragePooling{}D")
            return self.of_rank(kind, x)()(x)
        if len(x.shape) > 2 and self.chance(0.4):
            x = layers.Reshape((-1, x.shape[-1]))(x)
            x = self.dense()(x)
        return layers.Flatten()(x)

    def head(self, x):
        """The last layers, the loss that fits them, and the number of classes (0: numbers)."""
        kind = self.one_of("softmax", "activation", "logits", "binary", "numbers")
        count = self.size(2, 5)
        if kind == "softmax":
            return (
                layers.Softmax()(layers.Dense(count)(x)),
                "sparse_categorical_crossentropy",
                count,
            )
        if kind == "activation":
            y = layers.Dense(count, activation="softmax")(x)
            return y, "sparse_categorical_crossentropy", count
        if kind == "logits":
            loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
            return layers.Dense(count)(x), loss, count
        if kind == "binary":
            return layers.Dense(1, activation="sigmoid")(x), "binary_crossentropy", 1
        return layers.Dense(count)(x), "mse", 0

    def optimizer(self):
        momentum = self.one_of(0.0, 0.9)
        return self.one_of(
            keras.optimizers.SGD(
                0.01, momentum=momentum, nesterov=momentum > 0 and self.chance(0.5)
            ),
            keras.optimizers.Adam(1e-3, amsgrad=self.chance(0.3)),
            keras.optimizers.RMSprop(
                1e-3, momentum=self.one_of(0.0, 0.5), centered=self.chance(0.3)
            ),
        )

    def body(self, functional):
        """An input and a flat tensor some layers after it."""
        x = start = keras.Input(
            self.one_of(
                (self.size(2, 9),),
                (self.size(6, 12), 3),
                (self.size(6, 12), self.size(6, 12), 3),
                (self.size(3, 6), self.size(3, 6), self.size(3, 6), 2),
            )
        )
        if self.chance(0.2):
            x = self.preparation(x)(x)
        for _ in range(self.size(1, 3)):
            if len(x.shape) == 3 and self.chance(0.4):
                x = self.sequence_block(x, functional)
            elif len(x.shape) > 2:
                x = self.image_block(x)
            else:
                x = self.activation_layer(2)(self.dense()(x))
            if functional and self.chance(0.7):
                x = self.branches(x)
        x = self.flat(x)
        if self.chance(0.5):
            x = self.activation_layer(2)(self.dense()(x))
        return start, x

    def model(self):
        """A compiled model with one input and one output, and its number of classes."""
        functional = self.chance(0.6)
        start, x = self.body(functional)
        y, loss, classes = self.head(x)
        net = keras.Model(start, y)
        if not functional:
            net = keras.Sequential(net.layers)
        for layer in net.layers:
            if self.chance(0.1):
                layer.trainable = False
        net.compile(self.optimizer(), loss, metrics=["accuracy"] if classes else None)
        self.set_weights(net)
        return net, classes

    def policy(self):
        """In 16 bits; not float64, which JAX has only on request."""
        return self.one_of("mixed_float16", "mixed_bfloat16", "float16", "bfloat16")

    def several(self):
        """A model with two inputs and two or three outputs, and with noise; not for training."""
        (first, x), (second, y) = self.body(True), self.body(True)
        joined = self.noise()(layers.Concatenate()([x, y]))
        for _ in range(self.size(0, 3)):
            joined = self.operation(joined)
        outputs = [layers.Dense(2)(joined), self.dense(3)(y)] + self.some_of([joined])
        net = keras.Model([first, second], outputs)
        self.set_weights(net)
        return net

    def operation(self, x):
        """Operations as functional models have them between layers, on (batch, features)."""
        number = self.number(0.2, 2)
        return self.one_of(
            lambda: number - x * 2,
            lambda: ops.maximum(x, -number) / number,
            lambda: x * ops.sigmoid(x) + ops.mean(x, axis=-1, keepdims=True),
            lambda: ops.where(x > number, ops.square(x), ops.gelu(x)),
            lambda: ops.roll(x, -1, axis=1) - x[:, 1:2],
            lambda: ops.squeeze(ops.matmul(ops.expand_dims(x, 1), ops.softmax(self.pairs(x))), 1),
            lambda: ops.max(ops.stack([x, ops.flip(x, axis=1)], axis=2), axis=2),
            lambda: ops.add(*ops.split(ops.pad(ops.repeat(x, 2, axis=1), ((0, 0), (1, 1))), 2, 1)),
        )()

    def pairs(self, x):
        return ops.einsum("bi,bj->bij", x, x * np.array(self.number(0.1, 1), "float32"))

    def set_weights(self, net):
        """Moves every weight off the zeros and ones it starts with."""
        net.predict(self.inputs(net, 1), verbose=0)  # creates the alphas inside activation=PReLU()
        for variable in net.weights:
            shift = self.random.normal(0, 0.15, variable.shape)
            positive = "variance" in variable.name or "gamma" in variable.name
            value = keras.ops.convert_to_numpy(variable)
            variable.assign(value + (np.abs(shift) if positive else shift))

    def inputs(self, net, rows):
        """Random rows for the model: an array, or a list of them."""
        arrays = [
            self.random.normal(0, 1, (rows, *tensor.shape[1:])).astype(np.float32)
            for tensor in net.inputs
        ]
        return arrays if len(arrays) > 1 else arrays[0]

    def labels(self, net, classes, rows):
        if classes > 1:
            return self.random.integers(0, classes, rows).astype(np.int32)
        shape = (rows, *net.outputs[0].shape[1:])
        if classes == 1:
            return self.random.integers(0, 2, shape).astype(np.float32)
        return self.random.normal(0, 1, shape).astype(np.float32)
