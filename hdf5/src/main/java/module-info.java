/** A small, bounded HDF5 codec: what Keras files need, read and written. */
module dev.sarvi.hdf5 {
  exports dev.sarvi.hdf5;
}
