package dev.sarvi.formula;

/** stub */
public interface Formula {}
