package dev.errand.api.web;

/** JSON Pointers (RFC 6901) that repeat what a caller sent, safely. */
public final class Pointers {
  private Pointers() {}

  /** A name as a step of a pointer: escaped, cut, and without control characters. */
  public static String escape(String name, int max) {
    StringBuilder safe = new StringBuilder();
    name.codePoints()
        .limit(max)
        .forEach(
            point -> {
              switch (point) {
                case '~' -> safe.append("~0");
                case '/' -> safe.append("~1");
                default -> safe.appendCodePoint(harmless(point) ? point : '\uFFFD');
              }
            });
    return safe.toString();
  }

  static boolean harmless(int point) {
    return !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
  }
}
