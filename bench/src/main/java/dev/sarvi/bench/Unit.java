package dev.sarvi.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is measured. */
enum Unit {
  NANOSECONDS("ns", "µs", "ms", "s"),
  BYTES("B", "kB", "MB", "GB");

  private final List<String> symbols;

  Unit(String... symbols) {
    this.symbols = List.of(symbols);
  }

  static Unit of(String symbol) {
    return Stream.of(values())
        .filter(unit -> unit.symbol().equals(symbol))
        .findFirst()
        .orElseThrow();
  }

  String symbol() {
    return symbols.get(0);
  }

  /** A number of it with three digits, in thousands of thousands of it. */
  String shown(double number) {
    int scale = 0;
    double scaled = number;
    for (; scaled >= 1000 && scale < symbols.size() - 1; scale++) {
      scaled /= 1000;
    }
    int digits = scaled < 10 ? 2 : scaled < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + digits + "f %s", scaled, symbols.get(scale));
  }
}
