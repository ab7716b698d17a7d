package dev.sarvi.kernel;

import java.lang.reflect.Constructor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * Whether SIMD kernels can run here, and the only way to them: everything that touches {@code
 * jdk.incubator.vector} is in {@code dev.sarvi.kernel.vector} and is loaded by name, after this
 * class has found the module. Without it the plain kernels give the same bits.
 */
public final class VectorModule {
  /** How many elements a kernel computes in plain loops before SIMD pays for its compilation. */
  static final long PAYS_AFTER = Long.getLong("sarvi.vector.after", 1 << 20);

  private static final String MODULE = "jdk.incubator.vector";
  private static final String WHY_NOT = whyNot();
  private static final AtomicBoolean SAID_WHY_NOT = new AtomicBoolean();

  static {
    if (isPresent()) {
      Module own = VectorModule.class.getModule();
      ModuleLayer.boot().findModule(MODULE).ifPresent(own::addReads);
    }
  }

  private VectorModule() {}

  /** Whether SIMD kernels run from the first element on, and not when they have become fast. */
  static boolean startsWithVectors() {
    return PAYS_AFTER == 0 && isPresent();
  }

  /** Whether SIMD kernels run. */
  public static boolean isPresent() {
    return WHY_NOT == null;
  }

  /**
   * The same where there is work that SIMD would pay for: the log says once why it does not run.
   */
  static boolean isPresentForMuchWork() {
    if (!isPresent() && SAID_WHY_NOT.compareAndSet(false, true)) {
      System.getLogger("dev.sarvi").log(System.Logger.Level.DEBUG, "plain kernels: {0}", WHY_NOT);
    }
    return isPresent();
  }

  /** How many {@code float}s the loops take at a time: 1 where they are plain. */
  public static int floatLanes() {
    return preferVector(IntSupplier.class, "FloatLaneCount", () -> 1).getAsInt();
  }

  /** Why they do not, or null. */
  public static String reason() {
    return WHY_NOT;
  }

  /**
   * Makes the SIMD form of a kernel, or returns the plain one.
   *
   * @param className in {@code dev.sarvi.kernel.vector}, with a constructor without arguments
   */
  static <T> T preferVector(Class<T> type, String className, T plain) {
    if (!isPresent()) {
      return plain;
    }
    try {
      Constructor<?> constructor =
          Class.forName("dev.sarvi.kernel.vector." + className).getDeclaredConstructor();
      return type.cast(constructor.newInstance());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("The SIMD kernel " + className + " is part of this jar", e);
    }
  }

  /** Vector code is fast only once C2 has compiled it: other JVMs and C1 alone box every vector. */
  private static String whyNot() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return "module " + MODULE + " is absent; add --add-modules " + MODULE;
    }
    if ("never".equals(System.getProperty("sarvi.vector"))) {
      return "switched off by -Dsarvi.vector=never";
    }
    if (!System.getProperty("java.vm.name", "").matches(".*(HotSpot|OpenJDK).*")) {
      return "not a HotSpot JVM: " + System.getProperty("java.vm.name");
    }
    String mode = System.getProperty("java.vm.info", "");
    if (!mode.contains("mixed mode") || mode.contains("emulated-client")) {
      return "no optimising compiler: " + mode;
    }
    return null;
  }
}
