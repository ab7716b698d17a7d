package dev.sarvi.hdf5;

/** Where the parts of a group with a symbol table stand. */
record GroupAddresses(long header, long tree, long heap) {}
