/** Reads and writes Keras's files: {@code .keras}, {@code .npy} and {@code .npz}. */
module dev.sarvi.keras {
  requires transitive dev.sarvi;
  requires dev.sarvi.hdf5;
  requires com.google.gson;

  exports dev.sarvi.keras;
}
