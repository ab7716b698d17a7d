package dev.sarvi.kernel;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;

/**
 * What functions such as {@code exp} are made of: of terms that the build makes from the text of
 * {@code FloatFunctions}, and these of the operations that vectors have.
 */
final class FunctionTerms {
  private static final FunctionTerms FLOATS =
      new FunctionTerms(FloatFunctionTerms.class, FloatLaneTerms.class);
  private static final FunctionTerms DOUBLES =
      new FunctionTerms(DoubleFunctionTerms.class, DoubleLaneTerms.class);

  private final Map<String, Method> functions = new HashMap<>();

  private FunctionTerms(Class<?>... classes) {
    for (Class<?> terms : classes) {
      for (Method method : terms.getDeclaredMethods()) {
        if (!Modifier.isPrivate(method.getModifiers())) {
          functions.put(method.getName(), method);
        }
      }
    }
  }

  /** Those of {@code float} or {@code double}. */
  static FunctionTerms of(Class<?> element) {
    return element == float.class ? FLOATS : DOUBLES;
  }

  /** Whether it is one, rather than a lane operation. */
  boolean contains(String operation) {
    return functions.containsKey(operation);
  }

  /** What it is made of. */
  Term expand(String function, Term... arguments) {
    try {
      return (Term) functions.get(function).invoke(null, (Object[]) arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot expand " + function, e);
    }
  }
}
