package dev.sarvi.cli;

/** Text from a file that nobody vouched for, on its way to a terminal. */
final class SafeText {
  private SafeText() {}

  /** The same; what would move the cursor or change colours is a question mark. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cc}", "?");
  }

  /** The same in one line. */
  static String line(String text) {
    return printable(text.strip().replaceAll("\\s*\\R\\s*", "; "));
  }
}
