package dev.sarvi.kernel.vector;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

/**
 * Handles through which vector code calls its own methods. A vector operation costs C2 about 400
 * nodes. From 18 000 on (NodeCountInliningCutoff) it inlines no more calls, and a vector that is
 * handed to a call that is not inlined is allocated. Excepted are methods of the Vector API itself,
 * and constant method handles, as long as handles of one type are not nested more than twice.
 */
final class InlinedCalls {
  private InlinedCalls() {}

  /** The one method of this name in the lookup's class. */
  static MethodHandle of(MethodHandles.Lookup lookup, String name) {
    try {
      for (Method method : lookup.lookupClass().getDeclaredMethods()) {
        if (method.getName().equals(name)) {
          return lookup.unreflect(method);
        }
      }
    } catch (IllegalAccessException e) {
      throw new LinkageError("a class calls its own methods", e);
    }
    throw new LinkageError(lookup.lookupClass() + " has no method " + name);
  }
}
