package dev.sarvi.tensor;

/** How elements of a type lie in a Java array: all that is said of a type is said here. */
abstract class Storage {
  /** Bytes of one element. */
  abstract int bytes();

  abstract boolean isFloating();

  abstract Object allocate(int size);

  abstract double get(Object array, int index);

  /** Stores {@link #round} of the value. */
  abstract void set(Object array, int index, double value);

  /** The element that a value becomes. */
  abstract double round(double value);

  /** Copies all elements, as many as there are floats. */
  void toFloats(Object from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) get(from, i);
    }
  }

  /** Copies all elements, as many as there are floats. */
  void fromFloats(float[] from, Object to) {
    for (int i = 0; i < from.length; i++) {
      set(to, i, from[i]);
    }
  }

  /** {@code float[]}. */
  static final class Floats extends Storage {
    @Override
    int bytes() {
      return Float.BYTES;
    }

    @Override
    boolean isFloating() {
      return true;
    }

    @Override
    Object allocate(int size) {
      return new float[size];
    }

    @Override
    double get(Object array, int index) {
      return ((float[]) array)[index];
    }

    @Override
    void set(Object array, int index, double value) {
      ((float[]) array)[index] = (float) value;
    }

    @Override
    double round(double value) {
      return (float) value;
    }
  }

  /** {@code double[]}. */
  static final class Doubles extends Storage {
    @Override
    int bytes() {
      return Double.BYTES;
    }

    @Override
    boolean isFloating() {
      return true;
    }

    @Override
    Object allocate(int size) {
      return new double[size];
    }

    @Override
    double get(Object array, int index) {
      return ((double[]) array)[index];
    }

    @Override
    void set(Object array, int index, double value) {
      ((double[]) array)[index] = value;
    }

    @Override
    double round(double value) {
      return value;
    }

    @Override
    void toFloats(Object from, float[] to) {
      double[] doubles = (double[]) from;
      for (int i = 0; i < to.length; i++) {
        to[i] = (float) doubles[i];
      }
    }

    @Override
    void fromFloats(float[] from, Object to) {
      double[] doubles = (double[]) to;
      for (int i = 0; i < from.length; i++) {
        doubles[i] = from[i];
      }
    }
  }

  /** {@code short[]}, each the bits of a 16-bit float. */
  static final class Halves extends Storage {
    private final HalfFloat format;

    Halves(HalfFloat format) {
      this.format = format;
    }

    @Override
    int bytes() {
      return Short.BYTES;
    }

    @Override
    boolean isFloating() {
      return true;
    }

    @Override
    Object allocate(int size) {
      return new short[size];
    }

    @Override
    double get(Object array, int index) {
      return format.toFloat(((short[]) array)[index]);
    }

    @Override
    void set(Object array, int index, double value) {
      ((short[]) array)[index] = format.of(value);
    }

    @Override
    double round(double value) {
      return format.toFloat(format.of(value));
    }

    @Override
    void toFloats(Object from, float[] to) {
      short[] halves = (short[]) from;
      for (int i = 0; i < to.length; i++) {
        to[i] = format.toFloat(halves[i]);
      }
    }

    @Override
    void fromFloats(float[] from, Object to) {
      short[] halves = (short[]) to;
      for (int i = 0; i < from.length; i++) {
        halves[i] = format.of(from[i]);
      }
    }
  }
}
