package dev.sarvi.keras;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One array: the mark, the version, the header, the numbers. */
final class NpyFormat {
  private static final byte[] MARK = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int LARGEST_HEADER = 1 << 16;

  private NpyFormat() {}

  /**
   * Reads an array, which must fill the stream.
   *
   * @param length how many bytes the stream has
   * @param place how errors name it
   */
  static Tensor read(InputStream stream, long length, String place) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
    try {
      int version = version(in, place);
      int sizeBytes = version == 1 ? 2 : 4;
      byte[] size = new byte[4];
      in.readFully(size, 0, sizeBytes);
      int headerLength = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt();
      int before = MARK.length + 2 + sizeBytes;
      if (headerLength < 0 || headerLength > Math.min(LARGEST_HEADER, length - before)) {
        throw KerasFileException.unexpected(
            place, "a header of at most " + LARGEST_HEADER + " bytes, in the file", headerLength);
      }
      NpyHeader header = NpyHeader.parse(in.readNBytes(headerLength), place);
      NpyElements elements = NpyElements.parse(header.descr(), place);
      checkLength(header.shape(), elements.dtype().bytes(), length - before - headerLength, place);
      Tensor tensor =
          elements.read(in, header.fortranOrder() ? reversed(header.shape()) : header.shape());
      if (in.read() >= 0) {
        throw KerasFileException.unexpected(place, "the end of the array", "more bytes");
      }
      return header.fortranOrder() ? transposed(tensor) : tensor;
    } catch (EOFException e) {
      throw new KerasFileException(place + ": the file ends before the array does", e);
    }
  }

  private static int version(DataInputStream in, String place) throws IOException {
    byte[] mark = in.readNBytes(MARK.length);
    if (!Arrays.equals(mark, MARK)) {
      throw KerasFileException.unexpected(
          place,
          "an array in NumPy's format, which begins with \\x93NUMPY",
          mark.length == 0 ? "an empty file" : "other bytes");
    }
    int version = in.readUnsignedByte();
    int minor = in.readUnsignedByte();
    if (version < 1 || version > 3 || minor != 0) {
      throw KerasFileException.unexpected(
          place, "version 1.0, 2.0 or 3.0 of NumPy's format", version + "." + minor);
    }
    return version;
  }

  private static void checkLength(Shape shape, int width, long length, String place) {
    long bytes;
    try {
      bytes = (long) shape.size() * width;
    } catch (ArithmeticException e) {
      throw KerasFileException.unexpected(place, "fewer than 2^31 elements", "shape " + shape);
    }
    if (bytes != length) {
      throw KerasFileException.unexpected(
          place, bytes + " bytes for shape " + shape, length + " bytes");
    }
  }

  private static Shape reversed(Shape shape) {
    int[] dims = shape.dims();
    int[] reversed = new int[dims.length];
    for (int i = 0; i < dims.length; i++) {
      reversed[i] = dims[dims.length - 1 - i];
    }
    return Shape.of(reversed);
  }

  /** The same numbers with the axes in reverse order. */
  private static Tensor transposed(Tensor tensor) {
    Shape to = reversed(tensor.shape());
    Tensor transposed = Tensor.zeros(to, tensor.dtype());
    int[] index = new int[to.rank()];
    for (int i = 0; i < transposed.size(); i++) {
      int from = 0;
      for (int axis = to.rank() - 1; axis >= 0; axis--) {
        from = from * to.dim(axis) + index[axis];
      }
      System.arraycopy(tensor.array(), from, transposed.array(), i, 1);
      for (int axis = to.rank() - 1; axis >= 0 && ++index[axis] == to.dim(axis); axis--) {
        index[axis] = 0;
      }
    }
    return transposed;
  }

  /** Writes an array in version 1.0, little-endian, the last axis fastest. */
  static void write(Tensor tensor, OutputStream out) throws IOException {
    NpyElements elements = NpyElements.of(tensor.dtype());
    String header = new NpyHeader(elements.descr(), false, tensor.shape()).toString();
    int before = MARK.length + 2 + 2;
    int padding = ALIGNMENT - 1 - (before + header.length()) % ALIGNMENT;
    byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer start =
        ByteBuffer.allocate(before + text.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MARK)
            .put((byte) 1)
            .put((byte) 0)
            .putShort((short) text.length)
            .put(text);
    out.write(start.array());
    elements.write(tensor, out);
  }
}
