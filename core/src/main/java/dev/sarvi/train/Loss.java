package dev.sarvi.train;

/** stub */
public interface Loss {}
