package dev.sarvi.hdf5;

/** Says that a file is not HDF5, is damaged, or uses a part of HDF5 that Keras files do not. */
public final class Hdf5Exception extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what was expected and what was found. */
  public Hdf5Exception(String message) {
    super(message);
  }

  private Hdf5Exception(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same complaint, naming the group, dataset or attribute it is about. */
  Hdf5Exception in(String place) {
    return new Hdf5Exception(place + ": " + getMessage(), this);
  }
}
