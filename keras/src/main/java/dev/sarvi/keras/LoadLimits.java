package dev.sarvi.keras;

import dev.sarvi.config.Records;
import dev.sarvi.hdf5.Hdf5Limits;

/**
 * How much a file may ask for before it is refused: all limits, in one place. Sizes that the file
 * must really contain are always checked against its length; these limits bound what is left, so
 * that opening a file takes about 64 MB more than its own size at the most, and a compressed one
 * {@code expansion} times its size. A value: each {@code with...} gives a changed copy.
 *
 * @param members how many members the archive may have
 * @param freeBytes how many bytes a compressed member, or compressed HDF5 values, may give whatever
 *     their own size is
 * @param expansion beyond {@code freeBytes}, how many bytes they may give for each of their own
 * @param jsonBytes the size of a JSON text; a compressed one may have {@link #FREE_JSON_BYTES}, or
 *     {@code expansion} times its own size
 * @param jsonDepth how many objects and lists may stand inside each other
 * @param jsonMemory how many bytes the values of a JSON text may take in memory, beyond three times
 *     those of the text
 * @param layers how many layers the model may have, those inside nested models included
 * @param weightElements how many numbers all weights together may hold
 * @param groupDepth how many HDF5 groups may stand inside each other
 * @param metadataBytes how much memory the tree of an HDF5 file may take
 */
public record LoadLimits(
    int members,
    long freeBytes,
    int expansion,
    int jsonBytes,
    int jsonDepth,
    long jsonMemory,
    int layers,
    long weightElements,
    int groupDepth,
    long metadataBytes) {
  /** What a compressed JSON text may give whatever its own size is: 4 MiB. */
  public static final int FREE_JSON_BYTES = 4 << 20;

  /**
   * 10 000 members; 32 MiB, or 10 times what is stored; 64 MiB of JSON, 200 deep, in 40 MiB; 20 000
   * layers; 2^32 numbers; 128 groups deep, in 56 MiB.
   */
  public static final LoadLimits DEFAULT =
      new LoadLimits(
          10_000, 32L << 20, 10, 64 << 20, 200, 40L << 20, 20_000, 1L << 32, 128, 56L << 20);

  /** Checks that every limit is positive. */
  public LoadLimits {
    long least = Math.min(Math.min(members, freeBytes), Math.min(expansion, jsonBytes));
    least = Math.min(least, Math.min(Math.min(jsonDepth, jsonMemory), layers));
    least = Math.min(least, Math.min(weightElements, Math.min(groupDepth, metadataBytes)));
    if (least < 1) {
      throw new IllegalArgumentException("Every limit must be positive. Received: " + least);
    }
  }

  /** With another limit: members of the archive. */
  public LoadLimits withMembers(int members) {
    return Records.with(this, "members", members);
  }

  /** With another limit: bytes that may be given by less. */
  public LoadLimits withFreeBytes(long freeBytes) {
    return Records.with(this, "freeBytes", freeBytes);
  }

  /** With another limit: bytes for each that is stored. */
  public LoadLimits withExpansion(int expansion) {
    return Records.with(this, "expansion", expansion);
  }

  /** With another limit: bytes of JSON. */
  public LoadLimits withJsonBytes(int jsonBytes) {
    return Records.with(this, "jsonBytes", jsonBytes);
  }

  /** With another limit: depth of JSON. */
  public LoadLimits withJsonDepth(int jsonDepth) {
    return Records.with(this, "jsonDepth", jsonDepth);
  }

  /** With another limit: memory of JSON. */
  public LoadLimits withJsonMemory(long jsonMemory) {
    return Records.with(this, "jsonMemory", jsonMemory);
  }

  /** With another limit: layers. */
  public LoadLimits withLayers(int layers) {
    return Records.with(this, "layers", layers);
  }

  /** With another limit: numbers of all weights. */
  public LoadLimits withWeightElements(long weightElements) {
    return Records.with(this, "weightElements", weightElements);
  }

  /** With another limit: depth of HDF5 groups. */
  public LoadLimits withGroupDepth(int groupDepth) {
    return Records.with(this, "groupDepth", groupDepth);
  }

  /** With another limit: memory of HDF5's tree. */
  public LoadLimits withMetadataBytes(long metadataBytes) {
    return Records.with(this, "metadataBytes", metadataBytes);
  }

  /** Those for the weights file. */
  Hdf5Limits hdf5() {
    return new Hdf5Limits(groupDepth, metadataBytes, freeBytes, expansion);
  }
}
