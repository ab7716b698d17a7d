package dev.sarvi.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Reads and writes HDF5 files, as far as Keras needs them.
 *
 * <p>Read are: both styles of groups; contiguous, compact and chunked datasets, the last with
 * deflate, shuffle and fletcher32; integers, floats, text, booleans and opaque values; attributes.
 * Refused are links that lead elsewhere (soft, external), values elsewhere (external, virtual), and
 * whatever is damaged or cyclic. Written is what h5py writes by default: contiguous little-endian
 * datasets in groups of the older style, which every HDF5 library reads.
 *
 * <pre>{@code
 * GroupBuilder file = new GroupBuilder();
 * file.group("layers/dense/vars").dataset("0", Elements.of(new float[12]), 4, 3);
 * var out = new java.io.ByteArrayOutputStream();
 * Hdf5.write(file, out);
 *
 * Hdf5Group root = Hdf5.read(ByteSource.of(out.toByteArray()));
 * float[] kernel = root.dataset("layers/dense/vars/0").readFloats();
 * }</pre>
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html">HDF5 file
 *     format specification, version 3</a>
 */
public final class Hdf5 {
  private Hdf5() {}

  /** Whether the bytes start as an HDF5 file does. */
  public static boolean isHdf5(ByteSource source) {
    return Superblock.hasSignature(source);
  }

  /**
   * Reads a file's tree, within the default limits.
   *
   * @return the root group; values are read from the source when they are asked for, so it stays
   *     open until then
   * @throws Hdf5Exception if this is not HDF5, or damaged, or uses what is not supported
   * @throws UncheckedIOException if the source cannot be read
   */
  public static Hdf5Group read(ByteSource source) {
    return read(source, Hdf5Limits.DEFAULT);
  }

  /**
   * Reads a file's tree, within the given limits, which also hold for reading its values.
   *
   * @return the root group; values are read from the source when they are asked for, so it stays
   *     open until then
   * @throws Hdf5Exception if this is not HDF5, or damaged, or uses what is not supported
   * @throws UncheckedIOException if the source cannot be read
   */
  public static Hdf5Group read(ByteSource source, Hdf5Limits limits) {
    return TreeReader.read(source, limits, true);
  }

  /**
   * Writes a file. The same tree gives the same bytes each time, so a caller who needs a length or
   * checksum beforehand may write twice.
   *
   * @param root the tree; it and its arrays must not change meanwhile
   * @param out receives the whole file in order; it is flushed, not closed
   * @throws IOException if the stream throws it; what was written by then is not a file
   */
  public static void write(GroupBuilder root, OutputStream out) throws IOException {
    TreeWriter.layout(root).writeTo(out);
  }
}
