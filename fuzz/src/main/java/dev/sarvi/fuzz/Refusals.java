package dev.sarvi.fuzz;

/** What every refusal owes its reader. */
final class Refusals {
  private static final int LONGEST = 5000;

  private Refusals() {}

  /** A message that is there, and can be read. */
  static void check(RuntimeException refused) {
    String message = refused.getMessage();
    if (message == null || message.isBlank() || message.length() > LONGEST) {
      throw new IllegalStateException("a refusal that says nothing, or too much", refused);
    }
  }
}
