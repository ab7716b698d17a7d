package dev.sarvi.kernel;

import java.lang.invoke.MethodHandles;

/**
 * What a formula is compiled into.
 *
 * @param loop the loop class to copy
 * @param lanes a lookup in the class of lane operations, in the same package
 * @param lane what those operations take and give: {@code float}, or a vector of them
 * @param element what is spread over a lane: {@code float} or {@code double}
 */
public record LoopTemplate(
    Class<?> loop, MethodHandles.Lookup lanes, Class<?> lane, Class<?> element) {}
