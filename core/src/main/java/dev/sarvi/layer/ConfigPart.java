package dev.sarvi.layer;

/**
 * A record of arguments that several kinds of layers have in common. It is a component of their
 * configs; in files its own components stand among theirs, as if there were no such record.
 */
public interface ConfigPart {}
