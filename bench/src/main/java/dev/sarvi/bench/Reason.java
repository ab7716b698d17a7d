package dev.sarvi.bench;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why rows miss what is wanted, as far as it was measured.
 *
 * @param misses a pattern found in "group: row: measure on threads", such as "activations: ReLU (1,
 *     1024) forward: speed on 1"
 * @param words what takes the time, and what would close the gap
 */
record Reason(Pattern misses, String words) {
  /** The first that fits counts. */
  private static final List<Reason> ALL =
      List.of(
          of(
              "^start: ",
              """
              TensorFlow's whole process takes 0.7 s to its first prediction and PyTorch's 0.5 s,
              so that a quarter is what a JVM and a file that is opened take by themselves. Tried:
              the AOT cache of JDK 25 (as fast as the archive of classes), the serial collector
              and C1 alone (0.7 times the time, but a service would stay slow). Left: lambdas
              where every model is opened.
              """),
          of(
              "^memory: (?!.*-XX)",
              """
              The JVM enlarges its heap before it collects: the row with a small heap says what
              Sarvi needs. What is collected are tensors that are read and written, and vectors
              boxed until C2 has compiled the kernels.
              """),
          of(
              "^memory: ",
              """
              The JVM's own memory (classes, code, C2 at work) is as much as ONNX Runtime's, and
              C2 needs more while it compiles convolutions.
              """),
          of(
              ": of limit, plain ",
              """
              C2 makes SIMD of sums, products, max and min, but of no selection (JDK 17 and 25): a
              mask takes 1.3 ns per element, a branch on random signs 5, a maximum 0.1. Tried:
              selections of integers (0.7, but 4.8 where the JVM was warm on other signs), tables
              of two factors (0.6, only where both sides are multiples of one value). Operands
              that repeat are copied first, since C2 wants one index for all arrays.
              """),
          of(
              "\\(1, 1024\\) forward: ",
              """
              A tenth of a call of ND4J or PyTorch is 0.1 to 0.3 µs. The loop takes 0.06 to 0.3 of
              them, the plan 0.12: shapes are checked, a workspace is taken and left (two atomic
              exchanges), tensors are set and forgotten.
              """),
          of(
              "\\(1, 1024\\) forward\\+backward: ",
              """
              0.5 µs are loops; the rest are the objects of a pass and its way back through the
              graph of a model, and the lists around them.
              """),
          of(
              "(Softmax|log_softmax).*: ",
              """
              Largest, exponential with its sum, and scaling are passes of their own over a row,
              the horizontal steps of two of them take 10 ns each, which rows of 64 do not hide;
              the exponential is exact to 0.86 units in the last place and takes 0.29 ns per
              element on JDK 17 (0.24 on 25, 0.2 in ONNX Runtime). Rows of 10 and less are
              gathered into vectors, whatever their length.
              """),
          of(
              "^(activations|matrix products|convolutions|networks|callers).* on 2",
              """
              On two threads every layer is handed out, and its last part waited for: some
              microseconds each time, more where a thread had gone to sleep. Sarvi's look for work
              for 0.1 ms, ONNX Runtime's for 40 and ND4J's for 110, and so are there at once. What
              a row misses on one thread it misses here as well.
              """),
          of(
              "PReLU.*forward\\+backward: ",
              """
              Three loops read the same tensors (output, gradient of the input, gradient of
              alpha), where the limit has two; the last one adds to memory that repeats.
              """),
          of(
              "^activations.*forward\\+backward: ",
              """
              Each step gives tensors of its own, from a pool. The way back computes the
              function's slope anew from its input, which costs an exponential where other engines
              keep the output; and selections on JDK 17 take two instructions more than on 25.
              """),
          of(
              ": (ELU|celu|selu|(log_)?sigmoid|tanh(_shrink)?|softplus|silu|gelu|mish|exponential)\\b",
              """
              Functions are exact to 0.5 to 2.7 units in the last place and have the same bits on
              every machine (docs/activations.md), so tanh, sigmoid and silu have an exponential
              and a quotient (0.3 to 0.5 ns per element), gelu an erfc of two polynomials and an
              exponential (1.0), softplus a logarithm (0.8). ONNX Runtime and PyTorch have shorter
              approximations for some. On JDK 17 throughput is the limit: two vectors at a time or
              another order of the polynomial brought nothing.
              """),
          of(
              "^activations",
              """
              The loop is the limit's with some operations more, which show where the tensor stays
              in the cache: a maximum as Java has it (NaN, -0) is six instructions, a comparison
              that selects four on JDK 17 and two on 25; PReLU has two maxima and takes 0.17 ns per
              element, where the limit takes 0.09. Tried: maxima as comparisons (the same on 17,
              0.6 to 0.8 times the time on 25). Large tensors vary by 10 % from run to run, as the
              limit does.
              """),
          of(
              "^matrix products: Dense 1x",
              """
              The way back of a single row is bound by dot products along rows of weights, one
              chain of additions each (the order of sums is fixed), and by filling the gradient of
              the kernel with zeros before it is added to. Writing it at once was slower, for
              reasons not found.
              """),
          of(
              "^matrix products",
              """
              The right side is packed in each call where it is no weight, and no product is cut
              for the second cache. Tried without gain: sums that start from the bias (products
              lost 5 to 10 %).
              """),
          of(
              "depthwise",
              """
              41 GFLOP/s forward: loads that cross cache lines (arrays of the JVM begin 16 bytes
              off) and C2's range checks; backward two passes, one for each gradient.
              """),
          of(
              "MobileNetV2",
              """
              1x1 convolutions of 24 channels take two thirds: a panel is two vectors wide, and
              half of the second is empty; filling sums with the bias and storing them takes as
              long as a depth of 24 takes to multiply.
              """),
          of(
              "ResNet-20|digits.*forward",
              """
              Sixteen filters are one vector: sixteen rows by one vector need a load for each
              multiply-add and reach 60 to 80 % of what wide tiles reach; the images are small
              (32, 16, 8 pixels), so borders weigh more.
              """),
          of(
              "P-Net",
              """
              Its two heads of 2 and 4 filters take a fifth of the time for almost no arithmetic;
              10 and 32 filters leave lanes empty.
              """),
          of(
              "^training",
              """
              Adam is one pass that memory bounds (0.7 of 2.7 ms for 784-512-512-10); weights are
              packed anew for each product, since they have changed. A pool for the trainer's own
              steps was built and brought nothing: a step makes more than the caches hold.
              """),
          of(
              "^(convolutions|networks)",
              """
              The inner product reaches 80 to 90 % of what the core can do; the rest is packing of
              pixels, and stores of sums between parts of the depth.
              """),
          of(
              "^callers",
              """
              The call itself takes 20 µs; what a hundred threads add is the scheduler's.
              """));

  private static Reason of(String misses, String words) {
    return new Reason(Pattern.compile(misses), words.strip().replaceAll("\\s*\\n\\s*", " "));
  }

  /** That of a missed target. */
  static Optional<Reason> of(Comparison row, Target missed) {
    String name = row.group() + ": " + row.row() + ": " + missed.measure() + " on " + row.threads();
    return ALL.stream().filter(reason -> reason.misses.matcher(name).find()).findFirst();
  }

  /** Its number in the tables. */
  int number() {
    return 1 + ALL.indexOf(this);
  }

  /** All of them, as a list. */
  static List<String> listed() {
    return ALL.stream().map(reason -> reason.number() + ". " + reason.words).toList();
  }
}
